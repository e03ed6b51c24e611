"""Filtrenes felter og deres fejl, ens på alle effektmålingens sider."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adgang.omfang import Omfang
from feedback.effekt.udsnit import maerker
from feedback.effekt.valg import TRIN, Periodevalg, Valg, ydelser

FEJL = {
    "periode": "Vælg en periode på listen.",
    "ydelse": "Vælg et ydelsesområde på listen.",
    "tema": "Vælg et tema eller en kontroltype på listen.",
    "trin": "Vælg et kontroltrin på listen.",
    "graense": "Vælg en træfprocent på listen.",
}
"""Adressens felter, og fejlen, når værdien ikke kendes."""
Mulighed = tuple[str, str]
"""Værdien i adressen og dens navn."""


@dataclass(frozen=True, slots=True)
class Felt:
    """Et filter på siden: det valgte, det mulige og fejlen ved det."""

    navn: str
    tekst: str
    valgt: str
    muligheder: Sequence[Mulighed]
    fejl: str = ""
    grupper: Sequence[tuple[str, Sequence[Mulighed]]] = ()


def fejl_i(
    adresse: Mapping[str, Any],
    omfang: Omfang,
    kendte: Sequence[Periodevalg],
    felter: Iterable[str] = ("periode", "ydelse", "tema", "trin"),
    **andre: Iterable[str],
) -> dict[str, str]:
    """Fejlen ved hvert af ``felter``, hvis værdi ikke kendes. ``andre`` er sidens egne felter."""
    mulige: dict[str, set[str]] = {
        "periode": {p.navn for p in kendte},
        "ydelse": {kle for kle, _ in ydelser(omfang)},
        "tema": set(maerker()),
        "trin": {str(trin) for trin in TRIN},
        **{felt: set(vaerdier) for felt, vaerdier in andre.items()},
    }
    return {
        felt: FEJL[felt]
        for felt in (*felter, *andre)
        if adresse.get(felt, "") not in {"", *mulige[felt]}
    }


def periodefelt(valg: Valg, kendte: Sequence[Periodevalg], fejl: Mapping[str, str]) -> Felt:
    """Perioden, som alle siderne har."""
    muligheder = [(p.navn, p.tekst) for p in kendte]
    return Felt(
        "periode", "Periode", valg.periode(kendte).navn, muligheder, fejl.get("periode", "")
    )


def ydelsesfelt(valg: Valg, omfang: Omfang, fejl: Mapping[str, str]) -> Felt:
    """Ydelserne, brugeren ser; alle under ét kun for den, der ser dem alle."""
    alle = [("", "Alle ydelsesområder")] if omfang.kle is None else []
    return Felt(
        "ydelse", "Ydelsesområde", valg.kle, [*alle, *ydelser(omfang)], fejl.get("ydelse", "")
    )
