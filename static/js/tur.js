/* Kørelisten på telefonen: virker uden netværk resten af dagen. Det noterede gemmes krypteret her og
 * sendes i orden, når der er netværk; hvert gem har sit token, så det samme aldrig gemmes to gange. */
(() => {
  "use strict";
  const ROD = "/koerelister/";
  const FELTER = ["besoegt", "klokken", "navn_paa_doer", "kontakt", "anden_aabnede", "oplysninger"];
  const find = (navn, i = document) => i.querySelector(`[data-${navn}]`);
  const lav = (slags, tekst, klasse) => {
    const ny = document.createElement(slags);
    if (tekst) ny.textContent = tekst;
    if (klasse) ny.className = klasse;
    return ny;
  };
  let tur = null; // { liste, stop, koe, csrf, binding, udloeber }
  let sender = false;

  const gem = () => Turlager.skriv(tur.binding, tur.udloeber,
    { liste: tur.liste, stop: tur.stop, koe: tur.koe, csrf: tur.csrf });
  const stoppet = (id) => tur.stop.find((et) => et.id === id);
  const besked = (slags, titel, tekst, link) => {
    const boks = lav("div", "", `alert alert-${slags}`);
    boks.append(lav("p", titel, "alert-heading"));
    if (tekst) boks.append(lav("p", tekst, "alert-text"));
    if (link) {
      const vej = lav("a", link[0], "button button-primary");
      vej.href = link[1];
      boks.append(vej);
    }
    find("besked").replaceChildren(boks);
  };
  const uden = () => find("besked").replaceChildren();

  /* ── Siden ─────────────────────────────────────────────────────────────────────────────── */

  const status = () => {
    find("nettet").textContent = navigator.onLine ? "" : "Uden netværk";
    if (!tur) return;
    const venter = new Set(tur.koe.map((gemt) => gemt.stop)).size;
    const noteret = tur.stop.filter((et) => et.noteret).length;
    const valg = tur.stop.filter((et) => et.konflikt).length;
    const rettes = tur.stop.filter((et) => et.fejl).length;
    const ord = [
      venter && `${venter} stop venter på at blive sendt.`,
      valg && `${valg} stop venter på dit valg.`,
      rettes && `${rettes} stop skal rettes, før det kan sendes.`,
    ].filter(Boolean).join(" ");
    find("status").textContent = `${noteret} af ${tur.stop.length} stop er noteret. ${ord || (noteret ? "Alt er sendt." : "")}`.trim();
  };
  const maerke = (et) => {
    if (tur.koe.some((gemt) => gemt.stop === et.id)) return "Gemt på telefonen, venter på at blive sendt";
    if (!et.noteret) return "";
    return `Sendt: ${et.noteret.kontakt === "ja" ? "kontakt" : "ingen kontakt"}, ${et.noteret.besoegt} kl. ${et.noteret.klokken}`;
  };
  /* Dansk tid som i portalen, også når telefonen står i en anden tidszone. */
  const UR = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Copenhagen", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
  });
  const nu = () => {
    const d = Object.fromEntries(UR.formatToParts(new Date()).map(({ type, value }) => [type, value]));
    return { besoegt: `${d.day}-${d.month}-${d.year}`, klokken: `${d.hour}.${d.minute}` };
  };
  const udfyld = (form, felter) => {
    for (const navn of FELTER) form.elements[navn].value = felter[navn] ?? "";
  };
  /* Fejlen står lige over det, der skal rettes: efter spørgsmålet ved Ja/Nej, ellers over feltet. */
  const vedFeltet = (kort, navn, linjer) => {
    const felter = [...kort.querySelectorAll(`[name=${navn}]`)];
    const spoergsmaal = felter[0].closest("fieldset")?.querySelector("legend");
    for (const felt of felter) {
      if (linjer) felt.setAttribute("aria-invalid", "true");
      else felt.removeAttribute("aria-invalid");
    }
    for (const linje of linjer || []) {
      const fejl = lav("span", "", "form-error-message");
      fejl.append(lav("span", "Fejl: ", "sr-only"), linje);
      if (spoergsmaal) spoergsmaal.append(fejl);
      else felter[0].before(fejl);
    }
  };
  const visFejl = (kort, et) => {
    const boks = find("fejl", kort);
    boks.replaceChildren();
    for (const gammel of kort.querySelectorAll(".form-error-message")) gammel.remove();
    for (const navn of FELTER) vedFeltet(kort, navn, et.fejl?.[navn]);
    const ramte = FELTER.filter((navn) => et.fejl?.[navn]).length;
    const andre = et.fejl?.stoppet || [];
    if (!ramte && !andre.length) return;
    const alarm = lav("div", "", "alert alert-error");
    alarm.setAttribute("role", "alert");
    alarm.append(lav("p", "Stoppet er ikke noteret", "alert-heading"));
    if (ramte) alarm.append(lav("p", ramte === 1 ? "Ret det felt, der er markeret." : `Ret de ${ramte} felter, der er markeret.`, "alert-text"));
    for (const linje of andre) alarm.append(lav("p", linje, "alert-text"));
    boks.append(alarm);
    kort.querySelector("details").open = true;
  };
  const visKonflikt = (kort, et) => {
    const boks = find("konflikt", kort);
    boks.replaceChildren();
    if (!et.konflikt) return;
    const { hvem, hvornaar, stop } = et.konflikt;
    const alarm = lav("div", "", "alert alert-warning");
    alarm.append(lav("p", "Stoppet er noteret af en anden imens", "alert-heading"));
    alarm.append(lav("p", `${hvem} noterede det ${hvornaar}: ${stop.noteret.kontakt === "ja" ? "kontakt" : "ingen kontakt"}, “${stop.noteret.navn_paa_doer}”.`, "alert-text"));
    alarm.append(lav("p", `Det, du skrev, er ikke gemt: ${et.skrevet.kontakt === "ja" ? "kontakt" : "ingen kontakt"}, “${et.skrevet.navn_paa_doer}”.`, "alert-text"));
    const knap = (ord, goer) => {
      const ny = lav("button", ord, "button button-secondary");
      ny.type = "button";
      ny.addEventListener("click", goer);
      alarm.append(ny);
    };
    knap("Behold mit", () => afgoer(et, true));
    knap("Behold det, der er gemt", () => afgoer(et, false));
    boks.append(alarm);
  };
  const opdater = (et) => {
    const kort = document.getElementById(`stop-${et.id}`);
    find("maerke", kort).textContent = maerke(et);
    kort.querySelector("summary").textContent = et.noteret ? "Ret" : "Notér";
    visFejl(kort, et);
    visKonflikt(kort, et);
    status();
  };
  const kortet = (et, nr) => {
    const kort = document.importNode(find("skabelon").content, true).firstElementChild;
    kort.id = `stop-${et.id}`;
    find("nr", kort).textContent = nr;
    find("navn", kort).textContent = et.navn;
    find("adresse", kort).textContent = et.adresse;
    find("sag", kort).textContent = `Sag ${et.sag}`;
    const form = kort.querySelector("form");
    udfyld(form, et.skrevet || et.noteret || {});
    kort.querySelector("details").addEventListener("toggle", (e) => {
      if (!e.target.open || et.noteret || et.skrevet || form.elements.klokken.value) return;
      udfyld(form, nu());
    });
    form.addEventListener("submit", (e) => { e.preventDefault(); noter(et, form); });
    return kort;
  };
  const vis = () => {
    find("overskrift").textContent = `Køreliste ${tur.liste.nr}`;
    const skjult = tur.liste.udeladt ? ` ${tur.liste.udeladt} med beskyttet adresse står kun i portalen.` : "";
    find("underrubrik").textContent = `${tur.liste.omraade}, ${tur.liste.dag}.${skjult}`;
    find("stop").replaceChildren(...tur.stop.map((et, nr) => kortet(et, nr + 1)));
    find("afslut").href = `${ROD}${tur.liste.id}/`;
    find("bund").hidden = false;
    for (const et of tur.stop) opdater(et);
  };
  const tom = (titel, tekst, link) => {
    tur = null;
    find("stop").replaceChildren();
    find("bund").hidden = true;
    find("status").textContent = "";
    besked("info", titel, tekst, link);
  };

  /* ── Gem og send ───────────────────────────────────────────────────────────────────────── */

  const noter = async (et, form) => {
    const felter = Object.fromEntries(FELTER.map((navn) => [navn, form.elements[navn].value.trim()]));
    const mangler = { besoegt: ["Skriv, hvilken dag du var der"], klokken: ["Skriv, hvad klokken var"], navn_paa_doer: ["Skriv det navn, der står, eller “intet navn”"], kontakt: ["Svar, om der var kontakt med borgeren"], anden_aabnede: ["Svar, om en anden åbnede"] };
    et.skrevet = felter;
    et.fejl = Object.fromEntries(Object.entries(mangler).filter(([navn]) => !felter[navn]));
    if (Object.keys(et.fejl).length) {
      await gem();
      opdater(et);
      // Den, der trykkede nederst, føres op til det første felt, med fejlen over det i billedet.
      const foerste = document.getElementById(`stop-${et.id}`).querySelector("[aria-invalid]");
      foerste.focus();
      foerste.closest("fieldset, label").scrollIntoView({ block: "center" });
      return;
    }
    delete et.fejl;
    et.noteret = felter;
    tur.koe.push({ stop: et.id, token: crypto.randomUUID(), felter });
    await gem();
    document.getElementById(`stop-${et.id}`).querySelector("details").open = false;
    opdater(et);
    send();
  };
  const afgoer = async (et, mit) => {
    const { stop } = et.konflikt;
    et.version = stop.version;
    delete et.konflikt;
    if (mit) {
      et.noteret = et.skrevet;
      tur.koe.push({ stop: et.id, token: crypto.randomUUID(), felter: et.skrevet });
    } else {
      et.noteret = stop.noteret;
      delete et.skrevet;
      udfyld(document.getElementById(`stop-${et.id}`).querySelector("form"), et.noteret);
    }
    await gem();
    opdater(et);
    send();
  };
  const svaret = async (gemt, svar) => {
    const et = stoppet(gemt.stop);
    const krop = await svar.json();
    tur.koe.shift();
    if (svar.ok) {
      et.version = krop.stop.version;
      if (!tur.koe.some((en) => en.stop === et.id)) { et.noteret = krop.stop.noteret; delete et.skrevet; }
    } else if (svar.status === 409) {
      tur.koe = tur.koe.filter((en) => en.stop !== et.id);
      et.skrevet = gemt.felter;
      et.noteret = krop.stop.noteret;
      et.konflikt = krop;
    } else {
      et.noteret = null;
      et.skrevet = gemt.felter;
      et.fejl = krop.felter || { stoppet: [krop.fejl] };
    }
    await gem();
    opdater(et);
  };
  const loggetAf = () => besked("warning", "Du er logget af",
    "Det, du har noteret, ligger stadig på telefonen. Log ind igen, så sendes det.",
    ["Log ind", `/log-ind/?next=${encodeURIComponent(location.pathname)}`]);
  const erJson = (svar) => (svar.headers.get("Content-Type") || "").includes("application/json");
  const send = async () => {
    if (sender || !tur) return;
    sender = true;
    try {
      while (tur && tur.koe.length) {
        const gemt = tur.koe[0];
        const felter = new URLSearchParams({ ...gemt.felter, token: gemt.token, version: stoppet(gemt.stop).version });
        const svar = await fetch(`${ROD}${tur.liste.id}/stop/${gemt.stop}/gem/`, {
          method: "POST", body: felter, credentials: "same-origin",
          headers: { "X-CSRFToken": tur.csrf, Accept: "application/json" },
        });
        if (svar.status === 404 || svar.status === 410) { await luk(tur); return; }
        if (!erJson(svar)) {
          if (svar.redirected || svar.status === 403) loggetAf();
          return;
        }
        await svaret(gemt, svar);
      }
    } catch {
      /* Intet netværk: køen bliver, og der prøves igen. */
    } finally {
      sender = false;
      status();
    }
  };
  /* Det, der er skrevet på telefonen og ikke står i portalen: i køen, i konflikt eller afvist. */
  const usendtStop = (et) => et.konflikt || et.fejl || tur.koe.some((gemt) => gemt.stop === et.id);
  const usendt = (sag, felter) => {
    const kort = lav("li", "", "panel turkort");
    const hvad = [`Opsøgt ${felter.besoegt || "–"} kl. ${felter.klokken || "–"}`, `Navn på døren: ${felter.navn_paa_doer || "–"}`,
      `Kontakt: ${felter.kontakt || "–"}`, `En anden åbnede: ${felter.anden_aabnede || "–"}`, felter.oplysninger && `Oplyst uopfordret: ${felter.oplysninger}`];
    kort.append(lav("h2", `Sag ${sag}`), ...hvad.filter(Boolean).map((linje) => lav("p", linje)));
    return kort;
  };
  /* Kopien slettes altid; det, der ikke nåede frem, vises endnu en gang, så intet besøg er tabt. */
  const luk = async (sidste) => {
    const skrevne = new Map((sidste?.koe || []).map((gemt) => [gemt.stop, gemt.felter]));
    const valgt = (et) => skrevne.get(et.id) || ((et.konflikt || et.fejl) && et.skrevet);
    const usendte = (sidste?.stop || []).filter(valgt).map((et) => [et.sag, valgt(et)]);
    await Turlager.slet();
    if (usendte.length) {
      tom("Listen er lukket, før alt var sendt", "Kopien på telefonen er slettet. Skriv det her på borgernes sager nu: det vises kun, til du forlader siden.");
      find("stop").replaceChildren(...usendte.map(([sag, felter]) => usendt(sag, felter)));
      return;
    }
    tom("Listen er lukket", "Turen er afsluttet, og kopien på telefonen er slettet.", ["Kørelister", ROD]);
  };

  /* ── Hent ──────────────────────────────────────────────────────────────────────────────── */

  const hentet = async (data, gammel) => {
    if (gammel && gammel.binding !== data.binding) { await Turlager.slet(); gammel = null; }
    const foer = new Map((gammel?.stop || []).map((et) => [et.id, et]));
    const koe = gammel?.koe || [];
    for (const et of data.stop) {
      const kendt = foer.get(et.id);
      if (!kendt) continue;
      // Det usendte er skrevet oven på den version, telefonen havde; en andens ændring skal ses.
      if (koe.some((gemt) => gemt.stop === et.id)) Object.assign(et, { version: kendt.version, noteret: kendt.noteret });
      for (const navn of ["skrevet", "fejl", "konflikt"]) if (kendt[navn]) et[navn] = kendt[navn];
    }
    tur = { liste: data.liste, stop: data.stop, koe, csrf: data.csrf, binding: data.binding, udloeber: data.udloeber };
    await gem();
    uden();
    vis();
    ved(tur.udloeber);
  };
  /* Serveren spørges først: kun den, listen er hentet af, må se den. Uden netværk er det telefonens. */
  const hent = async (id, gemt) => {
    const egen = gemt?.liste.id === id ? gemt : null;
    let svar;
    try {
      svar = await fetch(`${ROD}${id}/data/`, { credentials: "same-origin", headers: { Accept: "application/json" } });
    } catch {
      if (tur) return;
      if (egen) { tur = egen; vis(); ved(tur.udloeber); } else tom("Der er intet netværk", "Åbn kørelisten fra portalen, når der er netværk.");
      return;
    }
    if (svar.status === 404 || svar.status === 410) await luk(tur || egen);
    else if (svar.ok && erJson(svar)) await hentet(await svar.json(), egen);
    else if (svar.redirected || svar.status === 403) loggetAf();
  };
  let ur = 0;
  const ved = (udloeber) => {
    clearTimeout(ur);
    ur = setTimeout(async () => {
      await Turlager.slet();
      tom("Dagen er slut", "Kopien på telefonen er slettet. Åbn listen igen fra portalen.", ["Kørelister", ROD]);
    }, Math.max(0, Date.parse(udloeber) - Date.now()));
  };
  const begynd = async () => {
    const gemt = await Turlager.laes();
    const valgt = location.hash.slice(1) || gemt?.liste.id;
    if (!valgt) {
      tom("Ingen liste er åben", "Åbn kørelisten fra portalen, mens du har netværk.", ["Kørelister", ROD]);
      return;
    }
    await hent(gemt?.koe.length ? gemt.liste.id : valgt, gemt);
    await send();
    if (!tur || tur.liste.id === valgt) return;
    if (tur.koe.length) besked("warning", "Denne liste er ikke sendt endnu", "Telefonen har kun plads til én liste. Vent, til alt er sendt, og åbn den anden igen.");
    else await hent(valgt);
  };

  find("slet").addEventListener("click", async () => {
    const venter = tur ? tur.stop.filter(usendtStop).length : 0;
    if (venter && find("slet").dataset.sikker === undefined) {
      find("slet").dataset.sikker = "";
      find("slet").textContent = `Slet alligevel: ${venter} stop er ikke sendt`;
      return;
    }
    await Turlager.slet();
    tom("Kopien er slettet", "Der er ikke længere noget om listen på telefonen.", ["Kørelister", ROD]);
  });
  window.addEventListener("online", () => { status(); if (tur) { send().then(() => tur && hent(tur.liste.id, tur)); } });
  window.addEventListener("offline", status);
  window.addEventListener("hashchange", () => location.reload());
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(`${ROD}arbejder.js`, { scope: ROD });
  begynd();
})();
