/* Fælles for alle sider: designsystemet sættes i gang én gang, og fejllisten får fokus. */
(() => {
  "use strict";
  const begynd = () => {
    window.DKFDS.init();
    document.getElementById("fejlliste")?.focus();
    const smal = window.matchMedia("(max-width: 991px)");
    /* Vendes skærmen, eller gøres vinduet bredt, er knappen til folden væk: så skal den være åben. */
    const fold = () => {
      for (const en of document.querySelectorAll("[data-luk-paa-telefon]")) en.open = !smal.matches || Boolean(en.querySelector(".form-error"));
    };
    if (smal.matches) fold();
    smal.addEventListener("change", fold);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begynd);
  else begynd();
})();
