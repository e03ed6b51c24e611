"""Et sted i et JSON-svar: værdien og vejen derhen, så en afvisning kan sige hvor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


class SvarAfvist(Exception):
    """Hele svaret er afvist. ``sted`` er vejen i JSON-svaret, ``grund`` en dansk sætning."""

    def __init__(self, sted: str, grund: str) -> None:
        super().__init__(sted, grund)
        self.sted = sted
        self.grund = grund

    def __str__(self) -> str:
        return f"{self.sted}: {self.grund}"


@dataclass(frozen=True, slots=True)
class Knude:
    """En værdi i svaret; ``None`` er tom, og et felt, der mangler, er tomt."""

    vaerdi: Any
    sted: str = "svaret"

    def felt(self, navn: str) -> Knude:
        """Feltet i et objekt; i et tomt objekt er alle felter tomme."""
        if self.vaerdi is None:
            return Knude(None, f"{self.sted}.{navn}")
        if not isinstance(self.vaerdi, dict):
            raise self.afvist("et objekt")
        return Knude(self.vaerdi.get(navn), f"{self.sted}.{navn}")

    def dele(self) -> Iterator[Knude]:
        """Listens elementer; en tom værdi er en tom liste."""
        if self.vaerdi is None:
            return
        if not isinstance(self.vaerdi, list):
            raise self.afvist("en liste")
        for nr, del_ in enumerate(self.vaerdi):
            yield Knude(del_, f"{self.sted}[{nr}]")

    def tekst(self) -> str:
        """Teksten uden blanke omkring; tom, når der ingen er."""
        if self.vaerdi is None:
            return ""
        if not isinstance(self.vaerdi, str):
            raise self.afvist("en tekst")
        return self.vaerdi.strip()

    def tal(self) -> int:
        """Et helt tal, også skrevet som tekst."""
        tekst = str(self.vaerdi)
        if isinstance(self.vaerdi, bool) or not (tekst.isascii() and tekst.isdigit()):
            raise self.afvist("et helt tal")
        return int(tekst)

    def dato(self) -> date | None:
        """En dato som ÅÅÅÅ-MM-DD, eller None."""
        tekst = self.tekst()
        if not tekst:
            return None
        try:
            return date.fromisoformat(tekst)
        except ValueError as fejl:
            raise self.afvist("en dato som ÅÅÅÅ-MM-DD") from fejl

    def afvist(self, ventet: str) -> SvarAfvist:
        """Afvisningen af svaret for denne værdis skyld; værdien selv nævnes ikke."""
        fundet = "ingenting" if self.vaerdi is None else type(self.vaerdi).__name__
        return SvarAfvist(self.sted, f"ventede {ventet}, fandt {_DANSK.get(fundet, fundet)}.")


_DANSK = {
    "dict": "et objekt",
    "list": "en liste",
    "str": "en anden tekst",
    "int": "et tal",
    "float": "et decimaltal",
    "bool": "sandt/falsk",
}
