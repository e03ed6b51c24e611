/* Fælles for alle sider: designsystemet sættes i gang én gang, og fejllisten får fokus. */
(() => {
  "use strict";
  const begynd = () => {
    window.DKFDS.init();
    document.getElementById("fejlliste")?.focus();
    if (window.matchMedia("(max-width: 991px)").matches) {
      for (const fold of document.querySelectorAll("[data-luk-paa-telefon]")) fold.open = Boolean(fold.querySelector(".form-error"));
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begynd);
  else begynd();
})();
