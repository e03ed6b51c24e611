"""Borgere i Flere skal med, når alt om dem er sluttet og gammelt; månedens tal bliver."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.scoping import KommuneModel
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from persongrupper.models import (
    Aktivitet,
    Indlaesning,
    Markeringshaendelse,
    Markeringsperiode,
    Projektborger,
)
from portal.sletning.frister import graense

PAA_BORGEREN: tuple[type[KommuneModel], ...] = (Aktivitet, Markeringshaendelse, Markeringsperiode)
"""I den orden rækkerne kan slettes."""


def slet_borgere(nu: datetime) -> list[Sletning]:
    """Borgere, hvis sidste markering sluttede eller blev annulleret før grænsen.

    En fil, ingen række viser tilbage til, slettes med sin kilde og sit fingeraftryk.
    """
    foer = graense("MARKERINGER", nu)
    dag = timezone.localdate(foer)
    with paa_tvaers(grund=ENS_FRIST):
        levende = _alle(Markeringsperiode).filter(
            ~Q(til__lte=dag, til__isnull=False) & ~Q(annulleret__lte=dag, annulleret__isnull=False),
            borger=OuterRef("pk"),
        )
        aktive = _alle(Aktivitet).filter(Q(til=None) | Q(til__gt=dag), borger=OuterRef("pk"))
        gamle = _alle(Projektborger).exclude(Exists(levende)).exclude(Exists(aktive))
        laast = gamle.select_for_update().order_by("pk")
        borgere = list(laast.values_list("pk", flat=True))
        antal = {
            model._meta.db_table: _alle(model).filter(borger__in=borgere).delete()[0]
            for model in PAA_BORGEREN
        }
        antal["persongrupper_projektborger"] = (
            _alle(Projektborger).filter(pk__in=borgere).delete()[0]
        )
        antal["persongrupper_indlaesning"] = _ubrugte(dag).delete()[0]
        return [kvitter(Opgave.MARKERINGER, foer, antal)]


def _ubrugte(dag: Any) -> QuerySet[Indlaesning]:
    brugte = [
        Exists(_alle(Markeringsperiode).filter(indlaesning=OuterRef("pk"))),
        Exists(_alle(Markeringsperiode).filter(slut_indlaesning=OuterRef("pk"))),
        Exists(_alle(Aktivitet).filter(indlaesning=OuterRef("pk"))),
    ]
    filer: QuerySet[Indlaesning] = _alle(Indlaesning).filter(dag__lte=dag)
    for brugt in brugte:
        filer = filer.exclude(brugt)
    return filer


def _alle(model: type[KommuneModel]) -> QuerySet[Any]:
    return model.objects.paa_tvaers(grund=ENS_FRIST)
