/* Feedback: vis kun de felter, resultatet bruger, og sig, hvilken vej beløbet går. Uden script vises
 * alle felter. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-feedback]");
  if (!form) return;
  const vaerdi = (navn) => form.elements[navn]?.value ?? "";

  const afsnit = [...form.querySelectorAll("[data-vises-ved]")];
  const vis = () => {
    for (const del of afsnit) del.hidden = !del.dataset.visesVed.split(" ").includes(vaerdi("resultat"));
  };

  /* Beløbet skrives uden fortegn; her læses det igen med ord, så en forhøjelse ikke bliver et fradrag. */
  const retning = form.querySelector("[data-retning]");
  const visRetning = () => {
    const kroner = vaerdi("maanedlig").replace(/\s|kr\.?|\./g, "");
    const ord = { STOPPES: "mindre", NEDSAETTES: "mindre", FORHOEJES: "mere" }[vaerdi("aendring")];
    retning.hidden = !ord || !/^[1-9]\d{0,7}$/.test(kroner);
    if (retning.hidden) return;
    retning.textContent = `Borgeren får ${Number(kroner).toLocaleString("da-DK")} kr. ${ord} om måneden.`;
  };

  form.addEventListener("input", () => { vis(); visRetning(); });
  window.addEventListener("pageshow", () => { vis(); visRetning(); });
  vis();
  visRetning();
})();
