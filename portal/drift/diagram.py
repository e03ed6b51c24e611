"""Tegningen af de seneste nætter: en række felter med mønster, og en linje for nye sager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.drift.grundlag import AFSLUTTEDE
from portal.drift.historik import Nat

BREDDE, HOEJDE = 660, 236
VENSTRE = 44
_HOEJRE = 20
"""Luft til den sidste dato."""
_TOP, _BUND = 30, 142
_FELT_Y, _FELT = 162, 24
_BREDEST = 60
"""Så bredt må et felt være, når der er få nætter; de spredes stadig over hele bredden."""
_DATOER = 218
_HVER = 7
"""Så mange nætter mellem to datoer under felterne."""


@dataclass(frozen=True, slots=True)
class Felt:
    """En nat: feltet, og punktet på linjen, når natten er skrevet."""

    nat: Nat
    x: float
    midt: float
    bredde: float
    punkt_y: float | None
    dato: bool
    """Om datoen skrives under feltet."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Hele tegningen."""

    felter: tuple[Felt, ...]
    linjer: tuple[str, ...]
    """Punkterne i hvert ubrudt stykke; en nat, der ikke er skrevet, bryder linjen."""
    hoejest: int
    bredde: int = BREDDE
    hoejde: int = HOEJDE
    venstre: int = VENSTRE
    top: int = _TOP
    bund: int = _BUND
    felt_y: int = _FELT_Y
    felt: int = _FELT
    datoer: int = _DATOER


def diagram(naetter: Sequence[Nat]) -> Diagram | None:
    """Tegningen; ``None``, når der ingen nætter er."""
    if not naetter:
        return None
    hoejest = max((nat.nye or 0 for nat in naetter if nat.tilstand in AFSLUTTEDE), default=0)
    felter = tuple(_felt(nr, nat, len(naetter), hoejest) for nr, nat in enumerate(naetter))
    return Diagram(felter, _linjer(felter), hoejest)


def _felt(nr: int, nat: Nat, ialt: int, hoejest: int) -> Felt:
    plads = (BREDDE - VENSTRE - _HOEJRE) / ialt
    midt, bredde = VENSTRE + (nr + 0.5) * plads, min(plads * 0.8, _BREDEST)
    skrevet = nat.tilstand in AFSLUTTEDE
    hoejde = (_BUND - _TOP) * (nat.nye or 0) / max(hoejest, 1)
    return Felt(
        nat=nat,
        x=round(midt - bredde / 2, 1),
        midt=round(midt, 1),
        bredde=round(bredde, 1),
        punkt_y=round(_BUND - hoejde, 1) if skrevet else None,
        dato=(ialt - 1 - nr) % _HVER == 0,
    )


def _linjer(felter: Sequence[Felt]) -> tuple[str, ...]:
    stykker: list[list[str]] = [[]]
    for felt in felter:
        if felt.punkt_y is None:
            stykker.append([])
        else:
            stykker[-1].append(f"{felt.midt},{felt.punkt_y}")
    return tuple(" ".join(stykke) for stykke in stykker if len(stykke) > 1)
