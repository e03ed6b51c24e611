"""Genbestilling: sagsbehandleren har bedt om et nyt kontrolark, også uden nye hændelser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from samkoering.models import AABNE_TILSTANDE, Handling, Koersel, Sag, Sagshaendelse
from samkoering.skrivning.laas import Aabne
from samkoering.skrivning.natsag import Natsag
from samkoering.skrivning.version import ny_version

if TYPE_CHECKING:
    from samkoering.skrivning.kommunedel import Kommunedel

IKKE_I_NATTEN = "Borgeren var ikke med i samkøringen. Det kontrolark, der er, gælder stadig."


@dataclass(frozen=True, slots=True)
class Genbestilte:
    """Sager, der får en ny udgave, og sager, hvis borger natten ikke længere kender."""

    fornyes: frozenset[Natsag]
    forladte: frozenset[Natsag]


def tag_genbestilte(del_: Kommunedel, aabne: Aabne) -> Genbestilte:
    """Kommunens genbestilte sager, taget med en ny version, så et åbent ark ses at være gammelt."""
    fornyes, forladte = set(), set()
    for sag in aabne.values():
        if not sag.frisk_ark_oensket:
            continue
        if not del_.sager.om(del_.udskiftninger.get(sag.cpr, sag.cpr)):
            forladte.add(Natsag(sag.pk, sag.cpr))
        elif ny_version(sag):
            fornyes.add(Natsag(sag.pk, sag.cpr))
    return Genbestilte(frozenset(fornyes), frozenset(forladte))


def genbestilte(sager: QuerySet[Sag]) -> QuerySet[Sag]:
    """De åbne sager, der venter på et nyt kontrolark; en lukket sags ønske rører natten ikke."""
    return sager.filter(frisk_ark_oensket=True, tilstand__in=AABNE_TILSTANDE)


def kvitter(koersel: Koersel, del_: Kommunedel, taget: Genbestilte) -> None:
    """Ønsket er opfyldt, eller det kan ikke opfyldes; historikken siger hvilket."""
    alle = taget.fornyes | taget.forladte
    if not alle:
        return
    Sag.objects.i_kommune(del_.kommune).filter(pk__in=[sag.pk for sag in alle]).update(
        frisk_ark_oensket=False
    )
    _noter(del_, taget.fornyes, Handling.NYT_KONTROLARK, f"Samkøringen {koersel}")
    _noter(del_, taget.forladte, Handling.UDEN_NYT_KONTROLARK, IKKE_I_NATTEN)


def _noter(del_: Kommunedel, sager: Iterable[Natsag], handling: Handling, detalje: str) -> None:
    Sagshaendelse.objects.i_kommune(del_.kommune).bulk_create(
        Sagshaendelse(kommune=del_.kommune, sag_id=sag.pk, handling=handling, detalje=detalje)
        for sag in sager
    )
