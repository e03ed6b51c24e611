/* Genveje med én tast. Siden mærker sine handlinger med data-genvej og sine rækker med data-raekke;
 * her trykkes der på dem. Ctrl+Enter er ikke én tast og virker altid, også i felter. */
(() => {
  "use strict";
  const dialog = document.getElementById("genveje");
  if (!dialog) return;

  const VENTETID = 1500; // millisekunder fra G til listens bogstav
  const UDEN_TEKST = ["checkbox", "radio", "button", "submit", "reset"];
  const [linje, kontakt] = [document.querySelectorAll("[data-genvejslinje]"), dialog.querySelector("[data-kontakt]")];
  let slaaetTil = kontakt.getAttribute("aria-checked") === "true";
  let raekke = null;
  let efterG = 0;

  const kanSes = (del) => del.getClientRects().length > 0 && !del.disabled;
  const raekker = () => [...document.querySelectorAll("[data-raekke]")].filter(kanSes);
  /* Handlinger med tasten: dem på siden, og i en liste kun den markerede rækkes. */
  const handlinger = (tast) =>
    [...document.querySelectorAll(`[data-genvej="${CSS.escape(tast)}"]`)].filter((del) => {
      const egen = del.closest("[data-raekke]");
      return kanSes(del) && (!egen || egen === raekke);
    });
  /* Det, der rammer en anden sag end den, der ses, skal have tasten to gange: først viser den knappen. */
  const tryk = (del) => {
    if (!del) return false;
    if ("genvejToGange" in del.dataset && del !== document.activeElement) del.focus();
    else del.click();
    return true;
  };

  /* Rækken. Fokus følger med, så en skærmlæser læser den op, og Tab går videre i den. */
  const marker = (ny) => {
    if (ny === raekke) return;
    raekke?.classList.remove("row-focus");
    raekke = ny;
    raekke?.classList.add("row-focus");
  };
  const gaa = (skridt) => {
    const alle = raekker();
    if (!alle.length) return false;
    const nu = alle.indexOf(raekke);
    const ny = alle[nu < 0 ? 0 : Math.min(Math.max(nu + skridt, 0), alle.length - 1)];
    ny.tabIndex = -1;
    ny.focus({ preventScroll: true });
    ny.scrollIntoView({ block: "nearest" });
    marker(ny);
    return true;
  };
  const vaelg = () => tryk(raekke?.querySelector('input[type="checkbox"]'));
  const aabn = (maal) => {
    const fri = maal === document.body || maal === raekke || maal.type === "checkbox";
    return fri && tryk(raekke?.querySelector("a[href]"));
  };

  const soeg = () => {
    const felt = [...document.querySelectorAll("[data-soegefelt]")].find(kanSes);
    felt?.focus();
    return Boolean(felt);
  };
  const gaaTil = (tast) => tryk(dialog.querySelector(`[data-gaa="${CSS.escape(tast)}"]`));

  /* Oversigten viser kun det, siden har. */
  const navn = (del) => {
    const kopi = del.cloneNode(true);
    for (const overfloedig of kopi.querySelectorAll("kbd, .sr-only")) overfloedig.remove();
    return del.dataset.genvejNavn || kopi.textContent.trim() || del.textContent.trim();
  };
  const linjeFor = (del) => {
    const [ny, tast] = [document.createElement("div"), document.createElement("kbd")];
    tast.textContent = del.dataset.genvej.toUpperCase();
    for (const [slags, indhold] of [["dt", tast], ["dd", navn(del)]]) {
      const celle = document.createElement(slags);
      celle.append(indhold);
      ny.append(celle);
    }
    return ny;
  };
  const egne = () => {
    const kendte = new Map();
    for (const del of document.querySelectorAll("[data-genvej]")) {
      const tast = del.dataset.genvej;
      if (tast.length === 1 && !kendte.has(tast) && (kanSes(del) || del.closest("[data-raekke]"))) kendte.set(tast, del);
    }
    return [...kendte.values()];
  };
  const visOversigt = () => {
    const paaSiden = egne();
    dialog.querySelector("[data-egne]").replaceChildren(...paaSiden.map(linjeFor));
    const findes = {
      liste: raekker().length > 0,
      vaelg: document.querySelector('[data-raekke] input[type="checkbox"]') !== null,
      aabn: document.querySelector("[data-raekke] a[href]") !== null,
      egne: paaSiden.length > 0,
      gem: document.querySelector('[data-genvej="ctrl+enter"]') !== null,
    };
    for (const del of dialog.querySelectorAll("[data-naar]")) del.hidden = !findes[del.dataset.naar];
    dialog.showModal();
    return true;
  };

  /* Kontakten gemmes på brugeren; mislykkes det, står den, som den stod. */
  const vis = (til) => {
    slaaetTil = til;
    kontakt.setAttribute("aria-checked", String(til));
    kontakt.value = til ? "nej" : "ja";
    document.body.classList.toggle("uden-genveje", !til);
    for (const del of linje) del.hidden = !til;
  };
  const skift = async (indsendt) => {
    indsendt.preventDefault();
    const [form, svar, til] = [indsendt.target, dialog.querySelector("[data-svar]"), !slaaetTil];
    const krop = new URLSearchParams({
      til: til ? "ja" : "nej",
      csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value,
    });
    svar.textContent = "";
    try {
      const gemt = await fetch(form.action, {
        method: "POST", body: krop, credentials: "same-origin", redirect: "error",
        headers: { Accept: "application/json" },
      });
      if (!gemt.ok) throw new Error();
      vis(til);
      svar.textContent = til ? "Genvejene er slået til." : "Genvejene er slået fra.";
    } catch {
      vis(!til);
      svar.textContent = "Valget blev ikke gemt. Prøv igen om lidt.";
    }
  };

  const skriverI = (maal) =>
    maal.isContentEditable || maal.matches("textarea, select") ||
    (maal.matches("input") && !UDEN_TEKST.includes(maal.type));
  const optaget = () =>
    document.querySelector("dialog[open], [aria-modal=true].is-visible") !== null;

  /* Hvad tasten gør; sandt, når den gjorde noget. */
  const goer = (tast, maal) => {
    if (efterG && Date.now() - efterG < VENTETID) {
      efterG = 0;
      return gaaTil(tast);
    }
    efterG = tast === "g" ? Date.now() : 0;
    if (efterG) return true;
    if (tast === "?") return visOversigt();
    if (tast === "/") return soeg();
    if (tast === "enter") return aabn(maal);
    if (tryk(handlinger(tast)[0])) return true;
    if (tast === "j" || tast === "k") return gaa(tast === "j" ? 1 : -1);
    return tast === "x" && vaelg();
  };

  document.addEventListener("keydown", (ned) => {
    if (ned.defaultPrevented || ned.isComposing || ned.repeat && !"jkJK".includes(ned.key)) return;
    if (ned.key === "Enter" && (ned.ctrlKey || ned.metaKey)) {
      if (!optaget() && tryk(handlinger("ctrl+enter")[0])) ned.preventDefault();
      return;
    }
    if (!slaaetTil || ned.ctrlKey || ned.altKey || ned.metaKey || optaget()) return;
    const bogstav = /^\p{L}$/u.test(ned.key);
    if (skriverI(ned.target) || (ned.shiftKey && (bogstav || ned.key === "Enter"))) return;
    if (goer(ned.key.toLowerCase(), ned.target)) ned.preventDefault();
  });

  document.addEventListener("focusin", (faar) => {
    const ny = faar.target.closest("[data-raekke]");
    if (ny) marker(ny);
  });
  kontakt.form.addEventListener("submit", skift);
  for (const knap of document.querySelectorAll("[data-vis-genveje]")) {
    knap.hidden = false;
    knap.addEventListener("click", visOversigt);
  }
  dialog.querySelector("[data-luk]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (tryk_) => { if (tryk_.target === dialog) dialog.close(); });
  vis(slaaetTil);
})();
