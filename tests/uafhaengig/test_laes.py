"""Kontraktens validering: hvad der afvises, for hvem, og hvornår hele tabellen falder."""

from pathlib import Path

import pytest

from .haandlavet import AEF, ANDEN, BARN, YM, Mappe, tabel
from .laes import laes_mappe


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    return Mappe(tmp_path)


def _laes(mappe: Mappe, navn: str):
    return laes_mappe(mappe.skriv()).tabeller[navn]


@pytest.mark.parametrize(
    ("cpr", "gyldigt"),
    tabel(
        """
        cpr        | gyldigt
        6101800001 | ja
        9112800001 | ja
        9104800001 | nej
        8902800001 | ja
        9002800001 | nej
        6100800001 | nej
        6113800001 | nej
        6001800001 | nej
        9201800001 | nej
        3202800001 | nej
        610180001  | nej
        610180-001 | nej
        """
    ),
)
def test_cpr_nummerets_form(mappe, cpr, gyldigt):
    mappe.med("cpr_beskyttelse", cpr=cpr, type="0001", fra="2018-01-01")
    assert len(_laes(mappe, "cpr_beskyttelse").raekker) == (gyldigt == "ja")


@pytest.mark.parametrize(
    ("navn", "celler"),
    [
        ("cpr_status", {"cpr": YM, "status": "01", "fra": "2018-02-30"}),
        ("cpr_status", {"cpr": YM, "status": "01", "fra": "20180201"}),
        ("cpr_status", {"cpr": YM, "status": "01", "fra": ""}),
        ("cpr_status", {"cpr": YM, "status": "01", "fra": "2018-02-02", "til": "2018-02-01"}),
        ("cpr_boern", {"foraelder_cpr": YM, "barn_cpr": "6113800001"}),
        ("r75_moms", {"cpr": YM, "cvr": "10000001", "aar": "2018.0", "r75_indeks": "4200501"}),
    ],
)
def test_en_skaev_raekke_afvises_og_personen_er_uden_svar(mappe, navn, celler):
    mappe.med(navn, **celler)
    laest = _laes(mappe, navn)
    assert (laest.raekker, laest.ubesvaret) == ([], {YM})


def test_til_foer_fra_afvises_kun_i_raekker_der_taeller(mappe):
    celler = {"cpr": YM, "status": "01", "fra": "2018-02-02", "til": "2018-02-01"}
    mappe.med("cpr_status", register_status="RETTET", **celler)
    assert len(_laes(mappe, "cpr_status").raekker) == 1


@pytest.mark.parametrize(
    ("antal", "skaeve", "besvaret"),
    [(2, 1, True), (2, 2, False), (1999, 2, False), (2000, 2, True), (2999, 3, False)],
)
def test_graensen_for_afviste_raekker_er_en_promille_og_mindst_en(mappe, antal, skaeve, besvaret):
    for nummer in range(antal):
        start = "x" if nummer < skaeve else "1980-01-01"
        mappe.med("cpr_status", cpr=YM, status=f"{nummer % 90 + 1:02}", fra=start, til=_til(nummer))
    assert (_laes(mappe, "cpr_status") is not None) == besvaret


def _til(nummer: int) -> str:
    return f"{2000 + nummer // 100}-01-01"


def test_noejagtigt_dobbelte_raekker_er_en_men_kun_som_leveret(mappe):
    mappe.person(YM, gaeldende=ANDEN).person(ANDEN)
    for cpr in (YM, YM, ANDEN):
        mappe.med("cpr_separation", cpr=cpr, fra="2018-01-01")
    laest = _laes(mappe, "cpr_separation")
    assert [r["cpr"] for r in laest.raekker] == [ANDEN, ANDEN]


def test_dobbelt_noegle_afviser_den_senere(mappe):
    mappe.person(YM, "1980-01-01").person(YM, "1981-01-01")
    laest = _laes(mappe, "cpr_personer")
    assert [str(r["foedselsdato"]) for r in laest.raekker] == ["1980-01-01"]
    assert laest.ubesvaret == {YM}


def test_en_kreds_paa_en_afvises_og_to_vaelter_den_lille_tabel(mappe):
    mappe.person(AEF).person(YM, gaeldende=BARN).person(BARN, gaeldende=BARN)
    udtraek = laes_mappe(mappe.skriv())
    assert udtraek.tabeller["cpr_personer"].ubesvaret == {BARN}
    assert udtraek.nuvaerende(YM) == BARN
    mappe.raekker["cpr_personer"][-1]["gaeldende_cpr"] = YM
    assert _laes(mappe, "cpr_personer") is None


def test_en_sag_i_en_ukendt_kommune_afvises(mappe):
    sag = {"cpr": ANDEN, "kle": "32.24.04", "oprettet": "2018-01-01"}
    mappe.med("ydelse_sager", sag_id="S2", kommunekode="0999", **sag)
    assert [r["sag_id"] for r in _laes(mappe, "ydelse_sager").raekker] == ["S1"]


@pytest.mark.parametrize(
    ("indhold", "besvaret"),
    [
        (b"tabel,cpr\n", True),
        (b"\xef\xbb\xbftabel,cpr,mere\r\n", True),
        (b"cpr,tabel\n", True),
        (b"", False),
        (b"tabel\n", False),
        (b"tabel,cpr\n\xff,1\n", False),
    ],
)
def test_hoved_bom_og_bytes(mappe, indhold, besvaret):
    sti = mappe.skriv()
    (sti / "ikke_besvaret.csv").write_bytes(indhold)
    assert (laes_mappe(sti).tabeller["ikke_besvaret"] is not None) == besvaret


def test_baade_csv_og_parquet_er_intet_svar(mappe):
    sti = mappe.skriv()
    (sti / "eindkomst.parquet").write_bytes(b"")
    assert laes_mappe(sti).tabeller["eindkomst"] is None
