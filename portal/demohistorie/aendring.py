"""Ændringen, når en sag førte til noget: art, årsag, krav og månedens beløb. Opdigtede tal."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TypedDict, TypeVar

from feedback.models import Aarsag, Aendring

T = TypeVar("T")
MED_KRAV = 0.62
_ART = {Aendring.NEDSAETTES: 60, Aendring.STOPPES: 27, Aendring.FORHOEJES: 13}
_AARSAG = {
    Aarsag.INGEN: 48,
    Aarsag.BORGERFEJL: 38,
    Aarsag.MYNDIGHEDSFEJL: 9,
    Aarsag.FORMODET_SVIG: 5,
}
_IKKE_BORGERENS = {Aarsag.INGEN: 70, Aarsag.MYNDIGHEDSFEJL: 30}
_KRONER = {
    Aendring.NEDSAETTES: (350, 5_200),
    Aendring.STOPPES: (6_100, 15_000),
    Aendring.FORHOEJES: (250, 2_600),
}


class Felter(TypedDict):
    """Feedbackens felter om en ændring; beløb i øre."""

    aendring: str
    aarsag: str
    krav_oere: int
    krav_fra: date | None
    krav_til: date | None
    maanedlig_aendring_oere: int
    afgoerelsesdato: date


def aendring(rng: random.Random, afgjort: date) -> Felter:
    """En ændring, formularen ville tage imod, afgjort den dag."""
    art = _vaelg(rng, _ART)
    forhoejes = art == Aendring.FORHOEJES
    kroner = rng.randrange(*_KRONER[art], 50)
    krav, fra, til = 0, None, None
    if not forhoejes and rng.random() < MED_KRAV:
        maaneder = rng.choice((1, 1, 2, 2, 3, 4, 6))
        til = afgjort.replace(day=1) - timedelta(days=1)
        fra = _tilbage(til.replace(day=1), maaneder - 1)
        krav = kroner * maaneder
    return Felter(
        aendring=art.value,
        aarsag=_vaelg(rng, _IKKE_BORGERENS if forhoejes else _AARSAG).value,
        krav_oere=krav * 100,
        krav_fra=fra,
        krav_til=til,
        maanedlig_aendring_oere=(kroner if forhoejes else -kroner) * 100,
        afgoerelsesdato=afgjort,
    )


def _vaelg(rng: random.Random, vaegte: dict[T, int]) -> T:
    return rng.choices(list(vaegte), list(vaegte.values()))[0]


def _tilbage(maaned: date, antal: int) -> date:
    nummer = maaned.year * 12 + maaned.month - 1 - antal
    return date(nummer // 12, nummer % 12 + 1, 1)
