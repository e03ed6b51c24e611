"""Demonstrationens ubesvarede høringer: en kollega bestilte og hørte for nogle uger siden.

Det sker gennem de samme handlinger som ellers, med uret stillet tilbage.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from adgang.models import Bruger, Kommune
from adgang.omfang import omfang_for
from hjemmebesoeg.kandidater.find import nyeste_ark
from kontrol.bestillingsliste.bestil import bestil
from kontrol.kontrolark.log import skriv_brug
from kontrol.models import Kanal
from kontrol.partshoering import kladde
from kontrol.partshoering.formuleringer import kan_ikke_hoeres
from kontrol.partshoering.laas import Tryk
from kontrol.partshoering.opslag import aabne_udfald, udvalgte
from kontrol.partshoering.send import send
from samkoering.demoens_nat import som_dengang
from samkoering.models import Handling, Sag, Sagstilstand

ANTAL = 16
_SENDT_FOER = timedelta(days=24)
"""Fristen er 14 dage og rykker højst til næste bankdag."""


def hoer_uden_svar(kommune: Kommune, ellers: Bruger, i_dag: date) -> int:
    """Hør nogle af de ældste ledige sager; giver, hvor mange det blev."""
    kollega = Bruger.objects.filter(kommune=kommune, is_active=False).order_by("pk").first()
    hvem, dag = kollega or ellers, i_dag - _SENDT_FOER
    ledige = Sag.objects.i_kommune(kommune).filter(tilstand=Sagstilstand.LEDIG, fundet__lt=dag)
    valgte = [sag for sag in ledige.order_by("-fundet", "pk") if _kan_hoeres(sag)][:ANTAL]
    with som_dengang(dag):
        bestil([sag.pk for sag in valgte], hvem, uuid4(), bekraeftet=True)
        for sag in valgte:
            sag.refresh_from_db(from_queryset=Sag.objects.i_kommune(kommune))
            _hoer(sag, hvem)
    return len(valgte)


def _hoer(sag: Sag, hvem: Bruger) -> None:
    skriv_brug(sag, hvem, Handling.AABNET)
    omfang = omfang_for(hvem)
    hoering = kladde.begynd(Tryk(sag.pk, hvem, omfang, None, 0), _hoerbare(sag))
    send(Tryk(sag.pk, hvem, omfang, hoering.pk, hoering.version), hoering.tekst, Kanal.SELV)


def _hoerbare(sag: Sag) -> list[str]:
    return [str(u.pk) for u in aabne_udfald(sag) if not kan_ikke_hoeres(u)]


def _kan_hoeres(sag: Sag) -> bool:
    """Alle hændelser kan høres, og borgeren har en adresse, ingen har bedt om at skjule."""
    (ark,) = nyeste_ark(sag.kommune_id, [sag.pk])
    udfald = aabne_udfald(sag)
    return len(udvalgte(udfald, _hoerbare(sag))) == len(udfald) > 0 and ", " in str(
        ark.indhold["ym"]["adresse"]
    )
