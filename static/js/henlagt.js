/* Beskeden om en henlagt sag lukkes, uden at siden hentes igen: det, der er skrevet, bliver stående.
 * Uden script lukker knappen den med en ny hentning. */
(() => {
  "use strict";
  const besked = document.querySelector("[data-henlagt]");
  const form = besked?.querySelector("form[data-luk-besked]");
  if (!form) return;
  form.addEventListener("submit", async (indsendt) => {
    indsendt.preventDefault();
    try {
      const svar = await fetch(form.action, {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error",
        headers: { Accept: "application/json" },
      });
      if (!svar.ok) throw new Error();
    } catch {
      form.submit();
      return;
    }
    besked.remove();
    document.getElementById("main-content").focus({ preventScroll: true });
  });
})();
