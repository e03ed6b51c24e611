"""Udfør ét opslag: tag det, spørg registeret uden for enhver transaktion, og skriv udfaldet.

Dør arbejderen undervejs, står opslaget som »henter«, til uret finder det. Et svar, der kommer,
efter at opslaget er taget igen eller ansøgningen er lukket, skrives ikke.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import F
from django.utils import timezone

from adgang.lejer import lejer
from adgang.opslagslog.skriv import skriv_fra_opgave
from registre.opslag import Spoergsmaal
from sagsopstart import formaal
from sagsopstart.models import (
    Ansoegningstilstand,
    Opslagstilstand,
    Registeropslag,
    Rolle,
)
from sagsopstart.models.registeropslag import LAENGSTE_FEJL
from sagsopstart.opslag import bestil
from sagsopstart.opslag.kald import Udfald, data_dag, spoerg
from sagsopstart.opslag.personen import aegtefaelle, alle_numre
from sagsopstart.opslag.udsnit import fra, udsnit

log = structlog.get_logger(__name__)
AFLOEST = "CPR nævner ikke længere personen som ægtefælle, så opslaget er stoppet og intet gemt."


@dataclass(frozen=True, slots=True)
class Maaling:
    """Udfaldet og de millisekunder, registeret var om det."""

    udfald: Udfald
    varighed_ms: int


def udfoer(kommune: str, opslag_id: UUID) -> None:
    """Slå op, hvis opslaget venter, og ansøgningen er åben; ellers sker der intet."""
    opslag = _tag(kommune, opslag_id)
    if opslag is None:
        return
    om = Spoergsmaal(
        tuple(opslag.numre),
        opslag.dag,
        fra(opslag.dag),
        settings.REGISTERALDER.get(opslag.register, 0),
    )
    begyndt = time.perf_counter()
    udfald = spoerg(opslag.register, om)
    maaling = Maaling(udfald, round((time.perf_counter() - begyndt) * 1000))
    if udfald.grund:
        log.warning("register_svarer_ikke", register=opslag.register, grund=udfald.grund)
    skriv_udfaldet(opslag, maaling)


def _tag(kommune: str, opslag_id: UUID) -> Registeropslag | None:
    """Tag opslaget, og skriv i opslagsloggen, før registeret bliver spurgt."""
    with lejer(kommune):
        alle = Registeropslag.objects.i_kommune(kommune)
        venter = alle.filter(
            pk=opslag_id,
            tilstand=Opslagstilstand.VENTER,
            ansoegning__tilstand=Ansoegningstilstand.AABEN,
        )
        taget = alle.filter(pk__in=venter.values("pk"), tilstand=Opslagstilstand.VENTER).update(
            tilstand=Opslagstilstand.HENTER, begyndt=timezone.now(), forsoeg=F("forsoeg") + 1
        )
        if not taget:
            return None
        opslag = alle.select_related("ansoegning__kommune", "bestilt_af").get(pk=opslag_id)
        skriv_fra_opgave(
            formaal.OPSLAG,
            opslag.bestilt_af,
            opslag.ansoegning.kommune,
            f"{opslag.get_register_display()}, {opslag.get_rolle_display().lower()}",
            opgave="sagsopstart",
            borgere=[opslag.cpr],
            sag=opslag.ansoegning_id,
        )
        return opslag


def skriv_udfaldet(opslag: Registeropslag, maaling: Maaling) -> bool:
    """Skriv svaret eller fejlen; falsk, når opslaget ikke længere er vores."""
    with lejer(opslag.kommune_id):
        try:
            ansoegning = bestil.laas_aaben(opslag.ansoegning)
        except bestil.Lukket:
            return False
        felter = _felter(maaling.udfald, opslag)
        vores = Registeropslag.objects.i_kommune(opslag.kommune_id).filter(
            pk=opslag.pk,
            tilstand=Opslagstilstand.HENTER,
            forsoeg=opslag.forsoeg,
            # “Prøv igen” tæller forsøgene forfra; tidspunktet skelner dem alligevel.
            begyndt=opslag.begyndt,
        )
        if not vores.update(varighed_ms=maaling.varighed_ms, afsluttet=timezone.now(), **felter):
            return False
        if opslag.register == "cpr" and felter["svar"] is not None:
            opslag.ansoegning = ansoegning
            _foelg_cpr(opslag, felter["svar"])
        return True


def _felter(udfald: Udfald, opslag: Registeropslag) -> dict[str, Any]:
    if udfald.svar is None:
        fejl = udfald.grund[:LAENGSTE_FEJL]
        return {"tilstand": Opslagstilstand.FEJLET, "svar": None, "data_fra": None, "fejl": fejl}
    return {
        "tilstand": Opslagstilstand.SVARET,
        "svar": udsnit(udfald.svar.raekker, opslag.dag),
        "data_fra": data_dag(udfald.svar),
        "fejl": "",
    }


def _foelg_cpr(opslag: Registeropslag, svar: dict[str, Any]) -> None:
    """CPR kender numrene og ægtefællen: slå op igen under alle numre, og bestil om ægtefællen."""
    ansoegning, kommune = opslag.ansoegning, opslag.kommune_id
    numre = alle_numre(svar, opslag.numre)
    egne = Registeropslag.objects.i_kommune(kommune).filter(
        ansoegning=ansoegning, cpr=opslag.cpr, dag=opslag.dag
    )
    if set(numre) != set(opslag.numre):
        # Et afløst nummer: de andre registre kan have rækker under hvert af dem.
        ider = list(egne.values_list("pk", flat=True))
        bestil.nulstil(egne, numre=numre)
        bestil.saet_i_koe(kommune, ider)
        return
    fundet = aegtefaelle(svar) if opslag.rolle == Rolle.ANSOEGER else None
    if opslag.rolle != Rolle.ANSOEGER:
        return
    if ansoegning.aegtefaelle_cpr != fundet:
        _stop_tidligere(opslag, fundet)
        ansoegning.aegtefaelle_cpr = fundet  # type: ignore[assignment]
        ansoegning.save(update_fields=("aegtefaelle_cpr",))
    if fundet:
        bestil.om(ansoegning, Rolle.AEGTEFAELLE, fundet, opslag.bestilt_af, opslag.dag)


def _stop_tidligere(opslag: Registeropslag, aegtefaelle: str | None) -> None:
    """Dagens opslag om en, CPR ikke længere nævner: ingen viser dem, så intet svar gemmes."""
    tidligere = Registeropslag.objects.i_kommune(opslag.kommune_id).filter(
        ansoegning=opslag.ansoegning, dag=opslag.dag, rolle=Rolle.AEGTEFAELLE
    )
    if aegtefaelle:
        tidligere = tidligere.exclude(cpr=aegtefaelle)
    tidligere.exclude(tilstand=Opslagstilstand.FEJLET).update(
        tilstand=Opslagstilstand.FEJLET,
        svar=None,
        data_fra=None,
        fejl=AFLOEST,
        afsluttet=timezone.now(),
    )
