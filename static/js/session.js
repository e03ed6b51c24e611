/* Sessionens udløb: varsl fem minutter før, og dæk siden, når tiden er gået. Serveren ved, hvor lang
 * tid der er; uret her regner kun imellem dens svar. Intet gemmes i browseren. */
(() => {
  "use strict";
  const dialog = document.getElementById("session");
  if (!dialog) return;

  const [VARSEL, SPOERG_HVERT, SVARTID] = [300, 30, 10]; // sekunder
  const SERVEREN_TIER = "Serveren svarer ikke lige nu. Prøv igen om lidt.";
  const IKKE_INDE = "Du er ikke logget ind endnu. Log ind, og prøv igen.";
  const { status, forlaeng, logInd, bruger, sekunder, absolut, absolutTilbage } = dialog.dataset;
  const find = (navn) => dialog.querySelector(`[data-${navn}]`);

  /* Uret. Date tæller maskinens dvale med; performance tåler, at uret stilles tilbage. */
  const nu = () => ({ dato: Date.now(), ur: performance.now() });
  const gaaet = (siden) => Math.max(Date.now() - siden.dato, performance.now() - siden.ur) / 1000;
  let anker = { ...nu(), inaktiv: Number(sekunder), absolut: Number(absolutTilbage || absolut) };
  let spurgt = nu();
  let fase = "ro"; // ro, inaktiv og absolut (varsler), kontrol og udloebet (dækker)
  let afvist = false;

  const rest = () => Math.min(anker.inaktiv, anker.absolut) - gaaet(anker);
  const varsler = () => fase === "inaktiv" || fase === "absolut";
  const daekker = () => fase === "kontrol" || fase === "udloebet";
  const faseEfterUret = () => {
    if (rest() <= 0) return "udloebet";
    const slags = anker.inaktiv < anker.absolut ? "inaktiv" : "absolut";
    return rest() > VARSEL || (afvist && slags === "absolut") ? "ro" : slags;
  };

  /* Er der noget at miste? En formular, der kom tilbage med fejl, har det skrevne som udgangspunkt. */
  const aendretValg = (felt) => {
    const valg = [...felt.options];
    const foerste = felt.multiple || valg.some((v) => v.defaultSelected) ? -1 : 0;
    return valg.some((v, nr) => v.selected !== (v.defaultSelected || nr === foerste));
  };
  const aendret = (felt) => {
    if (felt.options) return aendretValg(felt);
    if (felt.type === "checkbox" || felt.type === "radio") return felt.checked !== felt.defaultChecked;
    return felt.value !== felt.defaultValue;
  };
  const harSkrevet = () =>
    document.getElementById("fejlliste") !== null ||
    [...document.querySelectorAll("input, textarea, select")].some(aendret);

  /* Dialogen. */
  const maengde = (antal, en, flere) => `${antal} ${antal === 1 ? en : flere}`;
  const skriv = (felt, tekst) => { if (felt.textContent !== tekst) felt.textContent = tekst; };
  let oplaest = null;

  const taelNed = () => {
    const tid = Math.max(0, Math.ceil(rest()));
    const [min, sek] = [Math.floor(tid / 60), tid % 60];
    for (const felt of dialog.querySelectorAll("[data-tid]")) skriv(felt, `${min ? `${min} min. ` : ""}${sek} sek.`);
    const stille = Math.floor((Number(sekunder) - anker.inaktiv + gaaet(anker)) / 60);
    skriv(find("stille"), maengde(stille, "minut", "minutter"));
    // En skærmlæser hører hvert minut og de sidste 30 sekunder, ikke hvert sekund.
    const trin = tid > 30 ? Math.ceil(tid / 60) : 0;
    if (oplaest !== null && trin !== oplaest) {
      const igen = min ? maengde(min, "minut", "minutter") : maengde(sek, "sekund", "sekunder");
      skriv(find("oplaesning"), `Du bliver logget af om ${igen}.`);
    }
    oplaest = trin;
  };

  const stilDele = () => {
    const skrevet = harSkrevet() ? "ja" : "nej";
    for (const del of dialog.querySelectorAll("[data-ved]")) {
      const passer = del.dataset.ved.split(" ").includes(fase);
      del.hidden = !passer || (del.dataset.skrevet ?? skrevet) !== skrevet;
    }
    const hertil = encodeURIComponent(location.pathname + location.search);
    find("hertil").href = `${logInd}?next=${hertil}`;
    skriv(find("laengst"), maengde(Math.round(Number(absolut) / 3600), "time", "timer"));
    skriv(find("melding"), "");
    skriv(find("oplaesning"), "");
  };

  let titel = "";
  const vis = (ny) => {
    if (ny === fase) return;
    if (fase === "ro") titel = document.title;
    fase = ny;
    dialog.classList.toggle("session-daekker", daekker());
    if (fase === "ro") {
      document.title = titel;
      dialog.close();
      return;
    }
    stilDele();
    oplaest = null;
    if (varsler()) taelNed();
    const overskrift = dialog.querySelector("h2:not([hidden])");
    dialog.setAttribute("aria-labelledby", overskrift.id);
    document.title = `${overskrift.textContent} – ${titel}`;
    if (!dialog.open) dialog.showModal();
    overskrift.focus(); // ikke en knap: den, der skriver, må ikke komme til at trykke
  };

  /* Serveren. Svaret er inde, ude, en anden bruger, eller tavs, når den ikke kan svare. */
  const modtag = (svar, sendt) => {
    if (svar.bruger !== bruger) {
      vis("kontrol");
      // Hent adressen igen; reload kunne sende den forriges formular en gang til.
      location.replace(location.pathname + location.search);
      return "anden";
    }
    for (const felt of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) felt.value = svar.csrf;
    anker = { ...sendt, inaktiv: svar.inaktiv, absolut: svar.absolut };
    if (svar.absolut > VARSEL) afvist = false;
    return "inde";
  };

  const kald = async (adresse, method, headers) => {
    const sendt = nu();
    spurgt = sendt;
    try {
      const svar = await fetch(adresse, {
        method, credentials: "same-origin", cache: "no-store", redirect: "error",
        headers: { Accept: "application/json", ...headers },
        signal: AbortSignal.timeout(SVARTID * 1000),
      });
      if (svar.status === 401) return "ude";
      return svar.ok ? modtag(await svar.json(), sendt) : "tavs";
    } catch {
      return "tavs";
    }
  };

  let igang = null;
  const spoerg = () => {
    igang ??= kald(status, "GET").finally(() => { igang = null; });
    return igang;
  };
  const forny = () => {
    const csrf = dialog.querySelector("input[name=csrfmiddlewaretoken]").value;
    return kald(forlaeng, "POST", { "X-CSRFToken": csrf });
  };

  const foelg = (svar) => {
    if (svar === "ude" || (svar === "tavs" && fase === "kontrol")) vis("udloebet");
    else if (svar === "inde" || !daekker()) vis(faseEfterUret());
  };

  const proev = async () => {
    if (!daekker() && rest() <= 0) vis("kontrol");
    foelg(await spoerg());
  };

  const handlinger = {
    async bliv() {
      let svar = await forny();
      // Et csrf-token fra før en ny login i en anden fane afvises; spørg efter det nye, og prøv igen.
      if (svar === "tavs" && (await spoerg()) === "inde") svar = await forny();
      foelg(svar);
      if (svar === "tavs") skriv(find("melding"), SERVEREN_TIER);
    },
    fortsaet() { afvist = true; vis("ro"); },
    async igen() {
      skriv(find("melding"), ""); // så den samme besked læses op igen
      const svar = await spoerg();
      foelg(svar);
      if (fase === "udloebet") skriv(find("melding"), svar === "tavs" ? SERVEREN_TIER : IKKE_INDE);
    },
  };

  const tik = () => {
    if (daekker()) return;
    const ny = faseEfterUret();
    if (ny === "ro") vis("ro");
    else if (ny === "udloebet" || fase === "ro" || gaaet(spurgt) >= SPOERG_HVERT) proev();
    if (!varsler()) return;
    vis(ny);
    taelNed();
  };

  for (const knap of dialog.querySelectorAll("[data-goer]")) {
    knap.addEventListener("click", () => handlinger[knap.dataset.goer]());
  }
  // Escape svarer som den knap, der lader arbejdet gå videre; dækket kan den ikke løfte.
  document.addEventListener("keydown", (tast) => {
    if (tast.key !== "Escape" || fase === "ro") return;
    tast.preventDefault();
    if (varsler()) handlinger[fase === "inaktiv" ? "bliv" : "fortsaet"]();
  }, true);
  dialog.addEventListener("cancel", (luk) => luk.preventDefault());
  dialog.addEventListener("close", () => { if (fase !== "ro" && !dialog.open) dialog.showModal(); });

  document.addEventListener("visibilitychange", () => { if (!document.hidden) proev(); });
  window.addEventListener("focus", proev);
  window.addEventListener("pageshow", (vist) => {
    if (!vist.persisted) return;
    vis("kontrol");
    proev();
  });
  setInterval(tik, 1000);
  if (!absolutTilbage) proev();
})();
