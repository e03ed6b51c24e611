"""Det, en læser kan slutte sig til i ét udsnit: en deling og dens to dele, nuller og forskelle.

Kendes to af de tre (et antal og dets to dele) i en periode, kendes den tredje. Er et antal nul i en
periode, er det nul i hver måned i den, og det er alt, det deles i, og alle snævrere udsnit også.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from adgang.smaatal.tidslinje import Tidslinje
from adgang.smaatal.trae import Gren

Linjer = dict[str, Tidslinje]
"""Tidslinjen for hver gren i ét udsnit."""


def slut(gren: Gren, linjer: Linjer, nul: Mapping[str, AbstractSet[int]]) -> None:
    """Skriv alt, der kan sluttes, på linjerne. ``nul`` er de bredere udsnits nulmåneder.

    Dele vises altid sammen og under det, de er delt fra; uden et nul er der derfor intet at slutte.
    """
    nyt = any(nul.values()) or any(linje.nul for linje in linjer.values())
    while nyt:
        _nuller(gren, linjer, nul, set())
        nyt = _tredjeled(gren, linjer)


def _nuller(
    gren: Gren, linjer: Linjer, nul: Mapping[str, AbstractSet[int]], ovenfra: AbstractSet[int]
) -> None:
    """Nullerne fra de bredere udsnit og fra grenen over, ned gennem træet."""
    linje = linjer[gren.navn]
    for maaned in (ovenfra | nul.get(gren.navn, set())) - linje.nul:
        linje.vis(maaned, maaned + 1, 0)
        linje.nul.add(maaned)
    for del_ in gren.dele:
        _nuller(del_, linjer, nul, linje.nul)


def _tredjeled(gren: Gren, linjer: Linjer) -> bool:
    nyt = False
    for led in gren.alle():
        tre = [linjer[del_.navn] for del_ in (led, *led.dele)]
        if led.dele and any(linje.nul for linje in tre):
            hele, venstre, hoejre = tre
            nyt |= _forskel(hoejre, hele, venstre, -1)
            nyt |= _forskel(venstre, hele, hoejre, -1)
            nyt |= _forskel(hele, venstre, hoejre, 1)
    return nyt


def _forskel(maal: Tidslinje, a: Tidslinje, b: Tidslinje, fortegn: int) -> bool:
    """Skriv ``a ± b`` på målets linje, hvor begge kendes."""
    nyt = False
    for periode, antal in list(a.faelles(b, fortegn)):
        nyt |= maal.vis(*periode, antal)
    return nyt
