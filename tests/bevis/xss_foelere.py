"""Følerne: fire måder, en udførelse kan mærkes på, og en fælde, der tager imod trafikken."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

from tests.bevis.xss_korpus import KLODS
from tests.bevis.xss_runde import MAERKE

CSP_BRUD = "Content Security Policy"
# Det, brugeren selv skal røre, før det sker: alt med en hændelse eller en javascript-adresse.
PROVOKER = f"""async () => {{
  let trykket = false;
  for (const e of document.querySelectorAll("*")) {{
    for (const {{ name, value }} of [...e.attributes]) {{
      if (name.startsWith("on")) e.dispatchEvent(new Event(name.slice(2)));
      const adresse = value.replace(/[\\x00-\\x20]/g, "").toLowerCase();
      if (name.endsWith("href") && adresse.startsWith("javascript:")) {{
        e.dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true }}));
        trykket = true;
      }}
    }}
  }}
  if (trykket) await new Promise((videre) => setTimeout(videre, 20));
  const klods = window.{KLODS};
  const klodser = klods === undefined ? [] : klods instanceof HTMLCollection ? [...klods] : [klods];
  return {{
    meldt: [...(window.__xss ?? []), ...klodser.map((e) => e.outerHTML)],
    html: document.documentElement.outerHTML,
  }};
}}"""


class Faelde:
    """En fremmed server på maskinen: enhver, der kalder, er fanget. Svaret er tomt."""

    def __init__(self) -> None:
        self.kald: deque[str] = deque()
        faelden = self

        class Svar(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                faelden.kald.append(self.path)
                self.send_response(204)
                self.end_headers()

            do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Fælden er tavs."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Svar)
        self.adresse = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def aaben(self) -> Iterator[Faelde]:
        """Tag imod herinde."""
        traad = threading.Thread(target=self._server.serve_forever, daemon=True)
        traad.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()


class Foelere:
    """Alt, der blev udført i browseren, som (føler, mærke)."""

    def __init__(self, faelde: Faelde) -> None:
        self.faelde = faelde
        self.udfoert: set[tuple[str, str]] = set()
        self.blev_html: set[str] = set()
        """Brud på CSP: teksten blev til opmærkning, og kun den anden mur standsede den."""

    def paa(self, ramme: BrowserContext) -> Page:
        """En side i rammen, hvor alle fire følere sidder."""
        ramme.add_init_script("window.__xss = []")
        side = ramme.new_page()
        side.on("dialog", self._dialog)
        side.on("console", self._konsol)
        return side

    def aflaes(self, side: Page) -> str:
        """Provokér det, der venter på brugeren, og læs vinduet og fælden af; giver sidens html."""
        svar = side.evaluate(PROVOKER)
        self._noter("vindue", *svar["meldt"])
        self.toem()
        return str(svar["html"])

    def toem(self) -> None:
        """Læs fælden af."""
        while self.faelde.kald:
            self._noter("trafik", self.faelde.kald.popleft())

    def _dialog(self, dialog: Dialog) -> None:
        self._noter("dialog", dialog.message)
        dialog.dismiss()

    def _konsol(self, linje: ConsoleMessage) -> None:
        if linje.text.startswith("xss:"):
            self._noter("konsol", linje.text)
        elif CSP_BRUD in linje.text:
            self.blev_html.add(linje.text)

    def _noter(self, foeler: str, *spor: str) -> None:
        for et in spor:
            fundet = MAERKE.search(et)
            self.udfoert.add((foeler, fundet.group() if fundet else et))
