/* Feedback: vis kun de felter, resultatet bruger, sig hvilken vej beløbet går, og gem en kladde,
 * mens der skrives. Uden script vises alle felter, og kladden gemmes med knappen. */
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

  /* Kladden. Den første gemmes på sin egen adresse; derefter skrives der videre på den. */
  const { kladde, videre } = form.dataset;
  if (!kladde) return;
  const VENTETID = 1500; // millisekunder efter det sidste tryk
  const linje = document.querySelector("[data-kladdestatus]");
  let begyndt = false;
  let ur = 0;
  let sendes = false;
  let slut = false;

  const sig = (tekst, fejl = false) => {
    linje.hidden = false;
    linje.classList.toggle("fejl", fejl);
    linje.lastElementChild.textContent = tekst;
  };
  const send = (adresse, keepalive) => fetch(adresse, {
    method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", keepalive,
    headers: { Accept: "application/json" },
  });
  const laes = async (svar) => {
    const { gemt, fejl } = await svar.json();
    if (!svar.ok) return sig(fejl, true);
    begyndt = true;
    sig(`Kladde gemt ${gemt}. Den ligger klar, hvis du bliver logget af.`);
  };
  const gem = async (keepalive = false) => {
    clearTimeout(ur);
    ur = 0;
    if (slut) return;
    if (sendes) { vent(); return; }
    sendes = true;
    try {
      let svar = await send(begyndt ? videre : kladde, keepalive);
      if (begyndt && svar.status === 409) svar = await send(kladde, keepalive);
      await laes(svar);
    } catch {
      sig("Kladden er ikke gemt. Det, du har skrevet, står her stadig, og der prøves igen, når du skriver.", true);
    } finally {
      sendes = false;
    }
  };
  const vent = () => {
    clearTimeout(ur);
    ur = setTimeout(() => gem(), VENTETID);
  };

  form.addEventListener("input", vent);
  form.addEventListener("submit", () => { slut = true; clearTimeout(ur); });
  window.addEventListener("pageshow", () => { slut = false; });
  // Den, der går fra siden midt i en sætning, skal også finde den igen.
  document.addEventListener("visibilitychange", () => { if (document.hidden && ur) gem(true); });
})();
