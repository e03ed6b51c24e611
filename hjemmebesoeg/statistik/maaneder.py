"""De lukkede måneder, som siden, diagrammet og filen viser dem: ét sted afgør, hvad der ses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from adgang.models import Kommune
from hjemmebesoeg.models import Koerselstal, Taelling
from hjemmebesoeg.statistik.skjul import Tal, vist

VISES = 24
"""Så mange måneder vises."""


@dataclass(frozen=True, slots=True)
class Maaned:
    """En lukket måned: i alt og hvert område."""

    maaned: date
    i_alt: Tal
    omraader: dict[str, Tal]


@dataclass(frozen=True, slots=True)
class Statistik:
    """De viste måneder, den nyeste først, og den, der endnu tælles."""

    maaneder: tuple[Maaned, ...]
    aaben: date | None


def statistik(kommune: Kommune | str) -> Statistik:
    """Kun lukkede måneder vises: et tal, der vokser, ville røbe den liste, der lige kom til."""
    taelling = Taelling.objects.i_kommune(kommune).first()
    lukket = taelling.lukket_til if taelling else None
    if lukket is None:
        return Statistik((), taelling.aaben if taelling else None)
    pr_maaned: dict[date, dict[str, tuple[int, int]]] = defaultdict(dict)
    alle = Koerselstal.objects.i_kommune(kommune).filter(maaned__lte=lukket)
    for tal in alle.order_by("-maaned", "omraade"):
        pr_maaned[tal.maaned][tal.omraade] = (tal.besoegt, tal.kontakt)
    maaneder = tuple(Maaned(dag, *vist(tal)) for dag, tal in list(pr_maaned.items())[:VISES])
    return Statistik(maaneder, taelling.aaben if taelling else None)
