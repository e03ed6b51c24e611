"""Det, der kan gøres ved et projekt. Alt kaldes i ``udsoegning.rummet.i_rummet``."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from adgang.models import Bruger, Kommune
from udsoegning.models import Fundet, Kursusafslutning, Projekt, Soegetilstand
from udsoegning.tasks import udsoeg

OPGIVET = timedelta(minutes=15)
"""En søgning, der har været i gang så længe, kan bestilles igen: arbejderen er væk."""


def find(kommune: str, projekt_id: UUID) -> Projekt | None:
    """Projektet i kommunen (kommunekode); ``None``, når det ikke findes."""
    return Projekt.objects.i_kommune(kommune).filter(pk=projekt_id).first()


def laas(kommune: str, projekt_id: UUID) -> Projekt | None:
    """Projektet, låst til transaktionen er slut: det lukkes og slettes ikke imens."""
    alle = Projekt.objects.i_kommune(kommune).select_for_update()
    return alle.filter(pk=projekt_id).first()


def opret(kommune: Kommune, bruger: Bruger, navn: str, fra: date, til: date) -> Projekt:
    """Et nyt projekt uden kurser."""
    return Projekt.objects.i_kommune(kommune).create(
        kommune=kommune, navn=navn, kurser_fra=fra, kurser_til=til, oprettet_af=bruger
    )


def cpr_i_projektet(projekt: Projekt) -> set[str]:
    """De numre, en søgning slår op: kursuslistens og dem, der allerede står på projektets liste."""
    kommune = projekt.kommune_id
    kurser = Kursusafslutning.objects.i_kommune(kommune).filter(projekt=projekt)
    fundne = Fundet.objects.i_kommune(kommune).filter(projekt=projekt)
    return {*kurser.values_list("cpr", flat=True), *fundne.values_list("cpr", flat=True)}


def er_opgivet(projekt: Projekt, nu: datetime) -> bool:
    """Søgningen blev bestilt for så længe siden, at ingen arbejder er ved den mere."""
    return _venter(projekt) and projekt.bestilt is not None and projekt.bestilt <= nu - OPGIVET


def er_i_gang(projekt: Projekt, nu: datetime) -> bool:
    """Om der søges nu; et lukket projekt søger ikke, hvad der end stod, da det blev lukket."""
    return _venter(projekt) and not er_opgivet(projekt, nu)


def _venter(projekt: Projekt) -> bool:
    return projekt.lukket is None and projekt.soegning == Soegetilstand.I_GANG


def kan_soeges(projekt: Projekt, nu: datetime) -> bool:
    """Om en søgning kan bestilles nu."""
    return projekt.lukket is None and not er_i_gang(projekt, nu)


def soegningens_ord(projekt: Projekt, nu: datetime) -> str:
    """Hvor langt søgningen er, som listen over projekter siger det."""
    if projekt.soegning == Soegetilstand.I_GANG and not er_i_gang(projekt, nu):
        return "Opgivet"
    return str(projekt.get_soegning_display())


def bestil_soegning(projekt: Projekt, nu: datetime) -> bool:
    """Sæt søgningen i gang; falsk, når en anden gjorde det først, eller projektet er lukket."""
    alle = Projekt.objects.i_kommune(projekt.kommune_id).filter(pk=projekt.pk, lukket=None)
    ledige = alle.filter(~Q(soegning=Soegetilstand.I_GANG) | Q(bestilt__lte=nu - OPGIVET))
    if not ledige.update(soegning=Soegetilstand.I_GANG, bestilt=nu, grund=""):
        return False
    saet = partial(udsoeg.delay, projekt.kommune_id, str(projekt.pk))
    transaction.on_commit(saet, robust=True)
    return True


def luk(projekt: Projekt, nu: datetime) -> None:
    """Luk projektet; kursuslisten slettes nu, resten når fristen er gået."""
    kommune = projekt.kommune_id
    Projekt.objects.i_kommune(kommune).filter(pk=projekt.pk, lukket=None).update(lukket=nu)
    Kursusafslutning.objects.i_kommune(kommune).filter(projekt=projekt).delete()
