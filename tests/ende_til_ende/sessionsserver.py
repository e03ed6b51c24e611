"""Det, serveren ville svare om sessionen, og en side at vise dialogen på; ingen rigtig server."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import lyt_efter_fejl

ADRESSE = "https://samkoering.test"
STI = "/feedbackliste/1/?side=2"
TITEL = "Feedback – Registersamkøring"
VARSEL, UDLOEBET = "Du er ved at blive logget af", "Du er logget af"
RO = "/ro/"
INAKTIV, ABSOLUT = 1800, 28800
CSP = "; ".join(
    f"{retning} {' '.join(kilder)}"
    for retning, kilder in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
FORMULAR = """
<form method="post" class="form-narrow">
<input type="hidden" name="csrfmiddlewaretoken" value="foer">
<label class="form-label" for="bem">Bemærkning</label>
<textarea class="form-input" id="bem" name="bem">Fra serveren</textarea>
<div class="form-group-checkbox"><input class="form-checkbox" type="checkbox" id="kryds" checked>
<label for="kryds">Journaliseret</label></div>
<div class="form-group-radio"><input class="form-radio" type="radio" name="r" id="radio">
<label for="radio">Henlægges i visitering</label></div>
<label class="form-label" for="valg">Hvordan ændres tildelingen?</label>
<select class="form-select" id="valg"><option>Vælg</option><option>Nedsættes</option></select>
</form>
"""


@dataclass
class Sessionsserver:
    """Sekunderne følger prøvens ur, ikke væggens."""

    side: Page
    inaktiv: int = INAKTIV
    absolut: int = ABSOLUT
    bruger: str = "mette"
    csrf: str = "foer"
    svarer: bool = True
    sidens_tillaeg: str = ""
    kald: list[str] = field(default_factory=list)
    sidehentninger: int = 0

    def aabn(self, *, absolut_tilbage: bool = True) -> None:
        """Stil uret, og hent siden."""
        self.absolut_tilbage: Any = self.absolut if absolut_tilbage else ""
        self.side.clock.install(time=0)
        self.side.clock.pause_at(1000)
        self.side.context.route(f"{ADRESSE}/**", self._svar)
        self.side.goto(f"{ADRESSE}{STI}")

    def gaa(self, sekunder: int, *, brugt_imens: bool = False) -> None:
        """Tiden går på én gang, som når maskinen sover; imens kan en anden fane være brugt."""
        self.inaktiv = INAKTIV if brugt_imens else self.inaktiv - sekunder
        self.absolut -= sekunder
        self.side.clock.fast_forward(sekunder * 1000)
        self.falder_til_ro()

    def falder_til_ro(self) -> None:
        """Vent, til siden har fået svar på det, den har spurgt om: svarene gives i rækkefølge."""
        self.side.evaluate(f"() => fetch('{RO}')")

    def overskrift(self, tekst: str) -> Locator:
        """Dialogens overskrift, når den er åben."""
        return self.side.get_by_role("dialog").get_by_role("heading", name=tekst, exact=True)

    def knap(self, tekst: str) -> Locator:
        """En af dialogens knapper."""
        return self.side.get_by_role("dialog").get_by_role("button", name=tekst)

    def siden_er_fri(self) -> None:
        """Der er ingen dialog, og titlen er sidens egen."""
        expect(self.side.get_by_role("dialog")).to_have_count(0)
        expect(self.side).to_have_title(TITEL)

    def log_ind(self, bruger: str = "mette") -> None:
        """Der logges ind i en anden fane; Django giver et nyt csrf-token."""
        self.inaktiv, self.absolut = INAKTIV, ABSOLUT
        self.bruger, self.csrf = bruger, "efter"

    def log_af(self) -> None:
        """Der logges af i en anden fane."""
        self.inaktiv = 0

    def _svar(self, rute: Route) -> None:
        sti = urlsplit(rute.request.url).path
        if sti == "/session/":
            self._session(rute)
        elif sti == "/log-af/":
            self.log_af()
            rute.fulfill(body="<h1>Log ind</h1>", content_type="text/html")
        elif sti == RO:
            rute.fulfill(body="")
        elif sti.startswith("/static/"):
            fil = settings.ROD / sti.removeprefix("/")
            slags = mimetypes.guess_type(fil.name)[0] or "application/octet-stream"
            rute.fulfill(body=fil.read_bytes(), content_type=slags)
        else:
            self.sidehentninger += 1
            rute.fulfill(
                body=self._html(),
                content_type="text/html; charset=utf-8",
                headers={"Content-Security-Policy": CSP},
            )

    def _session(self, rute: Route) -> None:
        metode = rute.request.method
        self.kald.append(metode)
        if not self.svarer:
            rute.abort()
        elif min(self.inaktiv, self.absolut) <= 0:
            rute.fulfill(status=401, json={"aarsag": "udloebet"})
        elif metode == "POST" and rute.request.headers.get("x-csrftoken") != self.csrf:
            rute.fulfill(status=403, body="")
        else:
            if metode == "POST":
                self.inaktiv = INAKTIV
            svar = {"inaktiv": self.inaktiv, "absolut": self.absolut}
            svar |= {"bruger": self.bruger, "csrf": self.csrf}
            rute.fulfill(body=json.dumps(svar), content_type="application/json")

    def _html(self) -> str:
        sessionen = {
            "bruger": self.bruger,
            "inaktiv_sekunder": INAKTIV,
            "absolut_sekunder": ABSOLUT,
            "absolut_tilbage": self.absolut_tilbage,
        }
        dialog = render_to_string(
            "dele/session.html", {"sessionen": sessionen, "csrf_token": self.csrf}
        )
        ark = ("css/skrift.css", "byg/css/dkfds.css", "css/app.css", "css/session.css")
        stil = "".join(f'<link rel="stylesheet" href="/static/{sti}">' for sti in ark)
        return (
            f'<!doctype html><html lang="da"><head><title>{TITEL}</title>{stil}</head>'
            f'<body><main class="container page-container"><h1>Bo Prøvesen</h1>'
            f"{self.sidens_tillaeg}{FORMULAR}</main>{dialog}"
            '<script src="/static/js/session.js"></script></body></html>'
        )


@contextmanager
def uden_fejl(side: Page) -> Iterator[Sessionsserver]:
    """En server til siden; en fejl i scriptet eller et brud på CSP får prøven til at falde."""
    fejl = lyt_efter_fejl(side)
    yield Sessionsserver(side)
    assert not fejl


def skriv(side: Page) -> None:
    """Brugeren skriver noget, der kan gå tabt."""
    side.get_by_label("Bemærkning").fill("Borgeren har ringet")
