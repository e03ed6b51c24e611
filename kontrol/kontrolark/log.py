"""Hver brug af kontrolarket skrives i sagens historik; den første begynder visiteringen."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from adgang.models import Bruger
from kontrol.journalisering.poster import aabnet
from samkoering.models import Handling, Kontrolark, Sag, Sagshaendelse, Sagstilstand


@transaction.atomic
def skriv_brug(
    sag: Sag,
    bruger: Bruger,
    handling: Handling,
    detalje: str = "",
    *,
    ark: Kontrolark | None = None,
) -> None:
    """Begynd visiteringen, hvis sagen er ny, skriv brugen i historikken, og journalisér udgaven.

    ``ark`` er den udgave, der blev brugt; udeladt er det den nyeste.
    """
    sager = Sag.objects.i_kommune(sag.kommune_id)
    begyndt = sager.filter(pk=sag.pk, tilstand=Sagstilstand.BESTILT).update(
        tilstand=Sagstilstand.VISITERES, version=F("version") + 1
    )
    if begyndt:
        sag.refresh_from_db(fields=("tilstand", "version"), from_queryset=sager)
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, bruger=bruger, handling=handling, detalje=detalje
    )
    aabnet(sag, bruger, ark)
