"""Måneden lukkes: aftrykkene og nøglen destrueres, og tallene ændres aldrig mere."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from adgang.lejer import lejer, paa_tvaers
from hjemmebesoeg.models import Koereliste, Maanedsaftryk, Taelling
from hjemmebesoeg.models.liste import FRIST_DAGE

_GRUND = "hver kommunes måned lukkes"


def naeste_maaned(maaned: date) -> date:
    """Den første dag i måneden efter."""
    return (maaned + timedelta(days=31)).replace(day=1)


def lukkes_senest(maaned: date) -> date:
    """Den dag, måneden lukkes, også når lister fra den endnu findes: alle er da over fristen."""
    return naeste_maaned(maaned) + timedelta(days=FRIST_DAGE)


def luk(taelling: Taelling, i_dag: date) -> bool:
    """Luk den åbne måned, når den er talt færdig; kaldes med rækken låst.

    Måneden er færdig, når den er slut, og ingen liste fra den findes, eller den sidste dag er nået.
    """
    maaned = taelling.aaben
    if maaned is None or i_dag < naeste_maaned(maaned):
        return False
    lister = Koereliste.objects.i_kommune(taelling.kommune_id)
    fra_maaneden = lister.filter(dag__gte=maaned, dag__lt=naeste_maaned(maaned))
    if i_dag < lukkes_senest(maaned) and fra_maaneden.exists():
        return False
    Maanedsaftryk.objects.i_kommune(taelling.kommune_id).delete()
    taelling.aaben, taelling.noegle, taelling.lukket_til = None, None, maaned
    taelling.save(update_fields=("aaben", "noegle", "lukket_til"))
    return True


def luk_alle() -> int:
    """Luk det, der kan lukkes, i alle kommuner; giver, hvor mange det var."""
    with paa_tvaers(grund=_GRUND):
        kommuner = list(
            Taelling.objects.paa_tvaers(grund=_GRUND)
            .exclude(aaben=None)
            .values_list("kommune_id", flat=True)
        )
    return sum(map(_luk_i, kommuner))


def _luk_i(kommune: str) -> bool:
    with lejer(kommune):
        laast = Taelling.objects.i_kommune(kommune).select_for_update().first()
        return laast is not None and luk(laast, timezone.localdate())
