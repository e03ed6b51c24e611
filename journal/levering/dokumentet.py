"""Leverancens dokument: dannet uden for låsen og bundet til leverancen, før nogen får det."""

from __future__ import annotations

from adgang.lejer import lejer
from journal import dokumenter
from journal.forlaegsregister import forlaeg_til
from journal.models import Dokument, Leverance


def dan_foerst(leverance: Leverance) -> None:
    """Dan og gem dokumentet, hvis leverancen ikke har et.

    Det tager tid og sker derfor uden for enhver transaktion: på SQLite venter alle andre
    skrivninger ellers på det. Bindingen gør, at et senere forsøg afleverer de samme bytes, også
    efter en ny udgave af systemet.
    """
    with lejer(leverance.kommune_id):
        frisk = _raekken(leverance)
        if frisk is None or frisk.dokument_id is not None:
            return
        forlaeg = forlaeg_til(frisk)
        gemt = dokumenter.find_helt(frisk.kommune, forlaeg)
    indhold = b"" if gemt else dokumenter.dan(forlaeg)
    with lejer(leverance.kommune_id):
        gemt = gemt or dokumenter.gem(frisk.kommune, forlaeg, indhold)
        raekker = type(leverance).objects.i_kommune(leverance.kommune_id)
        raekker.filter(pk=leverance.pk, dokument=None).update(dokument=gemt)


def dokumentet(leverance: Leverance) -> Dokument:
    """Det dokument, leverancen er bundet til; dannes, når der intet er, eller det er beskadiget."""
    bundet = leverance.dokument
    if bundet is not None and dokumenter.er_helt(bundet):
        return bundet
    return dokumenter.gemt_dokument(leverance.kommune, forlaeg_til(leverance))


def _raekken(leverance: Leverance) -> Leverance | None:
    raekker = type(leverance).objects.i_kommune(leverance.kommune_id)
    return raekker.select_related("kommune").filter(pk=leverance.pk).first()
