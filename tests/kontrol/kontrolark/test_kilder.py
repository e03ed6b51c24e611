"""Opslagene samlet: én linje pr. register, og en tavs tabel nævnes altid med sin grund."""

from __future__ import annotations

import pytest

from kontrol.kontrolark.kilder import Kilde, kilde, pr_register
from registre.kontrakt import REGISTRE, TABELLER
from tests.kontrol.kontrolark import eksempel


def svarede(register: str, tabel: str, slaaet_op: str = "2026-11-22T03:41:00+01:00") -> Kilde:
    return Kilde(register, tabel, "Besvaret", slaaet_op, "2026-11-21", "")


def test_hele_kontrakten_bliver_til_syv_linjer():
    linjer = pr_register([kilde(post) for post in eksempel.alle_kilder()])
    assert [linje.register for linje in linjer] == list(REGISTRE.values())
    assert sum(int(linje.svar.split(" af ")[1]) for linje in linjer) == len(TABELLER)
    assert [linje.register for linje in linjer if linje.tavse] == ["UDK"]


@pytest.mark.parametrize(
    ("tilstand", "svar", "tavse"),
    [
        ("BESVARET", "2 af 2", []),
        ("MANGLER", "1 af 2", [("cpr_status", "Svarede ikke", "Tabellen mangler.")]),
        ("AFVIST", "1 af 2", [("cpr_status", "Afvist", "Tabellen mangler.")]),
    ],
)
def test_en_tavs_tabel_naevnes_med_grund(tilstand, svar, tavse):
    tavs = eksempel.fabrik.datakilde("CPR", "cpr_status", tilstand)
    (linje,) = pr_register([svarede("CPR", "cpr_personer"), kilde(tavs)])
    assert linje.svar == svar
    assert [(k.tabel, k.tilstand, k.grund) for k in linje.tavse] == tavse


def test_et_register_omtales_samlet_ogsaa_naar_tabellerne_staar_spredt():
    linjer = pr_register([svarede("CPR", "a"), svarede("CVR", "b"), svarede("CPR", "c")])
    assert [(linje.register, linje.svar) for linje in linjer] == [
        ("CPR", "2 af 2"),
        ("CVR", "1 af 1"),
    ]


@pytest.mark.parametrize(
    ("tider", "ventet"),
    [
        (("", ""), ()),
        (("2026-11-22T03:41:00+01:00", ""), ("2026-11-22T03:41:00+01:00",)),
        (("2026-11-22T03:41:00+01:00",) * 2, ("2026-11-22T03:41:00+01:00",)),
        (
            ("2026-11-22T03:42:00+01:00", "2026-11-22T03:41:00+01:00"),
            ("2026-11-22T03:41:00+01:00", "2026-11-22T03:42:00+01:00"),
        ),
    ],
)
def test_forskellige_tider_vises_som_spaend(tider, ventet):
    (linje,) = pr_register([svarede("CPR", str(nr), tid) for nr, tid in enumerate(tider)])
    assert linje.slaaet_op == ventet
