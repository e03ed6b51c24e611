"""Danske former: CPR-numre, beløb, datoer, frister og ikoner."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from portal.templatetags import dansk


@pytest.mark.parametrize(
    ("vaerdi", "vises"),
    [("6705850028", "670585-0028"), ("670585", "670585"), ("67058500280", "67058500280"),
     ("670585002x", "670585002x"), ("", ""), (None, "")],
)  # fmt: skip
def test_cpr(vaerdi: str | None, vises: str):
    assert dansk.cpr(vaerdi) == vises


@pytest.mark.parametrize(
    ("oere", "vises"),
    [
        (0,         "0 kr."),
        (99,        "0,99 kr."),
        (100,       "1 kr."),
        (924000,    "9.240 kr."),
        (924005,    "9.240,05 kr."),
        (123456789, "1.234.567,89 kr."),
        (-308000,   "−3.080 kr."),
        (None,      ""),
    ],
)  # fmt: skip
def test_kroner(oere: int | None, vises: str):
    assert dansk.kroner(oere) == vises


@pytest.mark.parametrize(
    ("vaerdi", "vises"),
    [
        (date(2026, 11, 2),                          "02-11-2026"),
        ("2026-11-02",                               "02-11-2026"),
        ("2026-11-02T23:30:00+01:00",                "02-11-2026"),
        (datetime(2026, 11, 2, 23, 30, tzinfo=UTC),  "03-11-2026"),  # dansk tid er en time foran
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC),   "02-07-2026"),  # og to om sommeren
        ("",                                         ""),
        ("sludder",                                  ""),
        (None,                                       ""),
    ],
)  # fmt: skip
def test_dato(vaerdi: date | str | None, vises: str):
    assert dansk.dato(vaerdi) == vises


@pytest.mark.parametrize(
    ("vaerdi", "vises"),
    [(date(2026, 8, 31), "08-2026"), ("2026-08", "08-2026"), ("2026-08-31", "08-2026"), ("", "")],
)
def test_maaned(vaerdi: date | str, vises: str):
    assert dansk.maaned(vaerdi) == vises


def test_klokken_og_tidspunkt():
    tid = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
    assert dansk.klokken(tid) == "kl. 10.42"
    assert dansk.tidspunkt(tid) == "22-11-2026 kl. 10.42"
    assert dansk.tidspunkt("2026-11-22T03:41:00+01:00") == "22-11-2026 kl. 03.41"
    assert dansk.klokken(None) == dansk.tidspunkt("") == dansk.tidspunkt("sludder") == ""


@pytest.mark.parametrize(("dag", "vises"), [(23, "i dag kl. 10.51"), (22, "22-11-2026 kl. 10.51")])
def test_i_dag_eller_dato(dag: int, vises: str):
    tid = datetime(2026, 11, dag, 9, 51, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        assert dansk.i_dag_eller_dato(tid) == vises


@pytest.mark.parametrize(
    ("maengde", "vises"), [(0, "0 sager"), (1, "1 sag"), (2, "2 sager"), (1200, "1.200 sager")]
)
def test_antal(maengde: int, vises: str):
    assert dansk.antal(maengde, "sag,sager") == vises


@pytest.mark.parametrize(
    ("dag", "vises", "grad"),
    [
        (date(2026, 11, 20), "Overskredet med 3 dage", "late"),
        (date(2026, 11, 22), "Overskredet med 1 dag",  "late"),
        (date(2026, 11, 23), "Udløber i dag",          "late"),
        (date(2026, 11, 24), "Udløber om 1 dag",       "late"),
        (date(2026, 11, 30), "Udløber om 7 dage",      "late"),
        (date(2026, 12, 1),  "Om 8 dage",              "soon"),
        (date(2026, 12, 14), "Om 21 dage",             "soon"),
        (date(2026, 12, 15), "Om 22 dage",             ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("klokken", [0, 12, 23])
def test_frist(dag: date, vises: str, grad: str, klokken: int):
    nu = datetime(2026, 11, 23, klokken, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    with time_machine.travel(nu):
        assert dansk.frist(dag) == dansk.Frist(dag, vises, grad)


def test_ikonet_er_pynt_og_kan_ikke_bryde_ud():
    assert 'aria-hidden="true"' in dansk.ikon("lock")
    assert "ikoner.svg#lock" in dansk.ikon("lock")
    assert "<script>" not in dansk.ikon("<script>", '"><script>')
