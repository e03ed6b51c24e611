"""Små tal i tabeller, der hænger sammen: 1–4 skjules, og det, de kan regnes ud af."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from adgang.smaatal.afledning import bestemte
from adgang.smaatal.graense import GRAENSE, er_sikkert

Felt = tuple[str, str]
"""(række, kolonne)."""


class Ligning(NamedTuple):
    """En sum og dens dele; et felt kan stå i flere ligninger."""

    hele: Felt
    dele: tuple[Felt, ...]


def skjulte(tal: Mapping[Felt, int], ligninger: Iterable[Ligning]) -> set[Felt]:
    """De felter, der ikke vises.

    I hver ligning er enten intet skjult eller mindst to felter, og de skjulte dele af en vist sum
    er tilsammen mindst ``GRAENSE``. Intet lille tal følger af alle ligninger tilsammen. Når ét felt
    mere skjules, prøves alt igen.
    """
    skjult = {felt for felt, antal in tal.items() if not er_sikkert(antal)}
    alle = list(ligninger)
    while felt := _naeste(tal, alle, skjult):
        skjult.add(felt)
    return skjult


def _naeste(tal: Mapping[Felt, int], ligninger: list[Ligning], skjult: set[Felt]) -> Felt | None:
    """Ét felt mere, der skal skjules: for én lignings skyld, ellers for dem alles tilsammen."""
    for ligning in ligninger:
        if felt := _mangler(tal, ligning, skjult):
            return felt
    led = [{ligning.hele: -1, **dict.fromkeys(ligning.dele, 1)} for ligning in ligninger]
    roebet = {felt for felt in bestemte(led, skjult) if not er_sikkert(tal[felt])}
    naere = {felt for ligning in led if roebet & ligning.keys() for felt in ligning}
    viste = [felt for felt in naere if felt not in skjult and tal[felt]]
    viste = viste or [felt for felt in tal if roebet and felt not in skjult and tal[felt]]
    return min(viste, key=lambda felt: (tal[felt], felt), default=None)


def _mangler(tal: Mapping[Felt, int], ligning: Ligning, skjult: set[Felt]) -> Felt | None:
    """Det mindste viste felt, der skal skjules med, for at ligningen intet røber."""
    dele = [felt for felt in ligning.dele if felt in skjult]
    hele = ligning.hele in skjult
    ene = len(dele) + hele == 1
    tilsammen_smaa = not hele and 0 < sum(tal[felt] for felt in dele) < GRAENSE
    if not (ene or tilsammen_smaa):
        return None
    viste = [felt for felt in (*ligning.dele, ligning.hele) if felt not in skjult and tal[felt]]
    return min(viste, key=lambda felt: (felt == ligning.hele, tal[felt], felt), default=None)
