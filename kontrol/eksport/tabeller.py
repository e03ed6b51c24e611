"""Listernes kolonner i en fil."""

from __future__ import annotations

from collections.abc import Iterable

from kontrol.bestillingsliste.liste import Raekke as Ledig
from kontrol.eksport.svar import Tabel
from kontrol.prioriteringsliste.liste import Raekke as Bestilt

_LEDIG = ("Sagsnr.", "Ydelse", "KLE", "Tema", "Kontroltype", "Vedrører", "Fundet", "Udløber")
_BESTILT = (
    *("Sagsnr.", "CPR-nummer", "Navn", "Navne- og adressebeskyttet", "Ydelse", "KLE"),
    *("Nærmere oplysninger", "Frist", "Status", "Tildelt"),
)


def bestillingstabel(raekker: Iterable[Ledig]) -> Tabel:
    """Kun det, bestillingslisten selv viser: måneden, aldrig dagen, og intet om borgeren."""
    celler = [
        (
            r.sagsnr,
            r.ydelse.kort,
            r.ydelse.kle,
            ", ".join(r.temaer),
            ", ".join(r.kontroltyper),
            ", ".join(r.vedroerer),
            f"{r.fundet:%m-%Y}",
            r.udloeber,
        )
        for r in raekker
    ]
    return Tabel("bestillingsliste", _LEDIG, celler)


def prioriteringstabel(raekker: Iterable[Bestilt]) -> Tabel:
    """Prioriteringslisten med borgere."""
    celler = [
        (
            r.sagsnr,
            med_streg(r.cpr),
            r.navn,
            "Ja" if r.adressebeskyttet else "",
            r.ydelse.kort,
            r.ydelse.kle,
            ", ".join(r.oplysninger),
            r.frist,
            r.status,
            r.tildelt,
        )
        for r in raekker
    ]
    return Tabel("prioriteringsliste", _BESTILT, celler)


def med_streg(cpr: str) -> str:
    """CPR-nummeret som tekst, så et regneark ikke fjerner nullet forrest."""
    return f"{cpr[:6]}-{cpr[6:]}"
