"""Gennemløbet: fyld felterne, besøg siderne i Chromium, og tæl det, der blev udført."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from playwright.sync_api import BrowserContext, Response
from playwright.sync_api import Error as BrowserError
from pytest_django.live_server_helper import LiveServer

from tests.bevis import xss_sider, xss_verden
from tests.bevis.xss_foelere import Faelde, Foelere
from tests.bevis.xss_runde import Runde, felt_i
from tests.browser import luk_ind

# Formularen sendes fra den side, der står, uden om det, nyttelasterne har gjort ved den.
SEND = """([adresse, felter]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = adresse;
  for (const [navn, vaerdi] of Object.entries(felter)) {
    const felt = document.createElement("textarea");
    felt.name = navn;
    felt.value = vaerdi;
    form.append(felt);
  }
  document.documentElement.append(form);
  form.submit();
}"""


@dataclass
class Gennemloeb:
    """En fane, der skiftes til at være hver rolle, og det, der er set i den."""

    ramme: BrowserContext
    server: LiveServer
    faelde: Faelde
    verden: xss_verden.Verden
    forsoeg: set[tuple[str, str]] = field(default_factory=set)
    """(side, mærke) for hver nyttelast, en side viste."""
    felter: set[str] = field(default_factory=set)
    """Alle felter, der blev fyldt."""
    brudte: list[str] = field(default_factory=list)
    """Sider, der ikke lod sig hente."""

    def __post_init__(self) -> None:
        self.foelere = Foelere(self.faelde)
        self.side = self.foelere.paa(self.ramme)
        self.rolle = ""
        self.side.goto(f"{self.server.url}/log-ind/")  # giver csrf-cookien

    def runde(self, nr: int, *, til_foerste: bool = False) -> None:
        """Én runde gennem alle sider; med ``til_foerste`` kun, til noget er udført."""
        runden = Runde(nr, self.faelde.adresse)
        self.verden.fyld(runden.tekst)
        for besoeg in xss_sider.alle(self.verden, runden.tekst):
            fundet = runden.fundet_i(self._besoeg(besoeg))
            self.forsoeg |= {(besoeg.sti, maerke) for maerke in fundet}
            if til_foerste and self.foelere.udfoert:
                break
        self.felter |= {felt_i(maerke) for maerke in runden.sat}

    @property
    def uset(self) -> set[str]:
        """Felter, ingen side viste; det, der stod i dem, er ikke forsøgt."""
        return self.felter - {felt_i(maerke) for _, maerke in self.forsoeg}

    def luk(self) -> None:
        """Luk fanen, og læs fælden en sidste gang."""
        self.side.close()
        self.foelere.toem()

    def _besoeg(self, besoeg: xss_sider.Besoeg) -> str:
        """Sidens html, efter at følerne er læst."""
        self._bliv(besoeg.rolle)
        try:
            svar = self._send(besoeg) if besoeg.felter else self._hent(besoeg)
            if svar is None or svar.status >= 500:
                self.brudte.append(f"{besoeg.sti}: {svar.status if svar else 'intet svar'}")
            return self.foelere.aflaes(self.side)
        except BrowserError as fejl:
            self.brudte.append(f"{besoeg.sti}: {fejl.message.splitlines()[0]}")
            return ""

    def _bliv(self, rolle: str) -> None:
        if rolle == self.rolle:
            return
        self.rolle = rolle
        if rolle:
            luk_ind(self.ramme, self.server, getattr(self.verden, rolle))
        else:
            self.ramme.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    def _hent(self, besoeg: xss_sider.Besoeg) -> Response | None:
        return self.side.goto(f"{self.server.url}{besoeg.sti}")

    def _send(self, besoeg: xss_sider.Besoeg) -> Response | None:
        cookies = {c["name"]: c["value"] for c in self.ramme.cookies()}
        csrf = cookies[settings.CSRF_COOKIE_NAME]
        felter = {**besoeg.felter, "csrfmiddlewaretoken": csrf}
        with self.side.expect_navigation() as sendt:
            self.side.evaluate(SEND, [f"{self.server.url}{besoeg.sti}", felter])
        return sendt.value
