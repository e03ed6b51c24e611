"""Regnskabet føres: kun det, der ændrede sig siden sidst, skrives."""

from __future__ import annotations

from datetime import timedelta

from samkoering.models import Koersel, Kontrolregnskab
from samkoering.skrivning.gemte import celler
from samkoering.skrivning.indsaet import indsaet_tupler
from samkoering.skrivning.kommunedel import Kommunedel

_FELTER = ("sag_id", "cpr", "status")
_PORTION = 500
"""Sager pr. sætning."""


def foer_regnskab(koersel: Koersel, del_: Kommunedel) -> None:
    """Luk rækker, der ikke længere gælder, og åbn dem, der er nye eller ændrede."""
    aabne = Kontrolregnskab.objects.i_kommune(del_.kommune).filter(til__isnull=True)
    gaeldende = set(celler(aabne, *_FELTER))
    i_nat = {(sag.sag_id, sag.cpr, sag.status): sag.sag_id for sag in del_.sager}
    forladte = [sag_id for sag_id, *_ in gaeldende - i_nat.keys()]
    if del_.udfyldes is not None:
        # Køres kun ét register igen, siger kørslen intet om sager, der ikke er med i den.
        forladte = list({*forladte} & {*i_nat.values()})
    for foerste in range(0, len(forladte), _PORTION):
        udsnit = aabne.filter(sag_id__in=forladte[foerste : foerste + _PORTION])
        # Ændret samme dag: den gamle række gjaldt aldrig en hel nat og slettes.
        udsnit.filter(fra__gte=koersel.dato).delete()
        udsnit.update(til=koersel.dato - timedelta(days=1))
    indsaet_tupler(
        Kontrolregnskab,
        _FELTER,
        [raekke for raekke in i_nat if raekke not in gaeldende],
        {"kommune_id": del_.kommune.pk, "fra": koersel.dato},
    )
