"""Bortfald: registret er rettet, og en åben hændelse findes ikke længere."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.utils import timezone

from samkoering.models import (
    AABNE_TILSTANDE,
    Handling,
    Koersel,
    Sag,
    Sagshaendelse,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.regelkatalog import regel
from samkoering.skrivning.gemte import Gemt
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.laas import Aabne
from samkoering.skrivning.version import ny_version
from samkoering.skrivning.ydelsessager import Ydelsessag

_KONTROLLERET = ("U", "I")


def bortfald(
    koersel: Koersel, del_: Kommunedel, gemte: list[Gemt], aabne: Aabne
) -> tuple[set[Sag], int]:
    """Sager, der mistede en hændelse men lever videre, og antallet af bortfaldne hændelser.

    En hændelse falder kun bort, når reglen faktisk blev kontrolleret i nat, hændelsens dag
    stadig ligger i kontrolperioden, og reglen ikke blot viser en nyere hændelse.
    """
    mistede: dict[Sag, list[Udfald]] = defaultdict(list)
    for udfald in _savnede(del_, gemte):
        ym = del_.udskiftninger.get(udfald.ym_cpr, udfald.ym_cpr)
        if _kontrolleret(udfald, del_, ym):
            mistede[udfald.sag].append(udfald)
    mistede = {sag: udfald for sag, udfald in mistede.items() if ny_version(sag)}
    for sag, udfald_paa_sagen in mistede.items():
        _lad_bortfalde(koersel, sag, udfald_paa_sagen)
    lukkede = {sag for sag in mistede if _luk_uden_haendelser(sag)}
    for sag in lukkede:
        aabne.pop(sag.pk, None)
    return set(mistede) - lukkede, sum(len(udfald) for udfald in mistede.values())


def _savnede(del_: Kommunedel, gemte: list[Gemt]) -> list[Udfald]:
    """De åbne hændelser, natten ikke fandt igen; de fleste blev, og de dannes ikke som objekter."""
    fundne = {(k.ym, k.identitet) for k in del_.kandidater}
    savnede = {
        gemt.skrevet
        for gemt in gemte
        if gemt.tilstand == Udfaldstilstand.AABENT and gemt.kende not in fundne
    }
    if not savnede:
        return []
    aabne = Udfald.objects.i_kommune(del_.kommune).filter(
        identitet__in={kende for _, kende in savnede},
        tilstand=Udfaldstilstand.AABENT,
        sag__tilstand__in=AABNE_TILSTANDE,
    )
    fundet = aabne.select_related("sag").defer("bevis")
    return [udfald for udfald in fundet if (udfald.ym_cpr, udfald.identitet) in savnede]


def _kontrolleret(udfald: Udfald, del_: Kommunedel, ym: str) -> bool:
    """Om den sag, der bar hændelsen, blev kontrolleret for den i nat."""
    katalogregel = regel(udfald.regel)
    if katalogregel["viser_kun_den_nyeste"]:
        return False
    return any(
        sag.sag_id == udfald.kildesag
        and del_.kontrolleres(sag.sag_id, katalogregel["nr"], udfald.rolle)
        and sag.ord_for(katalogregel["nr"], udfald.rolle) in _KONTROLLERET
        and _i_perioden(udfald.haendelsesdato, sag)
        for sag in del_.sager.om(ym)
    )


def _i_perioden(dag: date, sag: Ydelsessag) -> bool:
    return sag.vfra <= dag <= sag.vtil


def _lad_bortfalde(koersel: Koersel, sag: Sag, udfald: list[Udfald]) -> None:
    Udfald.objects.i_kommune(sag.kommune_id).filter(pk__in=[u.pk for u in udfald]).update(
        tilstand=Udfaldstilstand.BORTFALDET, bortfaldet=koersel.dato
    )
    Sagshaendelse.objects.i_kommune(sag.kommune_id).bulk_create(
        Sagshaendelse(
            kommune_id=sag.kommune_id,
            sag=sag,
            handling=Handling.BORTFALD,
            detalje=regel(u.regel)["navn"],
        )
        for u in udfald
    )


def _luk_uden_haendelser(sag: Sag) -> bool:
    """En sag, hvis hændelser alle er faldet bort, lukker sig selv."""
    if sag.udfald.filter(tilstand=Udfaldstilstand.AABENT).exists():
        return False
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(
        tilstand=Sagstilstand.BORTFALDET, afsluttet=timezone.now()
    )
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, handling=Handling.SAG_BORTFALDET
    )
    return True
