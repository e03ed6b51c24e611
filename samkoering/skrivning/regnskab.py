"""Regnskabet føres: kun det, der ændrede sig siden sidst, skrives."""

from __future__ import annotations

from datetime import timedelta

from samkoering.models import Koersel, Kontrolregnskab
from samkoering.skrivning.indsaet import indsaet
from samkoering.skrivning.kommunedel import Kommunedel


def foer_regnskab(koersel: Koersel, del_: Kommunedel) -> None:
    """Luk rækker, der ikke længere gælder, og åbn dem, der er nye eller ændrede."""
    gaeldende = {
        raekke.sag_id: raekke
        for raekke in Kontrolregnskab.objects.i_kommune(del_.kommune).filter(til__isnull=True)
    }
    # Køres kun ét register igen, siger kørslen intet om sager, der ikke er med i den.
    i_nat = {sag.sag_id for sag in del_.sager}
    uaendrede = {
        sag.sag_id
        for sag in del_.sager
        if sag.sag_id in gaeldende
        and (gaeldende[sag.sag_id].status, gaeldende[sag.sag_id].cpr) == (sag.status, sag.cpr)
    }
    forladte = [
        raekke.pk
        for sag_id, raekke in gaeldende.items()
        if sag_id not in uaendrede and (del_.udfyldes is None or sag_id in i_nat)
    ]
    raekker = Kontrolregnskab.objects.i_kommune(del_.kommune)
    for foerste in range(0, len(forladte), 500):
        udsnit = forladte[foerste : foerste + 500]
        # Ændret samme dag: den gamle række gjaldt aldrig en hel nat og slettes.
        raekker.filter(pk__in=udsnit, fra__gte=koersel.dato).delete()
        raekker.filter(pk__in=udsnit).update(til=koersel.dato - timedelta(days=1))
    indsaet(
        (
            Kontrolregnskab(
                kommune=del_.kommune,
                sag_id=sag.sag_id,
                cpr=sag.cpr,
                status=sag.status,
                fra=koersel.dato,
            )
            for sag in del_.sager
            if sag.sag_id not in uaendrede
        ),
        raekker,
    )
