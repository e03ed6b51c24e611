"""Sidepanelet på kontrolarket: hvor høringen står, hvad der kan gøres, og varslet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kontrol.models import UNDER_BEHANDLING, Partshoering
from kontrol.partshoering.afgoerelse import gaeldende, hvorfor_ikke
from kontrol.partshoering.kladde import er_kladde, kan_paamindes
from kontrol.partshoering.opslag import Hoeringssag, aabne_udfald
from kontrol.partshoering.status import Hoeringsstatus, status
from kontrol.partshoering.svar import kan_besvares, kan_fravaelges
from kontrol.partshoering.varsel import varslet
from samkoering.models import Sag, Udfald


@dataclass(frozen=True, slots=True)
class Hoeringspanel:
    """Det, panelet viser; alt er læst én gang."""

    hoering: Partshoering | None
    status: Hoeringsstatus | None
    mangler: str
    """Hvad der skal ske, før sagen kan afgøres; tom, når den kan."""
    kan_begynde: bool
    har_kladde: bool
    kan_besvares: bool
    kan_paamindes: bool
    kan_fravaelges: bool
    nye: tuple[Udfald, ...]
    """Hændelser, der er kommet, efter at brevet blev sendt."""
    eneste: str
    """Hændelsens id, når der kun er én at høre om; så kan brevet begyndes med ét tryk."""
    kan_ikke: tuple[str, ...]
    omtanke: tuple[str, ...]
    varslet: date | None
    aaben: bool
    """Sagen er under behandling; ellers er panelet kun til at læse."""


def hoeringspanel(sag: Sag) -> Hoeringspanel:
    """Høringen på sagen, som den er nu."""
    return panel_om(Hoeringssag(sag, gaeldende(sag), aabne_udfald(sag)))


def panel_om(om: Hoeringssag) -> Hoeringspanel:
    """Panelet om en sag, der allerede er læst."""
    sag, hoering = om.sag, om.hoering
    i_dag, aaben = timezone.localdate(), sag.tilstand in UNDER_BEHANDLING
    return Hoeringspanel(
        hoering=hoering,
        status=status(hoering, i_dag) if hoering else None,
        mangler=hvorfor_ikke(hoering, i_dag),
        kan_begynde=aaben and om.kan_begynde(i_dag),
        har_kladde=aaben and hoering is not None and er_kladde(hoering),
        kan_besvares=aaben and hoering is not None and kan_besvares(hoering),
        kan_paamindes=aaben and hoering is not None and kan_paamindes(hoering),
        kan_fravaelges=aaben and kan_fravaelges(hoering, i_dag),
        nye=om.nye,
        eneste=str(om.hoerbare[0].pk) if len(om.hoerbare) == 1 else "",
        kan_ikke=om.kan_ikke,
        omtanke=om.omtanke,
        varslet=varslet(sag),
        aaben=aaben,
    )
