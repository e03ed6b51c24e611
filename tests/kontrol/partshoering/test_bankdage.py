"""Bankdage og frister: hvert år 2018–2037, og begge sider af hver grænse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontrol.partshoering.bankdage import banklukkedage, er_bankdag, frist

AAR = range(2018, 2038)
EN_DAG = timedelta(days=1)


def paaskedag(aar: int) -> date:
    """Gauss' påskeregel i Meeus' form, regnet uden om biblioteket."""
    a, b, c = aar % 19, aar // 100, aar % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maaned, dag = divmod(h + m - 7 * n + 114, 31)
    return date(aar, maaned, dag + 1)


def ventede(aar: int) -> set[date]:
    """Lukkedagene, som de står i en dansk kalender."""
    paaske = paaskedag(aar)
    bevaegelige = [-3, -2, 0, 1, 39, 40, 49, 50] + ([26] if aar <= 2023 else [])
    faste = [(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)]
    return {paaske + timedelta(days=dage) for dage in bevaegelige} | {
        date(aar, maaned, dag) for maaned, dag in faste
    }


@pytest.mark.parametrize("aar", AAR)
def test_aarets_lukkedage(aar: int):
    assert banklukkedage(aar) == ventede(aar)


@pytest.mark.parametrize("aar", AAR)
def test_hver_dag_i_aaret(aar: int):
    lukket = ventede(aar)
    dag = date(aar, 1, 1)
    while dag.year == aar:
        assert er_bankdag(dag) == (dag.isoweekday() < 6 and dag not in lukket), dag
        dag += EN_DAG


@pytest.mark.parametrize("dage", [7, 14, 28])
def test_fristen_er_den_foerste_bankdag(dage: int):
    sendt = date(2018, 1, 1)
    while sendt < date(2037, 12, 1):
        svar = frist(sendt, dage)
        tidligst = sendt + timedelta(days=dage)
        assert svar >= tidligst
        assert er_bankdag(svar)
        assert not [d for d in range((svar - tidligst).days) if er_bankdag(tidligst + d * EN_DAG)]
        # Aldrig mere end påskens fem dage senere.
        assert (svar - tidligst).days <= 5
        sendt += EN_DAG


@pytest.mark.parametrize(
    ("sendt", "dage", "ventet"),
    [
        (date(2026, 11, 23), 14, date(2026, 12, 7)),    # mandag til mandag
        (date(2026, 11, 20), 14, date(2026, 12, 4)),    # fredag til fredag
        (date(2026, 11, 21), 14, date(2026, 12, 7)),    # lørdag: mandagen efter
        (date(2026, 11, 22), 14, date(2026, 12, 7)),    # søndag
        (date(2026, 12, 9),  14, date(2026, 12, 23)),   # dagen før juleaften
        (date(2026, 12, 10), 14, date(2026, 12, 28)),   # juleaften torsdag, jul, weekend
        (date(2026, 12, 16), 14, date(2026, 12, 30)),
        (date(2026, 12, 17), 14, date(2027, 1, 4)),     # nytårsaften torsdag, nytår, weekend
        (date(2027, 3, 10),  14, date(2027, 3, 24)),    # dagen før skærtorsdag
        (date(2027, 3, 11),  14, date(2027, 3, 30)),    # skærtorsdag: tirsdag efter påske
        (date(2027, 4, 22),  14, date(2027, 5, 10)),    # Kr. himmelfart og dagen efter
        (date(2026, 5, 22),  14, date(2026, 6, 8)),     # grundlovsdag fredag
        (date(2023, 4, 21),  14, date(2023, 5, 8)),     # sidste store bededag
        (date(2024, 4, 12),  14, date(2024, 4, 26)),    # den følgende er en hverdag
        (date(2026, 11, 23), 7,  date(2026, 11, 30)),
        (date(2026, 11, 23), 28, date(2026, 12, 21)),
        (date(2028, 2, 15),  14, date(2028, 2, 29)),    # skuddag
    ],
)  # fmt: skip
def test_frister(sendt: date, dage: int, ventet: date):
    assert frist(sendt, dage) == ventet


def test_et_almindeligt_aar_uden_bankernes_egne_dage_er_et_andet():
    """Prøven kan falde: uden bankernes egne dage passer tallet ikke."""
    assert len(banklukkedage(2027)) - len(banklukkedage(2027) - {date(2027, 6, 5)}) == 1
    assert date(2023, 5, 5) in banklukkedage(2023)
    assert date(2024, 4, 26) not in banklukkedage(2024)
