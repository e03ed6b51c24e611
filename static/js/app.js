/* Fælles for alle sider: designsystemet sættes i gang én gang, og fejllisten får fokus. */
(() => {
  "use strict";
  const begynd = () => {
    window.DKFDS.init();
    document.getElementById("fejlliste")?.focus();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begynd);
  else begynd();
})();
