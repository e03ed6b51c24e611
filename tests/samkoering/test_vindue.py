"""Kontrolperioden: indeværende måned og de tre hele måneder før."""

from __future__ import annotations

from datetime import date

import pytest

from samkoering.grundlag.vindue import maanedens_slut, plus_maaneder, vindue
from tests.samkoering import tabel


def test_kontrolperioden():
    """Kontrolperiode: fra den første i måneden for tre måneder siden til denne måneds sidste."""
    for raekke in tabel.laes("""
        dag         start       slut        maaned_fra  maaned_til  hvorfor
        2018-06-19  2018-03-01  2018-06-30  2018-05-01  2018-05-31  midt i måneden
        2018-01-15  2017-10-01  2018-01-31  2017-12-01  2017-12-31  over nytår
        2018-05-31  2018-02-01  2018-05-31  2018-04-01  2018-04-30  månedens sidste dag
        2020-02-29  2019-11-01  2020-02-29  2020-01-01  2020-01-31  skuddag
        2024-03-01  2023-12-01  2024-03-31  2024-02-01  2024-02-29  månedens første dag
        2019-12-31  2019-09-01  2019-12-31  2019-11-01  2019-11-30  årets sidste dag
    """):
        v = vindue(date.fromisoformat(raekke["dag"]))
        fundet = (v.dag, v.start, v.slut, v.seneste_maaned_start, v.seneste_maaned_slut)
        assert [dag.isoformat() for dag in fundet] == list(raekke.values())[:-1], raekke["hvorfor"]


@pytest.mark.parametrize(
    ("dag",        "maaneder", "bliver"),
    [
        ("2018-11-30", 3,   "2019-02-28"),
        ("2019-11-30", 3,   "2020-02-29"),
        ("2018-03-19", 3,   "2018-06-19"),
        ("2018-12-31", 1,   "2019-01-31"),
        ("2018-12-31", 2,   "2019-02-28"),
        ("2004-02-29", 180, "2019-02-28"),
        ("2000-02-29", 216, "2018-02-28"),
        ("2018-01-31", -1,  "2017-12-31"),
        ("2018-03-31", -1,  "2018-02-28"),
        ("2018-05-01", -5,  "2017-12-01"),
    ],
)  # fmt: skip
def test_maaneder_klemmes_til_maanedens_sidste_dag(dag: str, maaneder: int, bliver: str):
    assert plus_maaneder(date.fromisoformat(dag), maaneder).isoformat() == bliver


@pytest.mark.parametrize(
    ("dag", "sidste"),
    [("2018-02-01", 28), ("2020-02-01", 29), ("2100-02-01", 28), ("2018-04-30", 30)],
)
def test_maanedens_sidste_dag(dag: str, sidste: int):
    assert maanedens_slut(date.fromisoformat(dag)).day == sidste
