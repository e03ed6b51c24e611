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
from samkoering.skrivning.laas import Aabne


def udloeb(koersel: Koersel, del_: Kommunedel, aabne: Aabne) -> int:
    """Udløb kommunens ledige sager, hvis sidste dag er passeret; en bestilt sag udløber aldrig.

    Sagerne er låst: den, der blev bestilt i samme øjeblik, er det enten allerede eller først, når
    den er udløbet.
    """
    passerede = [
        sag.pk
        for sag in aabne.values()
        if sag.tilstand == Sagstilstand.LEDIG and sag.udloeber < koersel.dato
    ]
    if not passerede:
        return 0
    udloebne = Sag.objects.i_kommune(del_.kommune).filter(pk__in=passerede)
    udloebne.filter(tilstand=Sagstilstand.LEDIG).update(
        tilstand=Sagstilstand.UDLOEBET, version=F("version") + 1, afsluttet=timezone.now()
    )
    Udfald.objects.i_kommune(del_.kommune).filter(
        sag__in=passerede, tilstand=Udfaldstilstand.AABENT
    ).update(tilstand=Udfaldstilstand.UDLOEBET)
    Sagshaendelse.objects.i_kommune(del_.kommune).bulk_create(
        Sagshaendelse(kommune=del_.kommune, sag_id=pk, handling=Handling.IKKE_BEHANDLET)
        for pk in passerede
    )
    for pk in passerede:
        del aabne[pk]
    return len(passerede)
