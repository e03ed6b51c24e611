"""En sags skæbne: hvem der tager den, hvornår, og hvad den ender med. Trukket af frøet alene."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from feedback.models import Resultat
from kontrol.partshoering.bankdage import frist
from portal.demohistorie.kalender import paa_arbejde, senere
from portal.demohistorie.traef import traef

FROE = 1
VENTER = (10, 82, 74)
"""Dage fra fundet til bestilt: mindst, højst og oftest; de ældste tages først."""
UDEN_SVAR, FRAVALGT, VARSLET, LANG = 0.28, 0.05, 0.86, 0.05
HENLAGT_EFTER_HOERING = 0.21
"""Andel af de ikke ændrede, som først henlægges, når borgeren er hørt."""
ENDNU_I_GANG = 0.15
"""Andel af de sager, der ellers ville være i gang i dag, som er det; resten er endnu ledige."""


class Anledning(NamedTuple):
    """Det om en ledig sag, skæbnen trækkes af."""

    sagsnr: str
    kommune: str
    fundet: date
    regler: frozenset[str]
    """Kontroltyperne, sagen blev fundet på."""
    kan_hoeres: bool
    andel_bestilt: float
    kolleger: int
    hoeringsfrist_dage: int


@dataclass(frozen=True, slots=True)
class Skaebne:
    """Hvad der sker med sagen og hvornår; ``None`` er det, der ikke sker."""

    kollega: int
    """Plads blandt kommunens kolleger."""
    bestilt: datetime
    aabnet: datetime
    varslet: datetime | None
    hoert: datetime | None
    frist: date | None
    svaret: datetime | None
    fravalgt: datetime | None
    sluttet: datetime
    resultat: Resultat


def skaebne(sag: Anledning, nu: datetime) -> Skaebne | None:
    """Sagens skæbne, som den ser ud ``nu``; ``None``, når ingen bestiller den."""
    rng = terning(sag.kommune, sag.sagsnr)
    if rng.random() >= sag.andel_bestilt:
        return None
    kollega = rng.randrange(sag.kolleger)
    dag = sag.fundet + timedelta(days=round(rng.triangular(*VENTER)))
    bestilt = trykkets_tid(sag.kommune, kollega, dag)
    fart = 1.15 - 0.3 * naaet(timezone.localdate(bestilt), nu)
    aabnet = senere(rng, bestilt, round(rng.choice((0, 0, 1, 2, 4)) * fart))
    fund = rng.random() < traef(sag.regler, naaet(timezone.localdate(bestilt), nu))
    hoeres = fund or (sag.kan_hoeres and rng.random() < HENLAGT_EFTER_HOERING)
    varslet = senere(rng, aabnet, 0) if rng.random() < VARSLET else None
    begyndt = varslet or senere(rng, aabnet, 0)
    forloeb = (_hoert if hoeres else _henlagt)(sag, rng, begyndt, fart, fund=fund)
    faerdig = Skaebne(kollega, bestilt, aabnet, varslet, *forloeb)
    i_gang = faerdig.bestilt < nu < faerdig.sluttet
    return None if i_gang and rng.random() >= ENDNU_I_GANG else faerdig


Forloeb = tuple[datetime | None, date | None, datetime | None, datetime | None, datetime, Resultat]
"""Hørt, frist, svaret, fravalgt, sluttet og resultat."""


def _henlagt(
    sag: Anledning, rng: random.Random, begyndt: datetime, fart: float, *, fund: bool
) -> Forloeb:
    lang = rng.randrange(20, 55) if rng.random() < LANG else 0
    dage = round(rng.choice((0, 0, 1, 2, 3, 5, 7, 11)) * fart) + lang
    slut = senere(rng, begyndt, dage)
    return None, None, None, None, slut, Resultat.HENLAGT_VISITERING


def _hoert(
    sag: Anledning, rng: random.Random, begyndt: datetime, fart: float, *, fund: bool
) -> Forloeb:
    resultat = Resultat.AENDRET_TILDELING if fund else Resultat.HENLAGT_EFTER_PARTSHOERING
    klar = senere(rng, begyndt, round(rng.choice((0, 1, 1, 2, 4)) * fart))
    lang = rng.randrange(15, 45) if rng.random() < LANG else 0
    dage = round(rng.choice((0, 1, 2, 4, 6, 9)) * fart) + lang
    if not sag.kan_hoeres or (fund and rng.random() < FRAVALGT):
        return None, None, None, klar, senere(rng, klar, dage), resultat
    sidste = frist(timezone.localdate(klar), sag.hoeringsfrist_dage)
    if rng.random() < UDEN_SVAR:
        efter = paa_arbejde(rng, sidste + timedelta(days=1 + dage))
        return klar, sidste, None, None, efter, resultat
    svaret = senere(rng, klar, rng.randrange(2, sag.hoeringsfrist_dage))
    return klar, sidste, svaret, None, senere(rng, svaret, dage), resultat


def naaet(dag: date, nu: datetime) -> float:
    """Hvor langt året er: 0 for et år siden og 1 nu."""
    return 1 - (timezone.localdate(nu) - dag).days / 365


def terning(*emne: object) -> random.Random:
    """Emnets egen strøm af tilfældige tal; den samme hver gang."""
    # Frøet skal give det samme hver gang; her gættes ingen hemmeligheder.
    return random.Random(f"{FROE}:{':'.join(map(str, emne))}")  # noqa: S311


def trykkets_tid(kommune: str, kollega: int, dag: date) -> datetime:
    """Kollegaens ene bestilling den dag: alt, hun tager, tager hun i ét tryk om morgenen."""
    tid = paa_arbejde(terning(kommune, kollega, dag), dag)
    rng = terning(kommune, kollega, timezone.localdate(tid))
    return paa_arbejde(rng, timezone.localdate(tid)).replace(hour=8)
