/* Valg af rækker: alle på siden, et område med Skift, antallet på knappen og den tid, det svarer til.
 * Uden script virker afkrydsning og knap stadig. */
(() => {
  "use strict";
  const led = (antal, en, flere) => (antal ? [`${antal} ${antal === 1 ? en : flere}`] : []);

  /* Minutter i ord, som serveren skriver dem: fra ti timer i hele timer. */
  const varighed = (minutter) => {
    const timer = Math.floor(minutter / 60);
    if (timer >= 10) return `${Math.round(minutter / 60)} timer`;
    return [...led(timer, "time", "timer"), ...led(minutter % 60, "minut", "minutter")].join(" og ");
  };

  for (const form of document.querySelectorAll("form[data-valg]")) {
    const { ental = "sag", flertal = "sager" } = form.dataset;
    const sager = (antal) => `${antal.toLocaleString("da-DK")} ${antal === 1 ? ental : flertal}`;
    const felter = [...form.querySelectorAll(`input[name="${form.dataset.valg}"]`)];
    const alle = form.querySelector("[data-vaelg-alle]");
    const antalTekst = form.querySelector("[data-valgt-antal]");
    const knap = form.querySelector("[data-valgknap]");
    const knapord = knap.querySelector("[data-knapord]") || knap;
    const kapacitet = form.querySelector("[data-kapacitet]");
    const heleSiden = form.querySelector("[data-hele-siden]");
    const minutter = Number(form.dataset.minutter || 0);
    /* Når alle er valgt, tæller også dem på de andre sider. */
    const andre = form.dataset.alle ? Number(form.dataset.alle) - felter.length : 0;
    const ordene = { knap: form.dataset.uvalgt || knapord.textContent, kapacitet: kapacitet?.dataset.uvalgt };
    let sidste = null;

    const vis = () => {
      const paaSiden = felter.filter((felt) => felt.checked).length;
      const antal = paaSiden + andre;
      for (const felt of felter) felt.closest("tr").classList.toggle("table-row-selected", felt.checked);
      alle.checked = paaSiden > 0 && paaSiden === felter.length;
      alle.indeterminate = paaSiden > 0 && paaSiden < felter.length;
      alle.classList.toggle("mixed", alle.indeterminate);
      antalTekst.textContent = antal ? `${sager(antal)} valgt` : `Ingen ${flertal} valgt`;
      const efter = form.dataset.efter ? ` ${form.dataset.efter}` : "";
      knapord.textContent = antal ? `${form.dataset.verbum} ${sager(antal)}${efter}` : ordene.knap;
      form.classList.toggle("har-valgt", antal > 0);
      if (heleSiden) heleSiden.hidden = !alle.checked;
      if (minutter && kapacitet) {
        kapacitet.textContent = antal ? `Svarer til ca. ${varighed(antal * minutter)}.` : ordene.kapacitet;
      }
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
    /* Er alle valgt, skal siden hentes igen uden; ellers er krydserne nok. */
    form.querySelector("[data-fravaelg]")?.addEventListener("click", (tryk) => {
      if (andre) return;
      tryk.preventDefault();
      for (const felt of felter) felt.checked = false;
      vis();
    });
    form.addEventListener("submit", (indsendt) => {
      if (form.dataset.sendt) indsendt.preventDefault();
      form.dataset.sendt = "ja";
    });
    window.addEventListener("pageshow", (vist) => {
      /* Gemt af browseren, da der blev sendt: rækkerne er ikke længere dem, listen har. */
      if (vist.persisted && form.dataset.sendt) location.reload();
      delete form.dataset.sendt;
      vis();
    });
    vis();
  }

  /* Et foldet valg lukkes med Escape og med et tryk udenfor. */
  const foldede = [...document.querySelectorAll("details.fold-ud")];
  const luk = (fold, fokus) => {
    if (!fold.open) return;
    fold.open = false;
    if (fokus) fold.querySelector("summary").focus();
  };
  /* Det foldede ud er aldrig højere end det, der er plads til i vinduet; resten rulles der til. */
  const MINDST = 160; // billedpunkter
  for (const fold of foldede) {
    fold.addEventListener("toggle", () => {
      const panel = fold.querySelector(".panel");
      panel.style.maxHeight = "";
      if (!fold.open || getComputedStyle(panel).position !== "absolute") return;
      const plads = window.innerHeight - panel.getBoundingClientRect().top - 12;
      panel.style.maxHeight = `${Math.max(plads, MINDST)}px`;
      if (plads < MINDST) panel.scrollIntoView({ block: "nearest" });
    });
  }
  document.addEventListener("keydown", (ned) => {
    if (ned.key === "Escape") for (const fold of foldede) luk(fold, fold.contains(document.activeElement));
  });
  document.addEventListener("click", (tryk) => {
    for (const fold of foldede) if (!fold.contains(tryk.target)) luk(fold, false);
  });
})();
