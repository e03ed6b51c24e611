"""Kommunernes dele: tag én, skriv den i én transaktion, og tag den næste."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import structlog
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Kommune
from samkoering.models import (
    Arbejde,
    Deltilstand,
    Forsoeg,
    Forsoegsudfald,
    Koersel,
    Natdel,
)
from samkoering.natten.forsoeg import (
    afbryd_efterladte,
    afgoer,
    begynd_forsoeg,
    forbindelsen_er_tabt,
    grund_til,
    sat_i_karantaene,
)
from samkoering.natten.laase import proev_laas
from samkoering.natten.maskinen import maskinens_skyld
from samkoering.natten.skrivere import tag_dem_alle

if TYPE_CHECKING:
    from samkoering.skrivning.kommunedel import Deler

log = structlog.get_logger(__name__)
Fremgang = Callable[[str, int, int], None]
_PAUSE = 0.5
"""Sekunder mellem to kig, når alt det, der er tilbage, er hos andre."""


class DelenErTaget(Exception):
    """En anden skrev delen, mens vi tog den."""


class Panik(Exception):
    """Motoren brød sammen; processen skal begynde forfra med frisk hukommelse."""


def skriv_delene(koersel: Koersel, deler: Deler, fremgang: Fremgang) -> None:
    """Skriv del efter del, til ingen venter – heller ikke hos en arbejder, der forsvandt."""
    deler.slip_registrene()
    while venter := _ventende(koersel):
        tag = partial(_tag_og_skriv, koersel, deler=deler, fremgang=fremgang)
        if not tag_dem_alle(koersel, venter, tag):
            time.sleep(_PAUSE)


def _ventende(koersel: Koersel) -> list[Natdel]:
    return list(koersel.natdele.filter(tilstand=Deltilstand.VENTER))


def _tag_og_skriv(koersel: Koersel, natdel: Natdel, deler: Deler, fremgang: Fremgang) -> bool:
    """Skriv delen, hvis den er fri; sandt, når der skete noget med den."""
    with proev_laas(f"del:{natdel.pk}") as fik:
        if not fik or not _venter_stadig(natdel):
            return False
        if natdel.forsoeg.exists() and _er_opgivet(koersel, natdel):
            log.error("del_i_karantaene", koersel=str(koersel), kommune=natdel.kommunekode)
            return True
        forsoeg = begynd_forsoeg(koersel, Arbejde.SKRIV, natdel)
        try:
            _skriv(koersel, natdel, forsoeg, deler)
        except DelenErTaget:
            afgoer(forsoeg, Forsoegsudfald.AFBRUDT, "En anden arbejder skrev delen.")
        except BaseException as fejl:
            _noter_fejl(forsoeg, natdel, fejl)
        else:
            _vis_fremgang(koersel, natdel, fremgang)
    return True


def _er_opgivet(koersel: Koersel, natdel: Natdel) -> bool:
    """Gør de tidligere forsøg på delen op; sandt, når der ikke skal prøves flere gange."""
    afbryd_efterladte(koersel, natdel)
    return sat_i_karantaene(natdel)


def _venter_stadig(natdel: Natdel) -> bool:
    return Natdel.objects.filter(pk=natdel.pk, tilstand=Deltilstand.VENTER).exists()


def _skriv(koersel: Koersel, natdel: Natdel, forsoeg: Forsoeg, deler: Deler) -> None:
    """Kommunens sager, delens tilstand og forsøgets udfald i samme transaktion."""
    from samkoering.skrivning.skriv import skriv_kommune

    kommune = Kommune.objects.get(kode=natdel.kommunekode)
    with lejer(kommune.kode):
        ramt = Natdel.objects.filter(pk=natdel.pk, tilstand=Deltilstand.VENTER).update(
            tilstand=Deltilstand.SKREVET, skrevet=timezone.now()
        )
        if not ramt:
            raise DelenErTaget
        # Kommunens regnskab læses, når delen dannes; det ser kun kommunen selv.
        skriv_kommune(koersel, deler.del_(kommune))
        afgoer(forsoeg, Forsoegsudfald.LYKKEDES)


def _noter_fejl(forsoeg: Forsoeg, natdel: Natdel, fejl: BaseException) -> None:
    """Forsøget afgøres, og det, der ikke er delens skyld, kastes videre."""
    if forbindelsen_er_tabt() or maskinens_skyld(fejl):
        raise fejl  # måske kan intet noteres nu; arbejderen venter og gør det, når det kan
    if isinstance(fejl, (KeyboardInterrupt, SystemExit)):
        afgoer(forsoeg, Forsoegsudfald.AFBRUDT, "Kørslen blev stoppet.")
        raise fejl
    afgoer(forsoeg, Forsoegsudfald.FEJLET, grund_til(fejl))
    log.error("del_fejlet", kommune=natdel.kommunekode, fejl=type(fejl).__name__)
    if not isinstance(fejl, Exception):
        raise Panik(f"Motoren brød sammen: {type(fejl).__name__}.") from fejl


def _vis_fremgang(koersel: Koersel, natdel: Natdel, fremgang: Fremgang) -> None:
    tilstande = list(koersel.natdele.values_list("tilstand", flat=True))
    venter = tilstande.count(Deltilstand.VENTER)
    fremgang(natdel.kommunekode, len(tilstande) - venter, len(tilstande))
