"""Det, en læser kan slutte sig til i ét udsnit: en deling og dens to dele, nuller og forskelle.

Kendes to af de tre (et antal og dets to dele) i en periode, kendes den tredje. Er et antal nul i en
periode, er det nul i hver måned i den, og det er alt, det deles i, og alle snævrere udsnit også.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from adgang.smaatal.tidslinje import Periode, Tidslinje
from adgang.smaatal.trae import Gren

Linjer = dict[str, Tidslinje]
"""Tidslinjen for hver gren i ét udsnit."""


def slut(gren: Gren, linjer: Linjer, tomme: Mapping[str, Iterable[Periode]]) -> None:
    """Skriv alt, der kan sluttes, på linjerne. ``tomme`` er de bredere udsnits nulperioder.

    Dele vises altid sammen og under det, de er delt fra; uden et nul er der derfor intet at slutte.
    """
    nyt = any(tomme.values()) or any(linje.har_nul for linje in linjer.values())
    while nyt:
        nyt = _nuller(gren, linjer, tomme) | _tredjeled(gren, linjer)


def _nuller(gren: Gren, linjer: Linjer, tomme: Mapping[str, Iterable[Periode]]) -> bool:
    nyt = False
    for led in gren.alle():
        for fra, til in [*linjer[led.navn].tomme(), *tomme.get(led.navn, ())]:
            for under in led.alle():
                for maaned in range(fra, til):
                    nyt |= linjer[under.navn].vis(maaned, maaned + 1, 0)
    return nyt


def _tredjeled(gren: Gren, linjer: Linjer) -> bool:
    nyt = False
    for led in gren.alle():
        if led.dele:
            hele, venstre, hoejre = (linjer[del_.navn] for del_ in (led, *led.dele))
            nyt |= _forskel(hoejre, hele, venstre, -1)
            nyt |= _forskel(venstre, hele, hoejre, -1)
            nyt |= _forskel(hele, venstre, hoejre, 1)
    return nyt


def _forskel(maal: Tidslinje, a: Tidslinje, b: Tidslinje, fortegn: int) -> bool:
    """Skriv ``a ± b`` på målets linje, hvor begge kendes."""
    nyt = False
    for periode, antal in list(a.kendte()):
        andet = b.kendt(*periode)
        if andet is not None:
            nyt |= maal.vis(*periode, antal + fortegn * andet)
    return nyt
