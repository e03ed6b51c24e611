"""Regnskabet føres: kun det, der ændrede sig siden sidst, skrives."""

from __future__ import annotations

from datetime import timedelta

from samkoering.models import Koersel, Kontrolregnskab
from samkoering.skrivning.indsaet import indsaet_tupler
from samkoering.skrivning.kommunedel import Kommunedel


def foer_regnskab(koersel: Koersel, del_: Kommunedel) -> None:
    """Luk rækker, der ikke længere gælder, og åbn dem, der er nye eller ændrede."""
    raekker = Kontrolregnskab.objects.i_kommune(del_.kommune)
    aabne = raekker.filter(til__isnull=True).values_list("sag_id", "status", "cpr", "pk")
    gaeldende = {sag_id: (status, cpr, pk) for sag_id, status, cpr, pk in aabne}
    # Køres kun ét register igen, siger kørslen intet om sager, der ikke er med i den.
    i_nat = {sag.sag_id for sag in del_.sager}
    uaendrede = {
        sag.sag_id
        for sag in del_.sager
        if sag.sag_id in gaeldende and gaeldende[sag.sag_id][:2] == (sag.status, sag.cpr)
    }
    forladte = [
        pk
        for sag_id, (_, _, pk) in gaeldende.items()
        if sag_id not in uaendrede and (del_.udfyldes is None or sag_id in i_nat)
    ]
    for foerste in range(0, len(forladte), 500):
        udsnit = forladte[foerste : foerste + 500]
        # Ændret samme dag: den gamle række gjaldt aldrig en hel nat og slettes.
        raekker.filter(pk__in=udsnit, fra__gte=koersel.dato).delete()
        raekker.filter(pk__in=udsnit).update(til=koersel.dato - timedelta(days=1))
    indsaet_tupler(
        Kontrolregnskab,
        ("sag_id", "cpr", "status"),
        [(sag.sag_id, sag.cpr, sag.status) for sag in del_.sager if sag.sag_id not in uaendrede],
        {"kommune_id": del_.kommune.pk, "fra": koersel.dato},
    )
