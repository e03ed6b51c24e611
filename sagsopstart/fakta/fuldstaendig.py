"""Fuldstændighedslinjen: hvor mange registre der har svaret om en person, og hvilke der mangler."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypedDict

from django.utils import timezone

from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.fakta.beskyttelse import BESTEMT
from sagsopstart.models import Opslagstilstand, Registeropslag, Rolle
from samkoering.grundlag.ord import opremset


class Status(TypedDict):
    """Linjen om en person; ``mangler`` er de registre, der ikke har svaret, hver med sin grund."""

    hvem: str
    svaret: int
    alle: int
    mangler: list[str]
    linje: str


def status(rolle: Rolle, egne: Mapping[str, Registeropslag]) -> Status:
    """Linjen om personen af registrenes opslag om hende."""
    svaret = sum(et.tilstand == Opslagstilstand.SVARET for et in egne.values())
    alle = len(OPSLAGSREGISTRE)
    linje = f"{svaret} af {alle} registre har svaret om {BESTEMT[rolle]}"
    led = "; ".join(_led(egne))
    return {
        "hvem": str(rolle.label),
        "svaret": svaret,
        "alle": alle,
        "mangler": [_mangler(register, egne) for register in OPSLAGSREGISTRE
                    if not _har_svaret(egne.get(register))],
        "linje": f"{linje}; {led}." if led else f"{linje}.",
    }  # fmt: skip


def _led(egne: Mapping[str, Registeropslag]) -> Iterator[str]:
    """Dem, der tav eller ikke er slået op, hver med sin grund; dem, der hentes endnu, under ét."""
    tavse = [
        _mangler(register, egne)
        for register in OPSLAGSREGISTRE
        if not _har_svaret(egne.get(register)) and not _hentes(egne.get(register))
    ]
    hentes = [navn for register, navn in OPSLAGSREGISTRE.items() if _hentes(egne.get(register))]
    if tavse:
        yield opremset(tavse)
    # Hentes de alle, siger “0 af 9” det samme.
    if hentes and len(hentes) < len(OPSLAGSREGISTRE):
        yield f"{opremset(hentes)} har ikke svaret endnu"


def _mangler(register: str, egne: Mapping[str, Registeropslag]) -> str:
    navn, et = OPSLAGSREGISTRE[register], egne.get(register)
    if et is None:
        return f"{navn} er ikke slået op"
    if _hentes(et):
        return f"{navn} har ikke svaret endnu"
    return f"{navn} svarede ikke{_klokken(et.afsluttet)}"


def _har_svaret(et: Registeropslag | None) -> bool:
    return et is not None and et.tilstand == Opslagstilstand.SVARET


def _hentes(et: Registeropslag | None) -> bool:
    return et is not None and not et.er_faerdigt


def _klokken(tid: datetime | None) -> str:
    return f" kl. {timezone.localtime(tid):%H.%M}" if tid else ""
