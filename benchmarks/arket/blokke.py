"""Arkets overskrifter, afsnit og tabeller uden opmærkning, til dem, der ikke læser HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

AFSNIT = ("h1", "h2", "h3", "p", "li")


@dataclass(slots=True)
class Blok:
    """En overskrift eller et afsnit med sin tekst, eller en tabel med sine rækker."""

    art: str
    tekst: str = ""
    raekker: list[list[str]] = field(default_factory=list)


def blokke(html: str) -> list[Blok]:
    """Blokkene i dokumentets orden; et afsnit i en celle er en linje i cellen."""
    laeser = _Laeser()
    laeser.feed(html[html.index("<body>") :])
    return laeser.fundne


class _Laeser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fundne: list[Blok] = []
        self.i_tabel = False
        self.ord: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begynd en tabel, en række eller et afsnit."""
        if tag == "table":
            self.i_tabel = True
            self.fundne.append(Blok("tabel"))
        elif tag == "tr":
            self.fundne[-1].raekker.append([])
        elif tag in ("td", "th") or (tag in AFSNIT and not self.i_tabel):
            self.ord = []

    def handle_endtag(self, tag: str) -> None:
        """Læg det læste på sin plads."""
        if tag == "table":
            self.i_tabel = False
        elif tag in ("td", "th"):
            self.fundne[-1].raekker[-1].append(self._tekst())
        elif tag in AFSNIT and self.i_tabel:
            self.ord.append("\n")
        elif tag in AFSNIT:
            self.fundne.append(Blok(tag, self._tekst()))

    def handle_data(self, data: str) -> None:
        """Saml teksten."""
        self.ord.append(data)

    def _tekst(self) -> str:
        linjer = "".join(self.ord).split("\n")
        return "\n".join(ren for linje in linjer if (ren := " ".join(linje.split())))
