/* Kopiér CPR-nummeret, eller sidens adresse, når intet er nævnt; knappen vises kun, når browseren kan. */
(() => {
  "use strict";
  if (!navigator.clipboard) return;
  for (const knap of document.querySelectorAll("[data-kopier]")) {
    knap.hidden = false;
    knap.addEventListener("click", async () => {
      await navigator.clipboard.writeText(knap.dataset.kopier || window.location.href);
      let svar = knap.nextElementSibling;
      if (!svar?.classList.contains("kopieret")) {
        svar = document.createElement("span");
        svar.className = "kopieret";
        svar.setAttribute("role", "status");
        knap.after(svar);
      }
      svar.textContent = "Kopieret";
      setTimeout(() => { svar.textContent = ""; }, 3000);
    });
  }
})();
