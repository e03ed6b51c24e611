"""Det, prioriteringslistens skabelon skal bruge: faner, overskrifter, filtre og mærker."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.bestillingsliste.liste import ydelse
from kontrol.lister.bladring import bladring
from kontrol.lister.egne import egne_valg
from kontrol.lister.noeglesider import Antal, hent_side, tael
from kontrol.models import UNDER_BEHANDLING
from kontrol.pakker.visning import pakker_til
from kontrol.prioriteringsliste.forespoergsel import fanens, med_orden, orden, valgte
from kontrol.prioriteringsliste.kolonner import TILDELT
from kontrol.prioriteringsliste.liste import aeldste, raekker_for
from kontrol.prioriteringsliste.udsnit import (
    FANER,
    MINE,
    PARTSHOERING,
    TEAMET,
    UTILDELT,
    Udsnit,
)
from kontrol.prioriteringsliste.valg import PRIORITERINGSLISTEN
from kontrol.sortering import sorteringsnoegle
from kontrol.tildeling.kolleger import kan_tildeles
from samkoering.grundlag.kle import numre
from samkoering.models import Sagstilstand

PR_SIDE = 50


class Tom(NamedTuple):
    """Det, en tom fane siger: at den er tom, og hvordan en sag kommer i den."""

    overskrift: str
    saa: str
    bestil: bool = False


_BESTIL = "Bestil de sager, du kan nå i dag. De kommer her med borger og kontrolark."
TOM = {
    MINE: Tom("Du har ingen åbne sager", _BESTIL, bestil=True),
    TEAMET: Tom("Ingen i teamet har bestilte sager", _BESTIL, bestil=True),
    PARTSHOERING: Tom(
        "Ingen sager afventer partshøring", "En sag kommer her, når borgeren er spurgt."
    ),
    UTILDELT: Tom(
        "Alle bestilte sager er tildelt",
        "En sag kommer her, når nogen frigiver den. Dem, du selv bestiller, ligger i Mine sager.",
    ),
}


class Fane(NamedTuple):
    """En fane med sit antal."""

    navn: str
    antal: Antal
    adresse: str
    aktiv: bool


class Valg(NamedTuple):
    """En mulighed i filteret."""

    vaerdi: str
    navn: str
    valgt: bool


class Maerke(NamedTuple):
    """Et aktivt filter, der kan fjernes."""

    navn: str
    adresse: str


def visning(omfang: Omfang, bruger: Bruger, udsnit: Udsnit) -> dict[str, Any]:
    """Alt til siden; antallet af forespørgsler er det samme, uanset hvor lang listen er."""
    sager = valgte(omfang, bruger, udsnit)
    i_orden = med_orden(sager, udsnit.sortering)
    side = hent_side(i_orden, orden(udsnit.sortering), udsnit.plads, PR_SIDE)
    faner = tuple(_faner(omfang, bruger, udsnit))
    hele_fanen = next(fane.antal for fane in faner if fane.aktiv)
    antal = tael(sager) if udsnit.er_afgraenset else hele_fanen
    return {
        "raekker": raekker_for(side.ider, bruger),
        "bladring": bladring(side, antal, lambda p: udsnit.med(plads=p).som_adresse()),
        "udsnit": udsnit,
        "adresse": udsnit.med(plads=udsnit.plads).som_adresse(),
        "faner": faner,
        **egne_valg(PRIORITERINGSLISTEN, omfang, bruger, udsnit, _uden(udsnit)),
        "ydelser": tuple(_ydelser(udsnit)),
        "statusser": tuple(_statusser(udsnit)),
        "maerker": tuple(_maerker(udsnit)),
        "nulstil": Udsnit(udsnit.vis, sortering=udsnit.sortering).som_adresse(),
        "tom": TOM[udsnit.vis],
        "kolleger": kan_tildeles(omfang).exclude(pk=bruger.pk),
        "aeldste": aeldste(omfang, bruger),
        "pakker": pakker_til(bruger),
    }


def _faner(omfang: Omfang, bruger: Bruger, udsnit: Udsnit) -> Iterator[Fane]:
    for vis, navn in FANER.items():
        adresse = Udsnit(vis, sortering=udsnit.sortering).som_adresse()
        yield Fane(navn, tael(fanens(omfang, bruger, vis)), adresse, aktiv=vis == udsnit.vis)


def _uden(udsnit: Udsnit) -> tuple[str, ...]:
    """I ens egne sager er det altid én selv, de er tildelt."""
    return (TILDELT,) if udsnit.vis == MINE else ()


def _ydelser(udsnit: Udsnit) -> Iterator[Valg]:
    for nummer in sorted(numre(), key=lambda n: sorteringsnoegle(n.kort)):
        yield Valg(nummer.kle, nummer.kort, nummer.kle in udsnit.ydelser)


def _statusser(udsnit: Udsnit) -> Iterator[Valg]:
    for tilstand in UNDER_BEHANDLING:
        yield Valg(tilstand, Sagstilstand(tilstand).label, tilstand in udsnit.statusser)


def _maerker(udsnit: Udsnit) -> Iterator[Maerke]:
    for kle in udsnit.ydelser:
        yield Maerke(ydelse(kle).kort, udsnit.uden("ydelser", kle).som_adresse())
    for status in udsnit.statusser:
        navn = Sagstilstand(status).label
        yield Maerke(navn, udsnit.uden("statusser", status).som_adresse())
    if udsnit.forladte:
        yield Maerke("Hos lukkede brugere", udsnit.med(forladte=False).som_adresse())
