"""Prognosen: et regnestykke, der kan regnes efter, og et mindste antal, der er mindst."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontrol.prognose import (
    arbejdsdage,
    mindste_daglige,
    prognose,
    seneste_hverdage,
    tempo,
    udloebne,
)

MANDAG = date(2026, 11, 23)
FREDAG, LOERDAG, SOENDAG = (MANDAG + timedelta(days=n) for n in (4, 5, 6))


def er_hverdag(dag: date) -> bool:
    return dag.weekday() < 5


def om(**dage: int) -> dict[date, int]:
    """``d0=3, d7=2`` er tre sager, der udløber i dag, og to, der udløber om en uge."""
    return {MANDAG + timedelta(days=int(navn[1:])): antal for navn, antal in dage.items()}


@pytest.mark.parametrize(
    ("ledige", "pr_dag", "naas_ikke", "daglig"),
    [
        ({},                 "7",    0, 0),
        (om(d0=3),           "3",    0, 3),
        (om(d0=3),           "2",    1, 3),
        (om(d0=3),           "0",    3, 3),
        (om(d1=4),           "2",    0, 2),
        (om(d1=5),           "2",    1, 3),
        # fredag og mandag er to dage; lørdagens sager skal nås senest fredag
        (om(d4=5, d5=5),     "2",    0, 2),
        (om(d4=5, d5=6),     "2",    1, 3),
        (om(d7=12),          "2",    0, 2),
        (om(d7=13),          "2",    1, 3),
        # den stejleste dag bestemmer, ikke gennemsnittet
        (om(d0=9, d30=1),    "1",    8, 9),
        # de ældste først: de tre i dag nås, og kun to af de fire i morgen
        (om(d0=3, d1=4),     "2",    3, 4),
        # et halvt tempo når én sag hver anden dag
        (om(d3=2),           "1/2",  0, 1),
        (om(d3=3),           "1/2",  1, 1),
        # passerede dage er nattens, ikke prognosens
        ({MANDAG - timedelta(days=1): 9}, "0", 0, 0),
    ],
)  # fmt: skip
def test_regnestykket(ledige: dict[date, int], pr_dag: str, naas_ikke: int, daglig: int):
    svar = prognose(ledige, MANDAG, Fraction(pr_dag), er_hverdag)
    assert (svar.naas_ikke, svar.daglig) == (naas_ikke, daglig)


def test_i_dag_taeller_ogsaa_i_en_weekend():
    assert arbejdsdage(LOERDAG, LOERDAG + timedelta(days=3), er_hverdag) == [
        LOERDAG,
        LOERDAG + timedelta(days=2),
        LOERDAG + timedelta(days=3),
    ]
    assert prognose({SOENDAG: 4}, LOERDAG, Fraction(0), er_hverdag).daglig == 4


def test_perioderne_lagt_sammen_er_hele_bunken():
    svar = prognose(om(d0=3, d13=1, d14=2, d30=4), MANDAG, Fraction(1, 5), er_hverdag)
    assert [(p.fra, p.udloeber) for p in svar.perioder] == [
        (MANDAG, 4),
        (MANDAG + timedelta(days=14), 2),
        (MANDAG + timedelta(days=28), 4),
    ]
    assert sum(p.naas_ikke for p in svar.perioder) == svar.naas_ikke
    assert (svar.udloeber_i_dag, svar.ledige, svar.i_dag) == (3, 10, 3)


@pytest.mark.parametrize(("bestilt", "hverdage", "svar"), [(140, 20, 7), (0, 20, 0), (5, 0, 0)])
def test_tempo(bestilt: int, hverdage: int, svar: int):
    assert tempo(bestilt, hverdage) == svar


def test_de_seneste_hverdage_springer_weekenden_over():
    assert seneste_hverdage(MANDAG, 1, er_hverdag) == (FREDAG - timedelta(days=7),) * 2
    assert seneste_hverdage(MANDAG, 6, er_hverdag) == (
        FREDAG - timedelta(days=14),
        FREDAG - timedelta(days=7),
    )


BUNKER = st.dictionaries(
    st.integers(0, 92).map(lambda n: MANDAG + timedelta(days=n)), st.integers(1, 60), max_size=12
)


@given(ledige=BUNKER)
def test_det_mindste_antal_er_mindst(ledige: dict[date, int]):
    """I det tempo udløber ingen; med én færre om dagen udløber mindst én."""
    dage = arbejdsdage(MANDAG, max(ledige, default=MANDAG), er_hverdag)
    daglig = mindste_daglige(ledige, dage)
    assert udloebne(ledige, dage, Fraction(daglig)) == {}
    if daglig:
        assert udloebne(ledige, dage, Fraction(daglig - 1))


@given(ledige=BUNKER, hurtigt=st.fractions(0, 30), langsomt=st.fractions(0, 30))
def test_et_hoejere_tempo_taber_aldrig_flere(
    ledige: dict[date, int], hurtigt: Fraction, langsomt: Fraction
):
    dage = arbejdsdage(MANDAG, max(ledige, default=MANDAG), er_hverdag)
    tab = [sum(udloebne(ledige, dage, pr_dag).values()) for pr_dag in sorted((langsomt, hurtigt))]
    assert tab[1] <= tab[0] <= sum(ledige.values())
