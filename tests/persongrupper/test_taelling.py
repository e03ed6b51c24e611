"""Hvem der tæller: dagenes og månedernes kanter, første gruppe, udskydelsen og STAR's afgang."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import Markeringsfelter, annuller, flyt, saet, slut
from persongrupper.models import Maanedstal, Projektborger, Slags
from persongrupper.monitorering.opgoerelse import opgoer_kommune
from persongrupper.monitorering.oversigt import maaneder
from persongrupper.monitorering.taelling import Gruppe, opgoer
from persongrupper.monitorering.taelling import borgere as i_maengderne
from persongrupper.vaern.kalender import Kalender
from tests.persongrupper.opstilling import STARS_DAG, aktivitetsfil, borgere, fil, kalender

pytestmark = pytest.mark.django_db
JULI, SEPTEMBER, SIDSTE = date(2017, 7, 1), date(2017, 9, 1), date(2017, 9, 30)
ORD, PRAK, TIL = "ORDINAERE_TIMER", "VIRKSOMHEDSPRAKTIK", "LOENTILSKUD"
Handling = Callable[[Projektborger, Kalender], Any]


@pytest.fixture
def tid() -> Iterator[Kalender]:
    """Kalenderen fra den 1. juli 2017; måneden, der tælles, er september."""
    with kalender(JULI) as kalenderen:
        yield kalenderen


def til(tid: Kalender, dag: date) -> None:
    """Lad tiden gå til dagen."""
    tid.gaa((dag - tid.dag).days)


def aktive(mette: Bruger, *raekker: str) -> None:
    """Indlæs aktiviteterne i Mettes kommune."""
    assert mette.kommune
    indlaes(aktivitetsfil(*raekker), Slags.AKTIVITET, mette.kommune, "Prøven")


def stars(mette: Bruger, borger: Projektborger, slutdag: date | None) -> None:
    """STAR sætter borgerens slutdag i bruttomålgruppen; tom åbner den igen."""
    assert mette.kommune
    raekke = f"0175;{borger.cpr};{STARS_DAG};{slutdag or ''}"
    indlaes(fil(raekke), Slags.BRUTTOMAALGRUPPE, mette.kommune, "Prøven")


def staar_i(borger: Projektborger, tid: Kalender, maaned: date = SEPTEMBER) -> set[str]:
    """De mængder, borgeren er i."""
    alle = i_maengderne("0175", maaned, tid.dag)
    return {str(navn) for navn, ider in alle.items() if borger.pk in ider}


# fmt: off
AKTIVITETER = [
    # type  fra            til            timer  september  juli–september
    (PRAK,  "2017-09-01",  "2017-09-01",      0, True,      True),    # én dag: månedens første
    (PRAK,  "2017-09-30",  "2017-09-30",      0, True,      True),    # én dag: månedens sidste
    (PRAK,  "2017-08-31",  "2017-08-31",      0, False,     True),    # dagen før
    (PRAK,  "2017-08-31",  "2017-09-01",      0, True,      True),    # hen over månedsskiftet
    (PRAK,  "2017-10-01",  "2017-10-01",      0, False,     False),   # dagen efter
    (PRAK,  "2017-09-30",  "2017-10-01",      0, True,      True),
    (PRAK,  "2017-07-01",  "2017-07-01",      0, False,     True),    # de tre måneders første dag
    (PRAK,  "2017-06-30",  "2017-06-30",      0, False,     False),   # dagen før dem
    (PRAK,  "2017-06-30",  "2017-07-01",      0, False,     True),
    (PRAK,  "2017-06-01",  "",                0, True,      True),    # til videre
    (PRAK,  "2017-10-01",  "",                0, False,     False),
    (TIL,   "2017-06-01",  "2017-10-01",      0, True,      True),    # hele vejen forbi
    (TIL,   "2017-09-15",  "2017-09-15",      0, True,      True),    # indsats kræver ingen timer
    (ORD,   "2017-09-15",  "2017-09-15",      1, True,      True),    # én time
    (ORD,   "2017-09-15",  "2017-09-15",      0, False,     False),   # ingen timer
    (ORD,   "2017-09-01",  "2017-09-30",      0, False,     False),
    (ORD,   "2017-08-01",  "2017-08-31",      1, False,     True),
]
# fmt: on


def test_en_aktivitet_i_begge_laesninger(mette: Bruger, tid: Kalender):
    """En borger pr. linje i tabellen, alle i indsatsgruppen."""
    alle = borgere(len(AKTIVITETER))
    for borger in alle:
        saet(borger, "GRUPPE_1", mette)
    til(tid, date(2017, 10, 10))
    linjer = list(zip(alle, AKTIVITETER, strict=True))
    aktive(mette, *(f"0175;{b.cpr};{a[0]};{a[1]};{a[2]};{a[3]}" for b, a in linjer))
    i_dem = i_maengderne("0175", SEPTEMBER, tid.dag)
    fundet = [
        (*a[:4], b.pk in i_dem[Gruppe.AKTIVE], b.pk in i_dem[Gruppe.BEROERT]) for b, a in linjer
    ]
    assert fundet == AKTIVITETER
    assert i_dem[Gruppe.IKKE_AKTIVE] == i_dem[Gruppe.INDSATS] - i_dem[Gruppe.AKTIVE]


def test_den_indevaerende_maaned_taeller_til_og_med_i_dag(mette: Bruger, tid: Kalender):
    i_gaar, i_dag, i_morgen = borgere(3)
    for borger in (i_gaar, i_dag, i_morgen):
        saet(borger, "GRUPPE_1", mette)
    til(tid, SIDSTE)
    par = ((i_gaar, 14), (i_dag, 15), (i_morgen, 16))
    aktive(mette, *(f"0175;{b.cpr};{PRAK};2017-09-{nr};2017-09-{nr};0" for b, nr in par))
    midt_i = i_maengderne("0175", SEPTEMBER, date(2017, 9, 15))
    assert midt_i[Gruppe.AKTIVE] == midt_i[Gruppe.BEROERT] == {i_gaar.pk, i_dag.pk}


# fmt: off
FOERSTE = [
    # det, der sker                                   visiteret  i indsatsgruppen
    ([],                                              False,     False),
    (["saet 1"],                                      True,      True),
    (["saet 2"],                                      True,      False),
    (["saet 3"],                                      True,      False),
    (["saet 1", "vent", "flyt 2"],                    True,      True),     # tæller stadig
    (["saet 1", "vent", "flyt 3"],                    True,      True),
    (["saet 2", "vent", "flyt 1"],                    True,      False),    # tæller aldrig
    (["saet 3", "vent", "flyt 1"],                    True,      False),
    (["saet 1", "vent", "slut"],                      True,      True),     # også uden gruppe nu
    (["saet 1", "annuller"],                          False,     False),    # samme dag: aldrig sat
    (["saet 1", "annuller", "saet 2"],                True,      False),
    (["saet 2", "annuller", "saet 1"],                True,      True),
    (["saet 1", "vent", "annuller"],                  True,      True),     # senere: har talt
    (["saet 2", "vent", "annuller", "saet 1"],        True,      False),
    (["saet 2", "vent", "annuller", "saet 1", "annuller"], True, False),    # den anden var en fejl
]
# fmt: on


def test_den_foerste_gruppe_afgoer(mette: Bruger, tid: Kalender):
    """En borger pr. linje; »vent« er det samme døgn for dem alle."""
    linjer = list(zip(borgere(len(FOERSTE)), FOERSTE, strict=True))
    rest = {borger: list(sker) for borger, (sker, _, _) in linjer}
    mens: dict[Projektborger, Any] = {}
    for _ in range(2):
        for borger, sker in rest.items():
            while sker and (handling := sker.pop(0)) != "vent":
                mens[borger] = goer(handling, borger, mens.get(borger), mette)
        tid.gaa(1)
    til(tid, SIDSTE)
    i_dem = i_maengderne("0175", SEPTEMBER, tid.dag)
    fundet = [
        (sker, b.pk in i_dem[Gruppe.VISITERET], b.pk in i_dem[Gruppe.INDSATS])
        for b, (sker, _, _) in linjer
    ]
    assert fundet == FOERSTE
    assert i_dem[Gruppe.IKKE_VISITERET] == i_dem[Gruppe.BRUTTO] - i_dem[Gruppe.VISITERET]


def goer(handling: str, borger: Projektborger, periode: Any, mette: Bruger) -> Any:
    """Handlingen; den periode, borgeren så har."""
    hvad, _, nr = handling.partition(" ")
    if hvad == "annuller":
        return annuller(periode, mette, "Fejl")
    if hvad == "slut":
        return slut(periode, mette)
    return (saet if hvad == "saet" else flyt)(borger, f"GRUPPE_{nr}", mette)


@pytest.mark.parametrize(
    ("dag",              "august",  "september"),
    [
        (date(2017, 8, 31), True,      True),
        (date(2017, 9, 1),  False,     True),      # septembers første dag
        (date(2017, 9, 30), False,     True),      # og dens sidste
        (date(2017, 10, 1), False,     False),
    ],
)  # fmt: skip
def test_gruppen_taeller_fra_den_dag_den_er_sat(
    mette: Bruger, tid: Kalender, dag: date, august: bool, september: bool
):
    (borger,) = borgere()
    til(tid, dag)
    saet(borger, "GRUPPE_1", mette)
    til(tid, date(2017, 10, 10))
    for maaned, ventet in ((date(2017, 8, 1), august), (SEPTEMBER, september)):
        assert ({"visiteret", "indsats"} <= staar_i(borger, tid, maaned)) is ventet


def udskyd(borger: Projektborger, tid: Kalender, mette: Bruger) -> Any:
    """Udskyd visitationen fra i dag."""
    felter = Markeringsfelter(grund="Barsel", forventet_til=tid.dag + timedelta(days=200))
    return saet(borger, "UDSKUDT_VISITATION", mette, felter)


@pytest.mark.parametrize(
    ("slutter",             "udskudt"),
    [
        (None,                 True),
        (date(2017, 9, 29),    False),
        (date(2017, 9, 30),    True),       # til og med månedens sidste dag
        (date(2017, 10, 1),    True),
    ],
)  # fmt: skip
def test_udskudt_er_ikke_visiteret(
    mette: Bruger, tid: Kalender, slutter: date | None, udskudt: bool
):
    (borger,) = borgere()
    periode = udskyd(borger, tid, mette)
    if slutter:
        til(tid, slutter)
        slut(periode, mette)
    til(tid, date(2017, 10, 10))
    med = {"udskudt"} if udskudt else set()
    assert staar_i(borger, tid) == {"brutto", "ikke-visiteret"} | med


def test_den_visiterede_der_siden_udskydes_er_visiteret(mette: Bruger, tid: Kalender):
    (borger,) = borgere()
    saet(borger, "GRUPPE_1", mette)
    udskyd(borger, tid, mette)
    til(tid, SIDSTE)
    assert staar_i(borger, tid) == {"brutto", "visiteret", "indsats", "ikke-aktive"}


@pytest.mark.parametrize(
    ("slutdag",           "med"),
    [
        (date(2017, 9, 29),  False),      # dagen før månedens sidste
        (date(2017, 9, 30),  True),       # slutdagen tæller med
        (date(2017, 10, 1),  True),
    ],
)  # fmt: skip
def test_stars_afgang_er_ude_af_alt_efter_slutdagen(
    mette: Bruger, tid: Kalender, slutdag: date, med: bool
):
    borger, uden_gruppe = borgere(2)
    saet(borger, "GRUPPE_1", mette)
    til(tid, date(2017, 10, 10))
    aktive(mette, f"0175;{borger.cpr};{PRAK};2017-09-01;;0")
    for en in (borger, uden_gruppe):
        stars(mette, en, slutdag)
    alt = {"brutto", "visiteret", "indsats", "aktive", "beroert"}
    assert staar_i(borger, tid) == (alt if med else set())
    assert staar_i(uden_gruppe, tid) == ({"brutto", "ikke-visiteret"} if med else set())
    stars(mette, borger, None)
    assert staar_i(borger, tid) == alt


@pytest.mark.parametrize(
    ("dag",               "opgjorte"),
    [
        (date(2017, 7, 31),  []),
        (date(2017, 8, 1),   [7]),
        (date(2017, 8, 31),  [7]),
        (date(2017, 9, 1),   [7, 8]),
        (date(2018, 1, 1),   [7, 8, 9, 10, 11, 12]),     # det, der blev forsømt, gøres op i orden
    ],
)  # fmt: skip
def test_en_maaned_goeres_op_naar_den_er_slut(
    mette: Bruger, tid: Kalender, dag: date, opgjorte: list[int]
):
    borgere()
    til(tid, dag)
    assert opgoer_kommune("0175", timezone.now()) == len(opgjorte)
    assert opgoer_kommune("0175", timezone.now()) == 0
    gemte = Maanedstal.objects.i_kommune("0175").values_list("maaned", flat=True)
    assert [m.month for m in gemte] == opgjorte


def test_den_naeste_maaned_er_den_efter_den_sidste_opgjorte(mette: Bruger, tid: Kalender):
    borgere()
    for dag, antal in ((date(2017, 8, 1), 1), (date(2017, 10, 1), 2), (date(2017, 10, 31), 0)):
        til(tid, dag)
        assert opgoer_kommune("0175", timezone.now()) == antal


def test_et_opgjort_tal_bliver_og_siden_siger_begge(klient: Client, mette: Bruger, tid: Kalender):
    en, anden = borgere(2)
    for borger in (en, anden):
        saet(borger, "GRUPPE_1", mette)
    til(tid, date(2017, 10, 1))
    aktive(mette, f"0175;{en.cpr};{PRAK};2017-09-01;2017-09-02;0")
    opgoer_kommune("0175", timezone.now())
    aktive(mette, f"0175;{anden.cpr};{PRAK};2017-09-01;2017-09-02;0")
    assert opgoer("0175", SEPTEMBER, tid.dag).aktive == 2
    september = next(m for m in maaneder("0175", tid.dag) if m.maaned == SEPTEMBER)
    assert september.tal.aktive == 1
    side = klient.get("/persongrupper/monitorering/personer/?maaned=2017-09&gruppe=aktive")
    tekst = " ".join(side.content.decode().split())
    assert "2 borgere, som oplysningerne er i dag" in tekst
    assert "Det opgjorte tal er 1" in tekst
