"""Registrenes rækker talt op: hvor mange handler om bestanden, og hvor mange om andre."""

from __future__ import annotations

import polars as pl

from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from samkoering.bestand import Bestand
from samkoering.motor.tabeller import Tabeller


def tael_raekker(udtraek: Udtraek, tabeller: Tabeller, bestand: Bestand) -> None:
    """Skriv på hver besvaret tabel, hvor mange af de antagne rækker der handler om bestanden.

    Bestanden er her modtagerne, deres ægtefæller og deres børn: dem, reglerne kan slå op på.
    Kaldes, når bestanden er fundet, og før reglerne tager tabellerne i brug.
    """
    personer = _personer(udtraek, tabeller, bestand).implode()
    sager = bestand.sager["sag_id"].implode()
    for navn, tabel in TABELLER.items():
        leveret = udtraek.leveret(navn)
        if leveret.besvaret and tabel.person:
            hvem = tabeller.numre(navn)
            om = hvem.is_in(sager if tabel.person == "sag_id" else personer)
            leveret.om_bestanden = int(om.sum())
            leveret.om_andre = hvem.len() - int(om.sum())
        elif leveret.besvaret:
            leveret.om_bestanden, leveret.om_andre = 0, leveret.ramme.height


def _personer(udtraek: Udtraek, tabeller: Tabeller, bestand: Bestand) -> pl.Series:
    """Personernes numre, også de afløste: tabellerne kan endnu stå med dem."""
    egne = pl.concat([bestand.personer["cpr"], bestand.sager["aegtefaelle_cpr"].drop_nulls()])
    boern = udtraek.ramme("cpr_boern").select(
        tabeller.gaeldende("foraelder_cpr"), tabeller.gaeldende("barn_cpr")
    )
    egnes = boern.filter(pl.col("foraelder_cpr").is_in(egne.implode()))["barn_cpr"]
    alle = pl.concat([egne, egnes]).unique()
    kendte = set(alle) if udtraek.udskiftninger else set()
    afloeste = [gammelt for gammelt, nyt in udtraek.udskiftninger.items() if nyt in kendte]
    return pl.concat([alle, pl.Series(afloeste, dtype=alle.dtype)])
