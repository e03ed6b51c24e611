"""``cpr_civilstand`` og ``cpr_separation``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from u12170_fil import ANNA, BO, NUL12, p001, p012, p013, p029, p030

Tabel = Callable[..., list[dict[str, Any]]]

FOEDT, GIFT, SKILT = date(1985, 5, 7), date(2010, 5, 5), date(2020, 6, 1)
DAGEN_FOER = date(2020, 5, 31)
HENVISNING = "202003041012"
AEGTESKAB = p029(ANNA, "G", "201005051200", "202006011200", BO, sep=HENVISNING)


def kort(raekker: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [
        (r["civilstand"], r["aegtefaelle_cpr"], r["fra"], r["til"], r["register_status"][:3])
        for r in raekker
    ]


@pytest.mark.parametrize(
    ("post", "ventet"),
    [
        (p012(ANNA, "U"),                                 ("U", None, FOEDT, None, "AKT")),
        (p012(ANNA, "G", "201005051200", BO),             ("G", BO, GIFT, None, "AKT")),
        (p012(ANNA, "G", "201005051200", "0" * 10),       ("G", None, GIFT, None, "AKT")),
        (p012(ANNA, "E", "194100001299"),             ("E", None, date(1941, 1, 1), None, "AKT")),
        # en død kan stadig have en ægtefælle
        (p012(ANNA, "D", "202006011200", BO),             ("D", BO, SKILT, None, "AKT")),
    ],
)  # fmt: skip
def test_nuvaerende_civilstand(tabel: Tabel, post: str, ventet: tuple[object, ...]):
    assert kort(tabel("cpr_civilstand", p001(ANNA), post)) == [ventet]


@pytest.mark.parametrize(
    ("fra", "til", "ak", "ventet"),
    [
        ("201005051200", "202006011200", "",  [("G", BO, GIFT, DAGEN_FOER, "HIS")]),
        ("201005051200", "201005051300", "",  []),
        ("201005051200", "201005051200", "A", [("G", BO, GIFT, GIFT, "FOR")]),
        ("201005051200", "201005051200", "K", [("G", BO, GIFT, GIFT, "RET")]),
        # uden slutdag: til den næste begyndte
        ("201005051200", NUL12,          "",  [("G", BO, GIFT, DAGEN_FOER, "HIS")]),
    ],
)  # fmt: skip
def test_tidligere_civilstand(tabel: Tabel, fra: str, til: str, ak: str, ventet: list[object]):
    poster = [p012(ANNA, "F", "202006011200"), p029(ANNA, "G", fra, til, BO, ak)]
    assert kort(tabel("cpr_civilstand", p001(ANNA), *poster)) == [
        ("F", None, SKILT, None, "AKT"),
        *ventet,
    ]


def test_en_nuvaerende_civilstand_uden_dag_foelger_efter_den_sidste(tabel: Tabel):
    poster = [p012(ANNA, "F"), AEGTESKAB, p029(ANNA, "D", "202301011200", "202301011200", ak="A")]
    assert kort(tabel("cpr_civilstand", p001(ANNA), *poster))[0] == (
        "F",
        None,
        SKILT,
        None,
        "AKT",
    )


def separation(tabel: Tabel, *poster: str) -> list[tuple[object, ...]]:
    raekker = tabel("cpr_separation", p001(ANNA), *poster)
    return [(r["fra"], r["til"], r["register_status"][:3]) for r in raekker]


NUGIFT = p012(ANNA, "G", "201005051200", BO, HENVISNING)
ANNULLERET = p029(ANNA, "G", "201005051200", "201005051200", BO, "A", HENVISNING)
KORRIGERET = p029(ANNA, "G", "201005051200", "201005051200", BO, "K", HENVISNING)
SEP = date(2020, 3, 1)


@pytest.mark.parametrize(
    ("hvad", "poster", "ventet"),
    [
        ("løber",              [NUGIFT, p013(ANNA, HENVISNING, "2020-03-01")], (SEP, None, "AKT")),
        ("slut: dagen før",    [NUGIFT, p030(ANNA, HENVISNING, "2020-03-01", "2020-04-01")],
                                                              (SEP, date(2020, 3, 31), "HIS")),
        ("annulleret",         [NUGIFT, p030(ANNA, HENVISNING, "2020-03-01", "2020-03-01", "A")],
                                                              (SEP, SEP, "FOR")),
        ("korrigeret",         [NUGIFT, p030(ANNA, HENVISNING, "2020-03-01", "2020-03-01", "K")],
                                                              (SEP, SEP, "RET")),
        # henvisningen knytter separationen til ægteskabet
        ("sluttede med ægteskabet", [AEGTESKAB, p030(ANNA, HENVISNING, "2020-03-01")],
                                                              (SEP, DAGEN_FOER, "HIS")),
        ("ægteskabet fandtes ikke", [ANNULLERET, p013(ANNA, HENVISNING, "2020-03-01")],
                                                              (SEP, None, "FOR")),
        ("den rettede udgave tæller", [NUGIFT, KORRIGERET, p013(ANNA, HENVISNING, "2020-03-01")],
                                                              (SEP, None, "AKT")),
        ("henvisning til intet", [p012(ANNA, "G", "201005051200", BO),
                                  p013(ANNA, HENVISNING, "2020-03-01")], (SEP, None, "AKT")),
        ("uden begyndelse",    [NUGIFT, p013(ANNA, HENVISNING, "")], (GIFT, None, "AKT")),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)  # fmt: skip
def test_separation(tabel: Tabel, hvad: str, poster: list[str], ventet: tuple[object, ...]):
    assert separation(tabel, *poster) == [ventet], hvad


def test_ingen_separation_er_et_svar(tabel: Tabel):
    assert separation(tabel, NUGIFT) == []
