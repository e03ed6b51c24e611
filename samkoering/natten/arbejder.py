"""Arbejderen: én proces, der henter, beregner landet én gang og skriver del efter del."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from samkoering.haendelsesregnskab.efterproev import efterproev
from samkoering.models import Arbejde, Forsoegsudfald, Koersel, Trin
from samkoering.natten.dele import Fremgang, skriv_delene
from samkoering.natten.forsoeg import (
    afbryd_efterladte,
    afgoer,
    begynd_forsoeg,
    fejlet_for_tit,
    forbindelsen_er_tabt,
    grund_til,
)
from samkoering.natten.hovedbog import (
    afslut_hvis_faerdig,
    opgiv,
    planlaeg,
    udskyd,
    vent_paa_maskinen,
)
from samkoering.natten.laase import proev_laas
from samkoering.natten.maskinen import maskinens_skyld

if TYPE_CHECKING:
    from samkoering.motor.beregning import Beregning
    from samkoering.skrivning.kommunedel import Deler

log = structlog.get_logger(__name__)
UDEN_PLADS = "Der er ikke plads på disken til registrenes udtræk. Skaf plads i UDTRAEKSMAPPE."
"""Grunden, drift ser; natten prøver selv igen."""
UDTRAEK_VAEK = "Registrenes udtræk er væk med den maskine, der hentede det; det hentes igen."
_PAUSE = 0.5
_GENOPTAG = 60
"""Så mange sekunder ventes der på en database, der starter igen."""


def uden_fremgang(navn: str, naaet: int, ialt: int) -> None:
    """Ingen ser på."""


def arbejd(koersel_id: UUID, fremgang: Fremgang = uden_fremgang) -> Koersel:
    """Arbejd på kørslen, til den er slut eller udskudt.

    En tabt database ventes der på; er dens disk fuld, udskydes kørslen, som den er.

    Kan kaldes af flere arbejdere på samme tid, og igen efter et nedbrud hvor som helst.
    """
    while True:
        try:
            _arbejd(Koersel.objects.get(pk=koersel_id), fremgang)
            return Koersel.objects.get(pk=koersel_id)
        except Exception as fejl:
            if isinstance(fejl, (OperationalError, InterfaceError)) and forbindelsen_er_tabt():
                _vent_paa_databasen()
            elif grund := maskinens_skyld(fejl):
                log.error("maskinen_svigter", fejl=type(fejl).__name__)
                return _udskyd_for_maskinen(koersel_id, grund)
            else:
                raise


def _arbejd(koersel: Koersel, fremgang: Fremgang) -> None:
    deler = _hent_og_planlaeg(koersel)
    koersel.refresh_from_db()
    if koersel.trin != Trin.SKRIVES:
        return
    deler = deler or _beregn_igen(koersel)
    if deler is None:
        return
    skriv_delene(koersel, deler, fremgang)
    mappe = udtraeksmappe(koersel)
    if afslut_hvis_faerdig(koersel.pk):
        shutil.rmtree(mappe, ignore_errors=True)
        koersel.refresh_from_db()
        efterproev(koersel)


def udtraeksmappe(koersel: Koersel) -> Path:
    """Kørslens udtræk; alle arbejdere læser det samme."""
    return Path(settings.UDTRAEKSMAPPE) / (koersel.udtraek or "-")


def _hent_og_planlaeg(koersel: Koersel) -> Deler | None:
    """Hent registrene, find bestanden og skriv planen; én gør det, de andre venter på den."""
    while koersel.aaben and koersel.trin in (Trin.BEGYNDT, Trin.HENTES):
        with proev_laas(f"hent:{koersel.pk}") as fik:
            koersel.refresh_from_db()
            if fik and koersel.aaben and koersel.trin in (Trin.BEGYNDT, Trin.HENTES):
                return _hent(koersel)
        time.sleep(_PAUSE)
        koersel.refresh_from_db()
    return None


def _hent(koersel: Koersel) -> Deler | None:
    from registre.paa_plads import er_fuld
    from samkoering.hentning import hent_alle

    afbryd_efterladte(koersel)
    if grund := fejlet_for_tit(koersel):
        opgiv(koersel, grund)
        return None
    Koersel.objects.filter(pk=koersel.pk).update(trin=Trin.HENTES)
    koersel.refresh_from_db()
    forsoeg = begynd_forsoeg(koersel, Arbejde.HENT)
    mappe = None
    try:
        mappe = _ny_mappe(koersel)
        hent_alle(koersel.dato, mappe)
    except BaseException as fejl:
        if mappe is not None:
            shutil.rmtree(mappe, ignore_errors=True)
        if er_fuld(fejl):
            # Hverken registrets eller kodens skyld: natten venter, til der er plads.
            afgoer(forsoeg, Forsoegsudfald.FEJLET, UDEN_PLADS, taeller=False)
            udskyd(koersel, UDEN_PLADS)
            return None
        maskinens = maskinens_skyld(fejl)
        grund = maskinens or grund_til(fejl)
        afgoer(forsoeg, Forsoegsudfald.FEJLET, grund, taeller=not maskinens)
        raise
    afgoer(forsoeg, Forsoegsudfald.LYKKEDES)
    return _beregn_og_planlaeg(koersel, mappe)


def _ny_mappe(koersel: Koersel) -> Path:
    """En tom mappe til kørslens udtræk."""
    rod = Path(settings.UDTRAEKSMAPPE)
    rod.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{koersel}-", dir=rod))


def _beregn_og_planlaeg(koersel: Koersel, mappe: Path) -> Deler | None:
    from samkoering.motor.beregning import BestandIkkeFundet
    from samkoering.skrivning.kilder import datakilder
    from samkoering.skrivning.kommunedel import Deler, koerende_kommuner
    from samkoering.skrivning.landsblik import Landsblik

    blik = Landsblik(koersel)
    try:
        with blik.laes_imens():
            beregning = _beregn(koersel, mappe)
    except BestandIkkeFundet as fejl:
        shutil.rmtree(mappe, ignore_errors=True)
        udskyd(koersel, str(fejl))
        return None
    planlaeg(
        koersel,
        [kommune.kode for kommune in koerende_kommuner(beregning)],
        udtraek=mappe.name,
        tabeller=datakilder(beregning.udtraek),
        hel=beregning.er_hel,
    )
    return Deler(beregning, koersel, blik)


def _beregn_igen(koersel: Koersel) -> Deler | None:
    """Andre arbejdere beregner selv af det samme udtræk; er det væk, er kørslen slut."""
    from registre.laesning import MappeFindesIkke
    from samkoering.skrivning.kommunedel import Deler
    from samkoering.skrivning.landsblik import Landsblik

    blik = Landsblik(koersel)
    try:
        with blik.laes_imens():
            beregning = _beregn(koersel, udtraeksmappe(koersel))
        return Deler(beregning, koersel, blik)
    except Exception as fejl:
        if _er_slut(koersel):
            return None
        if not isinstance(fejl, MappeFindesIkke):
            raise
        # Maskinen, der hentede, er væk med sit udtræk: hent igen. Skrevne dele står.
        Koersel.objects.filter(pk=koersel.pk, aaben=True).update(trin=Trin.BEGYNDT)
        koersel.refresh_from_db()
        return _hent_og_planlaeg(koersel)


def _beregn(koersel: Koersel, mappe: Path) -> Beregning:
    from registre.laesning import MappeFindesIkke, Udtraek
    from samkoering.motor.beregning import BestandIkkeFundet, beregn
    from samkoering.natten.sidste_nat import krav_til

    forsoeg = begynd_forsoeg(koersel, Arbejde.BEREGN)
    kommuner = frozenset(koersel.kun_kommuner) or None
    try:
        krav = krav_til(koersel)
        udtraek = Udtraek(mappe, graense=settings.AFVISTE_RAEKKER_GRAENSE, krav=krav)
        beregning = beregn(udtraek, koersel.dato, kommuner)
    except BaseException as fejl:
        if isinstance(fejl, Exception) and _er_slut(koersel):
            # Udtrækket blev slettet under læsningen, fordi alt var skrevet: intet gik galt.
            forsoeg.delete()
            raise
        # Et register, der tier, eller en fuld disk er ikke beregningens fejl; natten udskydes.
        maskinens = maskinens_skyld(fejl)
        taeller = not maskinens and not isinstance(fejl, BestandIkkeFundet)
        grund = UDTRAEK_VAEK if isinstance(fejl, MappeFindesIkke) else grund_til(fejl)
        afgoer(forsoeg, Forsoegsudfald.FEJLET, maskinens or grund, taeller=taeller)
        raise
    afgoer(forsoeg, Forsoegsudfald.LYKKEDES)
    return beregning


def _er_slut(koersel: Koersel) -> bool:
    koersel.refresh_from_db()
    return not koersel.aaben


def _udskyd_for_maskinen(koersel_id: UUID, grund: str) -> Koersel:
    """Noter det, så snart databasen kan; kan den det ikke, finder afstemningen kørslen åben."""
    for _ in range(_GENOPTAG):
        try:
            vent_paa_maskinen(koersel_id, grund)
            break
        except DatabaseError:
            connection.close()
            time.sleep(1)
    else:
        vent_paa_maskinen(koersel_id, grund)
    return Koersel.objects.get(pk=koersel_id)


def _vent_paa_databasen() -> None:
    """Databasen er genstartet eller væk et øjeblik: vent, til den svarer, men ikke for evigt."""
    log.warning("databasen_er_vaek")
    for _ in range(_GENOPTAG):
        connection.close()
        try:
            connection.ensure_connection()
        except DatabaseError:
            time.sleep(1)
        else:
            return
    connection.ensure_connection()
