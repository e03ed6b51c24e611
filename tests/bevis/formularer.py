"""Formularerne på en side: hvor de sendes hen, og hvad en browser ville sende."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.utils import timezone

UDFYLDT = {
    "begrundelse": "Borgeren har spurgt til adressen", "navn": "Ny Prøvesen", "enhed": "Jobcenter",
    "brugernavn": "nyprøve", "adresser": "198.51.100.0/24", "beskrivelse": "Rådhuset",
    "tekst": "Kære borger. Hvad siger du til det?", "grund": "Borgeren er varetægtsfængslet.",
    "bemaerkning": "Set igennem", "svar": "Borgeren er enig.", "soegedel": "", "dage": "30",
    "til": "ja", "cpr": "770585-0028", "modtaget": "I_DAG", "varslet": "I_DAG",
}  # fmt: skip
"""Det, en bruger skriver i et tomt felt."""
VAELG_SIDSTE = ("til",)
"""Valg, hvor det første er at lade det være, som det er."""


class Knap(NamedTuple):
    """Det, man trykker på: en knap kan have en værdi og sin egen adresse."""

    navn: str
    vaerdi: str
    handling: str


def uden_id(sti: str) -> str:
    """Adressen uden søgedel og med alle id'er ens."""
    return re.sub(r"[0-9a-f-]{36}", "ID", sti.partition("?")[0])


@dataclass(slots=True)
class Formular:
    """En formular med de valg, siden viser."""

    side: str
    handling: str
    felter: dict[str, list[str]] = field(default_factory=dict)
    navne: set[str] = field(default_factory=set)
    """Alle navne i formularen, også dem, der ikke er krydset af."""
    knapper: list[Knap] = field(default_factory=list)
    """De knapper, der siger mere end formularen selv."""
    post: bool = False

    def kende(self) -> tuple[object, ...]:
        """To formularer med samme kende er den samme for et forsøg."""
        return (uden_id(self.handling), tuple(sorted(self.navne)))

    def saet(self, navn: str, vaerdi: str) -> None:
        """Læg en værdi i et felt."""
        self.felter.setdefault(navn, []).append(vaerdi)


def formularer(side: str, html: str) -> list[Formular]:
    """Sidens formularer, der sendes med POST."""
    laeser = _Laeser(side)
    laeser.feed(html)
    return [en for en in laeser.alle() if en.post]


def _skrevet(navn: str) -> str:
    return UDFYLDT.get(navn, "").replace("I_DAG", f"{timezone.localdate():%d-%m-%Y}")


class _Laeser(HTMLParser):
    def __init__(self, side: str) -> None:
        super().__init__()
        self.side = side
        self.pr_id: dict[str, Formular] = {}
        self.uden_id: list[Formular] = []
        self.aaben: Formular | None = None
        self.valg: tuple[Formular, str] | None = None
        self.tekstfelt: tuple[Formular, str] | None = None
        self.ord = ""

    def alle(self) -> Iterator[Formular]:
        yield from (*self.pr_id.values(), *self.uden_id)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a: dict[str, Any] = {navn: vaerdi if vaerdi is not None else navn for navn, vaerdi in attrs}
        if tag == "form":
            self.aaben = self._ny(a)
        elif tag == "option" and self.valg:
            self._valgmulighed(*self.valg, a)
        elif tag in ("input", "select", "textarea", "button"):
            hjemme = self._med_id(a["form"]) if "form" in a else self.aaben
            if hjemme is not None and "disabled" not in a:
                self._felt(tag, hjemme, a)

    def _ny(self, a: dict[str, Any]) -> Formular:
        ny = (
            self.pr_id.setdefault(a["id"], Formular(self.side, ""))
            if "id" in a
            else Formular(self.side, "")
        )
        if "id" not in a:
            self.uden_id.append(ny)
        ny.handling = urljoin(self.side, a.get("action", ""))
        ny.post = a.get("method", "").lower() == "post"
        return ny

    def _med_id(self, id_: str) -> Formular:
        """Formularen med id'et; et felt kan pege på den, før den er begyndt."""
        return self.pr_id.setdefault(id_, Formular(self.side, self.side))

    def _felt(self, tag: str, hjemme: Formular, a: dict[str, Any]) -> None:
        navn, art = a.get("name", ""), a.get("type", "text")
        if tag == "button" or art == "submit":
            self._knap(hjemme, navn, a)
        elif navn:
            self._udfyld(tag, hjemme, a, navn, art)

    def _knap(self, hjemme: Formular, navn: str, a: dict[str, Any]) -> None:
        if navn or "formaction" in a:
            handling = urljoin(self.side, a["formaction"]) if "formaction" in a else ""
            hjemme.knapper.append(Knap(navn, a.get("value", ""), handling))
            hjemme.navne |= {navn} - {""}

    def _udfyld(self, tag: str, hjemme: Formular, a: dict[str, Any], navn: str, art: str) -> None:
        foerste = navn not in hjemme.navne
        hjemme.navne.add(navn)
        if tag == "select":
            self.valg = (hjemme, navn)
        elif tag == "textarea":
            self.tekstfelt, self.ord = (hjemme, navn), ""
        elif art in ("checkbox", "radio"):
            if "checked" in a or foerste:
                if art == "radio":
                    hjemme.felter.pop(navn, None)
                hjemme.saet(navn, a.get("value", "on"))
        else:
            hjemme.saet(navn, a.get("value") or _skrevet(navn))

    def _valgmulighed(self, hjemme: Formular, navn: str, a: dict[str, Any]) -> None:
        sidste = navn in VAELG_SIDSTE and a.get("value")
        if "selected" in a or sidste or (a.get("value") and not hjemme.felter.get(navn)):
            hjemme.felter[navn] = [a.get("value", "")]

    def handle_data(self, data: str) -> None:
        self.ord += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.aaben = None
        elif tag == "select":
            self.valg = None
        elif tag == "textarea" and self.tekstfelt:
            hjemme, navn = self.tekstfelt
            hjemme.saet(navn, self.ord.strip() or _skrevet(navn))
            self.tekstfelt = None
