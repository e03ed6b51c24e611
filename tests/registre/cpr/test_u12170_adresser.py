"""``cpr_adresser``: nuværende og tidligere bopæl, normaliseret og med klartekst."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from u12170_fil import ANNA, BO, NUL12, p001, p002, p003, p005, p007, p023, p024, p025

Tabel = Callable[..., list[dict[str, Any]]]

HER = "0175-1234-001"
NU = p002(ANNA, HER, "202401101300")
D2010, D2024 = date(2010, 1, 1), date(2024, 1, 10)


def tider(raekker: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(r["fra"], r["til"], r["register_status"][:3]) for r in raekker]


@pytest.mark.parametrize(
    ("fra", "til", "ak", "ventet"),
    [
        # til er dagen før FRAFLYDTO
        ("201001011200", "202401101300", "",  [(D2010, date(2024, 1, 9), "HIS")]),
        ("201001011200", "201001021300", "",  [(D2010, D2010, "HIS")]),
        # i kraft ingen dag: udeladt
        ("201001011200", "201001011300", "",  []),
        # annulleret og korrigeret: beholdt, men tæller ikke
        ("201001011200", "201001011200", "A", [(D2010, D2010, "FOR")]),
        ("201001011200", "201001011200", "K", [(D2010, D2010, "RET")]),
        ("201001011200", "202401101300", "K", [(D2010, date(2024, 1, 9), "RET")]),
        # uden slutdag slutter den, da den næste begyndte
        ("201001011200", NUL12,          "",  [(D2010, date(2024, 1, 9), "HIS")]),
        # uden begyndelse fra fødslen
        (NUL12,          "201001011300", "",  [(date(1985, 5, 7), date(2009, 12, 31), "HIS")]),
        # delvise datoer
        ("199000001299", "202401101300", "",  [(date(1990, 1, 1), date(2024, 1, 9), "HIS")]),
        ("201001011200", "201500001299", "",  [(D2010, date(2015, 12, 31), "HIS")]),
    ],
)  # fmt: skip
def test_tidligere_adresser(tabel: Tabel, fra: str, til: str, ak: str, ventet: list[object]):
    raekker = tabel("cpr_adresser", p001(ANNA), NU, p023(ANNA, "0175-1234-007", fra, til, ak))
    assert tider(raekker) == [(D2024, None, "AKT"), *ventet]


@pytest.mark.parametrize(
    ("grundpost", "lukker", "til"),
    [
        (p001(ANNA),                       None,                          None),
        (p001(ANNA, "80"),                 p005(ANNA, "202402011200"), date(2024, 1, 31)),
        (p001(ANNA, "70"),                 p007(ANNA, "202402011200"), date(2024, 1, 31)),
        (p001(ANNA, "90", "202402011200"), None,                          date(2024, 1, 31)),
        (p001(ANNA, "60", "202402011200"), None,                          date(2024, 1, 31)),
        # en bopælsstatus lukker ingen bopæl
        (p001(ANNA, "01", "202402011200"), None,                          None),
        # det, der skete før, lukker den ikke
        (p001(ANNA), p024(ANNA, "201501011200", "202401101300"), None),
        # det annullerede heller ikke
        (p001(ANNA), p024(ANNA, "202402011200", "202403011200", ak="A"), None),
        (p001(ANNA), p025(ANNA, "202402011200", "202403011200", ak="K"), None),
        (p001(ANNA), p023(ANNA, HER, "202402011200", "202402011200", ak="A"), None),
    ],
)  # fmt: skip
def test_hvad_der_lukker_en_adresse(
    tabel: Tabel, grundpost: str, lukker: str | None, til: date | None
):
    raekker = tabel("cpr_adresser", grundpost, NU, *([lukker] if lukker else []))
    assert (raekker[0]["fra"], raekker[0]["til"]) == (D2024, til)


@pytest.mark.parametrize(
    ("skrevet", "husnr", "etage", "sidedoer"),
    [
        ("0175-1234-001",          "001",  None, None),
        ("0175-1234-012B",         "012B", None, None),
        ("0175-1234-012b",         "012B", None, None),
        ("0175-1234- 12B",         "012B", None, None),
        ("0175-1234-7",            "007",  None, None),
        ("0175-1234-",             "000",  None, None),
        ("0175-1234-000",          "000",  None, None),
        ("0175-1234-001-02-th",    "001",  "2",  "th"),
        ("0175-1234-001-ST-TV",    "001",  "st", "tv"),
        ("0175-1234-001-10-0012",  "001",  "10", "12"),
        ("0175-1234-001-kl-  mf",  "001",  "kl", "mf"),
        ("0175-1234-001-00-0000",  "001",  None, None),
    ],
)  # fmt: skip
def test_stedet_normaliseres(
    tabel: Tabel, skrevet: str, husnr: str, etage: str | None, sidedoer: str | None
):
    (raekke,) = tabel("cpr_adresser", p001(ANNA), p002(ANNA, skrevet, "202401101300"))
    assert (raekke["husnr"], raekke["etage"], raekke["sidedoer"]) == (husnr, etage, sidedoer)
    assert (raekke["kommunekode"], raekke["vejkode"]) == ("0175", "1234")
    assert raekke["aarsag"] == "FLYTNING"


def test_en_post_uden_kommune_er_ingen_adresse(tabel: Tabel):
    assert tabel("cpr_adresser", p001(ANNA), p002(ANNA, "0000-0000", NUL12)) == []


@pytest.mark.parametrize(
    ("fra", "kommunefra", "ventet"),
    [
        ("202401101300", "201001011200", D2024),
        (NUL12,          "201001011200", D2010),
        (NUL12,          NUL12,          date(1985, 5, 7)),
    ],
)  # fmt: skip
def test_en_adresse_uden_tilflytningsdag(tabel: Tabel, fra: str, kommunefra: str, ventet: date):
    (raekke,) = tabel("cpr_adresser", p001(ANNA), p002(ANNA, HER, fra, kommunefra))
    assert raekke["fra"] == ventet


@pytest.mark.parametrize(
    ("tidligere", "vejnavn", "postnr", "postdistrikt"),
    [
        ("0175-1234-001", "Birkevej", "2610", "Rødovre"),        # samme hus
        ("0175-1234-099", "Birkevej", "2610", "Rødovre"),        # samme vej
        ("0175-1234-200", "Birkevej", "2605", "Brøndby"),        # samme hus vejer mere end vejen
        ("0175-4321-001", "Vej 4321", "0000", "Kommune 0175"),   # ukendt vej
        ("0173-1234-001", "Vej 1234", "0000", "Kommune 0173"),   # samme vejkode, anden kommune
    ],
)  # fmt: skip
def test_klartekst_til_tidligere_adresser(
    tabel: Tabel, tidligere: str, vejnavn: str, postnr: str, postdistrikt: str
):
    raekker = tabel(
        "cpr_adresser",
        p001(ANNA),
        p001(BO),
        p001("6101100041"),
        p023(ANNA, tidligere, "201001011200", "202401101300"),
        p003(ANNA, HER, "Birkevej", "2610", "Rødovre"),
        p003(BO, "0175-1234-200", "Birkevej", "2605", "Brøndby"),
        p003("6101100041", "0175-1234-003", "Birkevej", "2610", "Rødovre"),
    )
    (raekke,) = raekker
    assert (raekke["vejnavn"], raekke["postnr"], raekke["postdistrikt"]) == (
        vejnavn,
        postnr,
        postdistrikt,
    )
