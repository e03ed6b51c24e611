/* Feedback: vis kun de felter, resultatet bruger. Uden script vises de alle. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-feedback]");
  if (!form) return;
  const afsnit = [...form.querySelectorAll("[data-vises-ved]")];
  const vis = () => {
    const valgt = form.querySelector('input[name="resultat"]:checked')?.value ?? "";
    for (const del of afsnit) del.hidden = !del.dataset.visesVed.split(" ").includes(valgt);
  };
  for (const valg of form.querySelectorAll('input[name="resultat"]')) valg.addEventListener("change", vis);
  window.addEventListener("pageshow", vis);
  vis();
})();
