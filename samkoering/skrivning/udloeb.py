"""Tre måneders udløb: en ledig sag forlader listen, og det logges, at den ikke blev behandlet."""

from __future__ import annotations

from django.db.models import F
from django.utils import timezone

from samkoering.models import (
    Handling,
    Koersel,
    Sag,
    Sagshaendelse,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.skrivning.kommunedel import Kommunedel


def udloeb(koersel: Koersel, del_: Kommunedel) -> int:
    """Udløb kommunens ledige sager, hvis sidste dag er passeret; en bestilt sag udløber aldrig.

    Betinget opdatering: bestilles sagen i samme øjeblik, vinder bestillingen. Sagerne tages i
    id'ernes orden, som bestillingen tager dem, så de to aldrig venter på hinanden i ring.
    """
    passerede = (
        Sag.objects.i_kommune(del_.kommune)
        .filter(tilstand=Sagstilstand.LEDIG, udloeber__lt=koersel.dato)
        .order_by("pk")
    )
    udloebne = []
    for sag in passerede:
        ramt = (
            Sag.objects.i_kommune(del_.kommune)
            .filter(pk=sag.pk, tilstand=Sagstilstand.LEDIG)
            .update(
                tilstand=Sagstilstand.UDLOEBET, version=F("version") + 1, afsluttet=timezone.now()
            )
        )
        if ramt:
            udloebne.append(sag)
    if not udloebne:
        return 0
    Udfald.objects.i_kommune(del_.kommune).filter(
        sag__in=udloebne, tilstand=Udfaldstilstand.AABENT
    ).update(tilstand=Udfaldstilstand.UDLOEBET)
    Sagshaendelse.objects.i_kommune(del_.kommune).bulk_create(
        Sagshaendelse(kommune=del_.kommune, sag=sag, handling=Handling.IKKE_BEHANDLET)
        for sag in udloebne
    )
    return len(udloebne)
