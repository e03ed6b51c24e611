"""Kommunernes dele: tag én, skriv den i én transaktion, og tag den næste."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import structlog
from django.db.models import Exists, OuterRef
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
_VISES_HVERT = 0.25
"""Sekunder."""
_PAUSE = 0.5
"""Sekunder mellem to kig, når alt det, der er tilbage, er hos andre."""


class Viser:
    """Viser, hvor langt kørslen er; ikke oftere, end nogen kan se det."""

    def __init__(self, koersel: Koersel, fremgang: Fremgang) -> None:
        self._koersel = koersel
        self._fremgang = fremgang
        self._vist = 0.0

    def __call__(self, kommunekode: str = "") -> None:
        """Delen er skrevet; uden en del er de det alle."""
        nu = time.monotonic()
        if kommunekode and nu - self._vist < _VISES_HVERT:
            return
        self._vist = nu
        tilstande = list(self._koersel.natdele.values_list("tilstand", flat=True))
        venter = tilstande.count(Deltilstand.VENTER)
        self._fremgang(kommunekode, len(tilstande) - venter, len(tilstande))


class DelenErTaget(Exception):
    """En anden skrev delen, mens vi tog den."""


class Panik(Exception):
    """Motoren brød sammen; processen skal begynde forfra med frisk hukommelse."""


def skriv_delene(koersel: Koersel, deler: Deler, fremgang: Fremgang) -> None:
    """Skriv del efter del, til ingen venter – heller ikke hos en arbejder, der forsvandt."""
    deler.slip_registrene()
    vis = Viser(koersel, fremgang)
    while venter := _ventende(koersel):
        tag = partial(_tag_og_skriv, koersel, deler=deler, vis=vis)
        if not tag_dem_alle(koersel, venter, tag):
            time.sleep(_PAUSE)
    vis()


def _ventende(koersel: Koersel) -> list[Natdel]:
    return list(koersel.natdele.filter(tilstand=Deltilstand.VENTER))


def _tag_og_skriv(koersel: Koersel, natdel: Natdel, deler: Deler, vis: Viser) -> bool:
    """Skriv delen, hvis den er fri; sandt, når der skete noget med den."""
    with proev_laas(f"del:{natdel.pk}") as fik:
        proevet = _proevet_foer(natdel) if fik else None
        if proevet is None:
            return False
        if proevet and _er_opgivet(koersel, natdel):
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
            vis(natdel.kommunekode)
    return True


def _er_opgivet(koersel: Koersel, natdel: Natdel) -> bool:
    """Gør de tidligere forsøg på delen op; sandt, når der ikke skal prøves flere gange."""
    afbryd_efterladte(koersel, natdel)
    return sat_i_karantaene(natdel)


def _proevet_foer(natdel: Natdel) -> bool | None:
    """Om der er forsøg på delen; ``None``, når den ikke venter mere."""
    forsoeg = Exists(Forsoeg.objects.filter(natdel=OuterRef("pk")))
    venter = Natdel.objects.filter(pk=natdel.pk, tilstand=Deltilstand.VENTER)
    return venter.values_list(forsoeg, flat=True).first()


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
