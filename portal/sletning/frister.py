"""Fristerne i dage, og hvor korte de må blive; grundene står i docs/opbevaring.md."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from portal.miljoe import dage


class Frist(NamedTuple):
    """Dage, når miljøet intet siger, og det mindste, miljøet må sige."""

    forvalg: int
    mindst: int


# Et år er det mindste for sager: en hændelse, nogen har taget stilling til, skal være ude af enhver
# kontrolperiode, før den glemmes, ellers kom den igen som ny.
FRISTER: dict[str, Frist] = {
    "SAGER": Frist(1825, 365),
    "UBEHANDLEDE": Frist(365, 365),
    "JOURNAL": Frist(1825, 365),
    "DOKUMENTER": Frist(30, 1),
    "REGNSKAB": Frist(1825, 365),
    "KOERSLER": Frist(1825, 365),
    "FORSOEG": Frist(183, 31),
    "AFVISNINGER": Frist(90, 1),
    "KLADDER": Frist(90, 14),
    "SESSIONER": Frist(183, 31),
    "STIKPROEVER": Frist(365, 31),
    "ANSOEGNINGER": Frist(365, 31),
    # Databasen selv afviser at slette en markering, der er yngre end et år.
    "MARKERINGER": Frist(1825, 366),
    # Kan kun gøres kortere: udsoegning.opbevaring holder de seks måneder.
    "UDSOEGNING": Frist(183, 1),
}


def laes_frister() -> dict[str, timedelta]:
    """Fristerne, som miljøet sætter dem i ``OPBEVARING_<NAVN>``; en for kort stopper starten."""
    return {
        navn: timedelta(days=dage(f"OPBEVARING_{navn}", default=frist.forvalg, mindst=frist.mindst))
        for navn, frist in FRISTER.items()
    }


def graense(navn: str, nu: datetime) -> datetime:
    """Det, der er fra dette tidspunkt eller før, har ligget sin tid."""
    from django.conf import settings

    frist: timedelta = settings.OPBEVARING[navn]
    return nu - frist
