"""Regnskabet føres: kun det, der ændrede sig siden sidst, skrives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import polars as pl

from samkoering.models import Koersel, Kontrolregnskab
from samkoering.skrivning.indsaet import indsaet_tupler
from samkoering.skrivning.landsblik import REGNSKAB

if TYPE_CHECKING:
    from samkoering.skrivning.kommunedel import Kommunedel

_FELTER = REGNSKAB[1:]
_PORTION = 500
"""Sager pr. sætning."""


@dataclass(frozen=True, slots=True)
class Forskel:
    """Nattens regnskab mod det gemte, i en eller flere kommuner.

    ``nye`` er rækkerne, der skal åbnes, og ``forladte`` de gemte, der ikke gælder længere.
    """

    nye: pl.DataFrame
    forladte: pl.DataFrame


def forskel(i_nat: pl.DataFrame, gemt: pl.DataFrame) -> Forskel:
    """Hold de to op mod hinanden; begge har regnskabets kolonner."""
    i_nat, gemt = i_nat.select(REGNSKAB), gemt.select(REGNSKAB)
    nye = i_nat.join(gemt, on=REGNSKAB, how="anti", maintain_order="left")
    return Forskel(nye, gemt.join(i_nat, on=REGNSKAB, how="anti"))


def foer_regnskab(koersel: Koersel, del_: Kommunedel) -> None:
    """Luk rækker, der ikke længere gælder, og åbn dem, der er nye eller ændrede."""
    forladte = del_.regnskab.forladte["sag_id"].to_list()
    for foerste in range(0, len(forladte), _PORTION):
        _luk(koersel, del_, forladte[foerste : foerste + _PORTION])
    indsaet_tupler(
        Kontrolregnskab,
        _FELTER,
        del_.regnskab.nye.select(_FELTER).rows(),
        {"kommune_id": del_.kommune.pk, "fra": koersel.dato},
    )


def _luk(koersel: Koersel, del_: Kommunedel, sager: list[str]) -> None:
    aabne = Kontrolregnskab.objects.i_kommune(del_.kommune).filter(til__isnull=True)
    udsnit = aabne.filter(sag_id__in=sager)
    # Ændret samme dag: den gamle række gjaldt aldrig en hel nat og slettes.
    udsnit.filter(fra__gte=koersel.dato).delete()
    udsnit.update(til=koersel.dato - timedelta(days=1))
