"""Gem og fjern kommunens områder."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from adgang.models import Kommune
from hjemmebesoeg.models import Omraade, Omraadepostnr


class Optaget(Exception):
    """Navnet eller et postnummer bruges af et andet område. Beskeden er til brugeren."""

    def __init__(self, felt: str, besked: str) -> None:
        super().__init__(besked)
        self.felt = felt


def gem(kommune: Kommune, navn: str, postnumre: list[str]) -> Omraade:
    """Området med navnet får netop de postnumre; findes det ikke, oprettes det."""
    with transaction.atomic():
        Kommune.objects.select_for_update().get(pk=kommune.pk)
        omraade, _ = Omraade.objects.i_kommune(kommune).get_or_create(kommune=kommune, navn=navn)
        alle = Omraadepostnr.objects.i_kommune(kommune)
        andres = alle.filter(postnr__in=postnumre).exclude(omraade=omraade)
        if optaget := andres.select_related("omraade").order_by("postnr").first():
            raise Optaget(
                "postnumre",
                f"{optaget.postnr} hører til området {optaget.omraade.navn}. Fjern det dér først",
            )
        alle.filter(omraade=omraade).exclude(postnr__in=postnumre).delete()
        kendte = set(alle.filter(omraade=omraade).values_list("postnr", flat=True))
        alle.bulk_create(
            [
                Omraadepostnr(kommune=kommune, omraade=omraade, postnr=postnr)
                for postnr in postnumre
                if postnr not in kendte
            ]
        )
    return omraade


def fjern(kommune: Kommune, omraade: UUID) -> str:
    """Fjern området, og giv dets navn, som lister, der er lavet, beholder; tomt uden et område."""
    fundet = Omraade.objects.i_kommune(kommune).filter(pk=omraade).first()
    if fundet is None:
        return ""
    fundet.delete()
    return fundet.navn
