"""Registre med netop de borgere, en prøve skal bruge, skrevet som en mappe kommunen har leveret."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from registre.kontrakt import TABELLER
from registre.skrivning import skriv, til_ramme
from tests import fabrik

LAENGE = date(2000, 1, 1)


@dataclass(slots=True)
class Registre:
    """Rækker pr. tabel; ``person`` giver en borger, som søgningen ville finde."""

    raekker: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {
            **{navn: [] for navn, t in TABELLER.items() if t.register in ("cpr", "eindkomst")},
            "kommuner": [("0175", "Rødovre", None), ("0173", "Lyngby-Taarbæk", None)],
            "ydelse_sager": [],
            "ydelse_udbetalinger": [],
        }
    )

    def person(self, **andet: Any) -> str:
        """En borger i Rødovre; ``andet`` gør hende til en, der skal holdes ude. Giver nummeret."""
        valg: dict[str, Any] = {
            "foedt": date(1985, 5, 1), "status": "01", "kommune": "0175", "vejkode": "0100",
            "adresse": True, "beskyttet": False, "fornavn": "Amina", "land": "Syrien",
        } | andet  # fmt: skip
        cpr: str = valg.get("cpr") or fabrik.nyt_cpr()
        self.raekker["cpr_personer"].append(
            (cpr, valg["fornavn"], None, "Testesen", valg["foedt"], "K", valg["land"], None)
        )
        self.raekker["cpr_status"].append((cpr, valg["status"], LAENGE, None, "AKTUEL"))
        if valg["adresse"]:
            self.raekker["cpr_adresser"].append(
                (cpr, valg["kommune"], valg["vejkode"], "012", "1", "tv", "Prøvevej", "2610",
                 "Rødovre", LAENGE, None, "FLYTNING", "AKTUEL")
            )  # fmt: skip
        if valg["beskyttet"]:
            self.raekker["cpr_beskyttelse"].append((cpr, "0001", LAENGE, None))
        return cpr

    def indkomst(self, cpr: str, oere: int, fra: date, til: date | None = None, **andet: str):
        """En indberetning."""
        nr = f"I{len(self.raekker['eindkomst']) + 1}"
        cvr, type_ = andet.get("cvr", "12345678"), andet.get("type", "00")
        raekke = (nr, cpr, cvr, "Firmaet", None, type_, None, oere, fra, til or fra, til or fra)
        self.raekker["eindkomst"].append(raekke)

    def ydelse(self, cpr: str, afsluttet: date | None = None) -> None:
        """En ydelsessag, åben eller afsluttet."""
        nr = f"S{len(self.raekker['ydelse_sager']) + 1}"
        self.raekker["ydelse_sager"].append((nr, "0175", cpr, "32.24.04", LAENGE, afsluttet))

    def gift(self, cpr: str, med: str, til: date | None = None, kode: str = "G") -> None:
        """Et ægteskab, kun som den ene har det i CPR."""
        status = "HISTORISK" if til else "AKTUEL"
        self.raekker["cpr_civilstand"].append((cpr, kode, med, LAENGE, til, status))

    def lever(self, mappe: Path, settings: Any, *, uden: str = "") -> None:
        """Skriv mappen og lad adapterne læse den; ``uden`` er et register, der ikke svarer."""
        tabeller = {
            navn: til_ramme(TABELLER[navn], raekker)
            for navn, raekker in self.raekker.items()
            if TABELLER[navn].register != uden
        }
        skriv(tabeller, mappe)
        settings.REGISTERMAPPE = mappe
        settings.REGISTERADAPTERE = {
            rum: f"registre.{rum}.adapter.MappeAdapter" for rum in ("cpr", "eindkomst", "ydelse")
        }


def kursusliste(*numre: str, afsluttet: date | None = None) -> bytes:
    """En fil med de borgere."""
    dag = afsluttet or timezone.localdate() - timedelta(days=400)
    raekker = [f"{nr};Danskuddannelse 2;{dag}" for nr in numre]
    return "\r\n".join(["cpr;kursus;afsluttet", *raekker, ""]).encode()
