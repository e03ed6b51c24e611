/* Kladden gemmer sig selv, mens der skrives. Uden script gemmes den med knappen.
 *
 * Den første sendes til formularens data-kladde; derefter skrives der videre på data-videre. Svarer
 * serveren med en version, er det den, siden nu har set: sidens formularer får den med. */
(() => {
  "use strict";
  const form = document.querySelector("form[data-kladde]");
  if (!form) return;
  const VENTETID = 1500; // millisekunder efter det sidste tryk
  const { kladde, videre } = form.dataset;
  const linje = document.querySelector("[data-kladdestatus]");
  const sidens = [form, ...document.querySelectorAll("form[data-kladdens]")];
  let begyndt = false;
  let ur = 0;
  let sendes = null; // løftet om den, der er undervejs
  let uvis = null; // den, der ikke kom svar på: måske er den gemt
  let slut = false;

  const sig = (tekst, fejl = false) => {
    linje.hidden = false;
    linje.classList.toggle("fejl", fejl);
    linje.lastElementChild.textContent = tekst;
  };
  /* Er kladden gemt, gælder den fejl om den, siden blev hentet med, ikke mere. */
  const glemFejlen = () => {
    const bokse = document.querySelectorAll("[data-kladdefejl]");
    if (!bokse.length) return;
    for (const del of [...bokse, ...form.querySelectorAll(".form-error-message")]) del.remove();
    for (const gruppe of form.querySelectorAll(".form-error")) gruppe.classList.remove("form-error");
    for (const felt of form.querySelectorAll("[aria-invalid]")) felt.removeAttribute("aria-invalid");
    document.title = document.title.replace(/^Fejl: /, "");
  };
  const send = (adresse, felter, keepalive) => fetch(adresse, {
    method: "POST", body: felter, credentials: "same-origin", redirect: "error", keepalive,
    headers: { Accept: "application/json" },
  });
  const laes = async (svar) => {
    const { gemt, fejl, version } = await svar.json();
    if (!svar.ok) return sig(fejl, true);
    begyndt = true;
    for (const en of sidens) if (version !== undefined) en.elements.version.value = version;
    glemFejlen();
    sig(`Kladde gemt ${gemt}. Den ligger klar, hvis du bliver logget af.`);
  };
  const aflever = async (felter, keepalive) => {
    uvis = felter;
    let svar = await send(begyndt ? videre : kladde, felter, keepalive);
    if (begyndt && svar.status === 409) svar = await send(kladde, felter, keepalive);
    await laes(svar);
    uvis = null;
  };
  const gem = async (keepalive) => {
    try {
      // Samme tryk igen er samme kladde; uden det ville ens egen kladde ligne en andens ændring.
      if (uvis) await aflever(uvis, keepalive);
      await aflever(new FormData(form), keepalive);
    } catch {
      sig("Kladden er ikke gemt. Det, du har skrevet, står her stadig, og der prøves igen, når du skriver.", true);
    }
  };
  const begynd = (keepalive = false) => {
    clearTimeout(ur);
    ur = 0;
    if (slut) return;
    if (sendes) { vent(); return; }
    sendes = gem(keepalive).finally(() => { sendes = null; });
  };
  const vent = () => {
    clearTimeout(ur);
    ur = setTimeout(begynd, VENTETID);
  };

  form.addEventListener("input", vent);
  for (const en of sidens) {
    en.addEventListener("submit", (tryk) => {
      if (tryk.submitter?.formTarget === "_blank") return;
      slut = true;
      clearTimeout(ur);
      if (!sendes) return;
      // Trykket venter på den kladde, der er undervejs, så det har set den.
      tryk.preventDefault();
      sendes.then(() => en.requestSubmit(tryk.submitter));
    });
  }
  window.addEventListener("pageshow", () => { slut = false; });
  // Den, der går fra siden midt i en sætning, skal også finde den igen.
  document.addEventListener("visibilitychange", () => { if (document.hidden && ur) begynd(true); });
})();
