"""``cpr_status``: nutiden fra post 001, fortiden fra det, der skiftede den."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from u12170_fil import ANNA, BO, NUL12, p001, p002, p005, p007, p023, p024, p025

Tabel = Callable[..., list[dict[str, Any]]]

FOER = p023(ANNA, "0175-1234-001", "201001011200", "202401101300")
NU = p002(ANNA, "0175-1234-001", "201001011200")
D2010, D2024 = date(2010, 1, 1), date(2024, 1, 10)
DAGEN_FOER = date(2024, 1, 9)


def kort(raekker: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(r["status"], r["fra"], r["til"], r["register_status"][:3]) for r in raekker]


@pytest.mark.parametrize(
    ("hvad", "poster", "ventet"),
    [
        (
            "bor her, og har altid gjort det",
            [p001(ANNA), NU],
            [("01", D2010, None, "AKT")],
        ),
        (
            "uden nogen historik: fra personen kom i CPR",
            [p001(ANNA, oprettet="2001-02-03")],
            [("01", date(2001, 2, 3), None, "AKT")],
        ),
        (
            "uden historik og uden oprettelsesdag: fra fødslen",
            [p001(ANNA, oprettet="")],
            [("01", date(1985, 5, 7), None, "AKT")],
        ),
        (
            "død: bopælen slutter dagen før",
            [p001(ANNA, "90", "202401101300"), FOER],
            [("01", D2010, DAGEN_FOER, "HIS"), ("90", D2024, None, "AKT")],
        ),
        (
            "udrejst, dagen fra 001",
            [p001(ANNA, "80", "202401101300"), FOER, p005(ANNA, "202401101300")],
            [("01", D2010, DAGEN_FOER, "HIS"), ("80", D2024, None, "AKT")],
        ),
        (
            "udrejst, dagen fra 005 alene",
            [p001(ANNA, "80"), FOER, p005(ANNA, "202401101300")],
            [("01", D2010, DAGEN_FOER, "HIS"), ("80", D2024, None, "AKT")],
        ),
        (
            "forsvundet, dagen fra 007 alene",
            [p001(ANNA, "70"), FOER, p007(ANNA, "202401101300")],
            [("01", D2010, DAGEN_FOER, "HIS"), ("70", D2024, None, "AKT")],
        ),
        (
            "nummeret udskiftet",
            [p001(ANNA, "60", "202401101300", gaelder=BO), FOER, p001(BO)],
            [("01", D2010, DAGEN_FOER, "HIS"), ("60", D2024, None, "AKT")],
        ),
        (
            "nummeret slettet",
            [p001(ANNA, "50", "202401101300", gaelder=BO), FOER, p001(BO)],
            [("01", D2010, DAGEN_FOER, "HIS"), ("50", D2024, None, "AKT")],
        ),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_nutidens_status(tabel: Tabel, hvad: str, poster: list[str], ventet: list[object]):
    annas = [r for r in tabel("cpr_status", *poster) if r["cpr"] == ANNA]
    assert kort(annas) == ventet, hvad


@pytest.mark.parametrize(
    ("hvad", "post", "ventet"),
    [
        (
            "ude og hjemme igen",
            p024(ANNA, "201503011200", "201604011200"),
            [
                ("01", D2010, date(2015, 2, 28), "HIS"),
                ("80", date(2015, 3, 1), date(2016, 3, 31), "HIS"),
                ("01", date(2016, 4, 1), None, "AKT"),
            ],
        ),
        (
            "væk og fundet igen",
            p025(ANNA, "201503011200", "201604011200"),
            [
                ("01", D2010, date(2015, 2, 28), "HIS"),
                ("70", date(2015, 3, 1), date(2016, 3, 31), "HIS"),
                ("01", date(2016, 4, 1), None, "AKT"),
            ],
        ),
        (
            "væk og fundet samme dag: i kraft ingen dag",
            p025(ANNA, "201503011200", "201503011300"),
            [("01", D2010, None, "AKT")],
        ),
        (
            "indvandret uden kendt udrejse: ingen 80-række",
            p024(ANNA, NUL12, "201001011200"),
            [("01", D2010, None, "AKT")],
        ),
        (
            "annulleret udrejse tæller ikke",
            p024(ANNA, "201503011200", "201604011200", ak="A"),
            [("01", D2010, None, "AKT"), ("80", date(2015, 3, 1), date(2016, 3, 31), "FOR")],
        ),
        (
            "korrigeret forsvinding tæller ikke, men beholdes med sin ene dag",
            p025(ANNA, "201503011200", "201503011200", ak="K"),
            [("01", D2010, None, "AKT"), ("70", date(2015, 3, 1), date(2015, 3, 1), "RET")],
        ),
    ],
    ids=lambda v: v if isinstance(v, str) and len(v) < 70 and "  " not in v else "",
)
def test_fortidens_status(tabel: Tabel, hvad: str, post: str, ventet: list[object]):
    assert kort(tabel("cpr_status", p001(ANNA), NU, post)) == ventet, hvad


@pytest.mark.parametrize(
    ("sted", "status"),
    [
        ("0175-1234-001", "01"),
        ("0175-9899-001", "01"),
        ("0175-9900-001", "03"),
        ("0899-9899-001", "01"),
        ("0956-0045-001", "05"),
        ("0956-9899-001", "05"),
        ("0956-9900-001", "07"),
    ],
)
def test_bopaelen_siger_hvilken_status_man_havde(tabel: Tabel, sted: str, status: str):
    foer = p023(ANNA, sted, "200001011200", "201001011200")
    foerste = tabel("cpr_status", p001(ANNA, "20", "201001011200"), foer)[0]
    assert foerste["status"] == status


def test_flere_skift_samme_dag_giver_dagens_sidste(tabel: Tabel):
    """Indrejst, forsvundet, fundet, forsvundet og fundet, alt på én dag."""
    poster = [
        p024(ANNA, NUL12, "199201121656"),
        p023(ANNA, "0571-5711-047", "199201121656", "199201121756"),
        p025(ANNA, "199201121756", "199201121856"),
        p023(ANNA, "0571-5711-047", "199201121856", "199201121956"),
        p025(ANNA, "199201121956", "199201122056"),
        p002(ANNA, "0571-5711-048", "199201122056"),
    ]
    assert kort(tabel("cpr_status", p001(ANNA), *poster)) == [
        ("01", date(1992, 1, 12), None, "AKT")
    ]


def test_001_har_det_sidste_ord_om_nutiden(tabel: Tabel):
    """Adressen siger 01; CPR siger 03 uden dag: så er det 03, så længe adressen har været der."""
    assert kort(tabel("cpr_status", p001(ANNA, "03"), NU)) == [("03", D2010, None, "AKT")]


def test_efter_en_afgang_taeller_aeldre_skift_ikke(tabel: Tabel):
    """En forsvinding, der blev lukket efter dødsdagen, gør ingen levende igen."""
    poster = [p001(ANNA, "90", "202401101300"), FOER, p025(ANNA, "202312011200", "202401201200")]
    assert kort(tabel("cpr_status", *poster)) == [
        ("01", D2010, date(2023, 11, 30), "HIS"),
        ("70", date(2023, 12, 1), DAGEN_FOER, "HIS"),
        ("90", D2024, None, "AKT"),
    ]
