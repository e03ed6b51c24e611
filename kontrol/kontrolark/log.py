"""Hver brug af kontrolarket skrives i sagens historik; den første begynder visiteringen."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from adgang.models import Bruger
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand


@transaction.atomic
def skriv_brug(sag: Sag, bruger: Bruger, handling: Handling, detalje: str = "") -> None:
    """Begynd visiteringen, hvis sagen er ny, og skriv brugen i historikken."""
    sager = Sag.objects.i_kommune(sag.kommune_id)
    begyndt = sager.filter(pk=sag.pk, tilstand=Sagstilstand.BESTILT).update(
        tilstand=Sagstilstand.VISITERES, version=F("version") + 1
    )
    if begyndt:
        sag.refresh_from_db(fields=("tilstand", "version"), from_queryset=sager)
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, bruger=bruger, handling=handling, detalje=detalje
    )
