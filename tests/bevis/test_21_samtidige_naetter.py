"""Trussel 21: ti begynder den samme nat i samme øjeblik, og der bliver præcis én kørsel.

Låsen og databasens entydige nøgler holder hver for sig; uden dem begge bliver natten dobbelt.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection

from samkoering.models import Aarsag, Koersel
from samkoering.natten import hovedbog
from samkoering.natten.afstemning import afstem
from samkoering.natten.hovedbog import NatIGang, afslut_hvis_faerdig, begynd, planlaeg
from tests.bevis.plantning import ramte
from tests.bevis.processer import Vent, samtidig
from tests.driftsrolle import som_driftsrolle

STARTERE = 10
FOERSTE = date(2026, 1, 1)
MORGEN = time(4)
"""Efter klokken tre dansk tid, sommer og vinter."""
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def egne_mapper(settings, tmp_path) -> None:
    settings.VAR_MAPPE, settings.UDTRAEKSMAPPE = tmp_path, tmp_path / "udtraek"


def begyndt(dag: date, aarsag: Aarsag) -> int:
    """1, når netop denne starter fik natten."""
    try:
        begynd(dag, aarsag)
    except NatIGang:
        return 0
    return 1


def ur(dag: date) -> int:
    """Uret begynder den nat, der mangler; det vågner i hver af de ti processer."""
    afstem(lambda _: None, datetime.combine(dag, MORGEN, UTC))
    return 0  # uret siger ikke, om det var det, der begyndte; hovedbogen tælles bagefter


def luk() -> None:
    """Hver åben kørsel ender, så den næste nat kan begynde."""
    for koersel in Koersel.objects.filter(aaben=True):
        planlaeg(koersel, [], hel=True)
        afslut_hvis_faerdig(koersel.pk)


def kaploeb(runder: int, *, igen: bool = True) -> list[str]:
    """Ti processer om hver nat; hver anden nat er det uret, der vågner i halvdelen af dem.

    Med ``igen`` prøver de ti samme nat igen, når den er kørt. Giver de nætter, der gik galt.
    """
    dage = [FOERSTE + timedelta(days=nr) for nr in range(runder)]

    def starter(nummer: int, vent: Vent) -> list[int]:
        fik = []
        with som_driftsrolle():
            for runde, dag in enumerate(dage):
                vent()
                uret = runde % 2 and nummer % 2
                fik.append(ur(dag) if uret else begyndt(dag, Aarsag.PLANLAGT))
                vent()
                if nummer == 0:
                    luk()
                vent()
                if igen:
                    fik[-1] += begyndt(dag, Aarsag.INDHENTET)
        return fik

    svar = samtidig([lambda vent, n=n: starter(n, vent) for n in range(STARTERE)])
    brud = []
    for runde, (dag, fik) in enumerate(zip(dage, zip(*svar, strict=True), strict=True)):
        antal = Koersel.objects.filter(dato=dag).count()
        forkert_lovet = sum(fik) > 1 or (sum(fik) == 0 and runde % 2 == 0)
        if antal != 1 or forkert_lovet:
            brud.append(f"{dag}: {antal} kørsler, {sum(fik)} fik at vide, at de begyndte den")
    Koersel.objects.all().delete()
    return brud


@contextmanager
def uden_noegler() -> Iterator[None]:
    """Plantet fejl: intet i databasen hindrer to kørsler."""
    noegler = list(Koersel._meta.constraints)
    with connection.schema_editor() as skema:
        for noegle in noegler:
            skema.remove_constraint(Koersel, noegle)
    try:
        yield
    finally:
        Koersel.objects.all().delete()
        with connection.schema_editor() as skema:
            for noegle in noegler:
                skema.add_constraint(Koersel, noegle)


@contextmanager
def uden_laas() -> Iterator[None]:
    """Plantet fejl: alle får låsen."""

    @contextmanager
    def altid_fri(_: str) -> Iterator[bool]:
        yield True

    with pytest.MonkeyPatch.context() as plantet:
        plantet.setattr(hovedbog, "proev_laas", altid_fri)
        yield


def hver_vaeg_for_sig(runder: int) -> list[str]:
    """Det, der gik galt, når kun nøglerne eller kun låsen står."""
    with uden_laas():
        brud = [f"uden lås: {et}" for et in kaploeb(runder)]
    with uden_noegler():
        # At en kørt nat ikke begyndes forfra, afgør nøglen alene.
        return brud + [f"uden nøgler: {et}" for et in kaploeb(runder, igen=False)]


def test_ti_startere_giver_een_nat(bevis):
    runder = bevis.antal(kort=2, fuldt=50)
    forsoeg, brud = 2 * STARTERE * runder, kaploeb(runder)
    if bevis.fuld:
        forsoeg, brud = forsoeg + 3 * STARTERE * runder, brud + hver_vaeg_for_sig(runder)
    with uden_noegler(), uden_laas():
        naive = ramte(lambda: kaploeb(runder))
    bevis.foer(
        21, f"Ti samtidige startere; naivt gik {len(naive)} af {runder} nætter galt",
        forsoeg=forsoeg, brud=brud, plantet_fejl_fanget=bool(naive),
    )  # fmt: skip
