/* Valg af rækker: alle på siden, et område med Skift, og antallet på knappen. Uden script virker
 * afkrydsning og knap stadig. */
(() => {
  "use strict";
  const sager = (antal) => `${antal} ${antal === 1 ? "sag" : "sager"}`;

  for (const form of document.querySelectorAll("form[data-valg]")) {
    const felter = [...form.querySelectorAll(`input[name="${form.dataset.valg}"]`)];
    const alle = form.querySelector("[data-vaelg-alle]");
    const antalTekst = form.querySelector("[data-valgt-antal]");
    const knap = form.querySelector("[data-valgknap]");
    const knappensOrd = knap.textContent;
    let sidste = null;

    const vis = () => {
      const antal = felter.filter((felt) => felt.checked).length;
      for (const felt of felter) felt.closest("tr").classList.toggle("table-row-selected", felt.checked);
      alle.checked = antal > 0 && antal === felter.length;
      alle.indeterminate = antal > 0 && antal < felter.length;
      alle.classList.toggle("mixed", alle.indeterminate);
      antalTekst.textContent = antal ? `${sager(antal)} valgt` : "Ingen sager valgt";
      const efter = form.dataset.efter ? ` ${form.dataset.efter}` : "";
      knap.textContent = antal ? `${form.dataset.verbum} ${sager(antal)}${efter}` : knappensOrd;
    };

    const omraade = (fra, til) => felter.slice(Math.min(fra, til), Math.max(fra, til) + 1);

    for (const felt of felter) {
      felt.addEventListener("click", (tryk) => {
        if (tryk.shiftKey && sidste) {
          for (const imellem of omraade(felter.indexOf(sidste), felter.indexOf(felt))) imellem.checked = felt.checked;
        }
        sidste = felt;
        vis();
      });
    }
    alle.addEventListener("change", () => {
      for (const felt of felter) felt.checked = alle.checked;
      vis();
    });
    form.querySelector("[data-fravaelg]")?.addEventListener("click", (tryk) => {
      tryk.preventDefault();
      for (const felt of felter) felt.checked = false;
      vis();
    });
    form.addEventListener("submit", (indsendt) => {
      if (form.dataset.sendt) indsendt.preventDefault();
      form.dataset.sendt = "ja";
    });
    window.addEventListener("pageshow", () => {
      delete form.dataset.sendt;
      vis();
    });
    vis();
  }
})();
