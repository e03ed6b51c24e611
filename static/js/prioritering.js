/* Antallet på hver knap under tabellen, og udskrift. Uden script står knapperne med deres egne ord. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-valg]");
  const knapper = form ? [...form.querySelectorAll("[data-med-antal]")] : [];
  const uden = new Map(knapper.map((knap) => [knap, knap.textContent]));
  const ord = (knap, antal) =>
    (antal === 1 ? knap.dataset.medEn : knap.dataset.medAntal).replace("#", antal);
  const vis = () => {
    const antal = form.querySelectorAll(`input[name="${form.dataset.valg}"]:checked`).length;
    for (const knap of knapper) knap.textContent = antal ? ord(knap, antal) : uden.get(knap);
  };
  if (form) {
    // Efter valg.js, som selv sætter felterne, når der vælges et område eller alle.
    for (const slags of ["click", "change"]) form.addEventListener(slags, () => setTimeout(vis));
    window.addEventListener("pageshow", vis);
    vis();
  }
  for (const knap of document.querySelectorAll("[data-udskriv]")) {
    knap.hidden = false;
    knap.addEventListener("click", () => window.print());
  }
})();
