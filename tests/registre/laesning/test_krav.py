"""Nattens krav, begge sider af hver grænse: kun et helt, nyt svar er et svar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from registre.laesning import Forrige, Krav, Udtraek, foelgeseddel
from registre.laesning.afvisning import Tabeltilstand
from registre.laesning.foelgeseddel import Linje, Tabellinje
from tests.registre.laesning import leverance

DAG = date(2018, 6, 19)
KRAV = Krav(DAG, date(2018, 3, 1), tidligere={"r75_moms": date(2017, 1, 1)})
TID = "2018-06-19T03:00:00+02:00"
REGISTER = {"eindkomst": "eindkomst", "r75_moms": "r75", "udk_bidragssager": "udk"}
AFVIST, BESVARET = Tabeltilstand.AFVIST, Tabeltilstand.BESVARET


def laes(
    mappe: Path,
    tabel: str = "eindkomst",
    *,
    antal: int = 3,
    sagt_antal: int | None = None,
    data_fra: str = "2018-06-19",
    krav: Krav | None = KRAV,
    **linje: object,
):
    """Tabellen med ``antal`` rækker og en følgeseddel, der passer, på nær det nævnte."""
    noegle = {"eindkomst": "indberetning_id", "udk_bidragssager": "sagsnr"}.get(tabel, "cvr")
    raekker = ({noegle: f"{nr:08}"} for nr in range(antal))
    fil = leverance.skriv(mappe, tabel, *raekker)
    ventet = antal if sagt_antal is None else sagt_antal
    sagt = Tabellinje(ventet, foelgeseddel.fingeraftryk(fil), "2017-01-01", "2018-06-19")
    seddel = Linje(TID, data_fra, tabeller={tabel: replace(sagt, **linje)})
    foelgeseddel.skriv({REGISTER[tabel]: seddel}, mappe)
    return Udtraek(mappe, krav=krav).leveret(tabel)


def test_et_helt_nyt_svar_er_besvaret_og_baerer_sit_fingeraftryk(tmp_path: Path):
    leveret = laes(tmp_path)
    assert (leveret.tilstand, leveret.antal) == (BESVARET, 3)
    assert leveret.sha256 == foelgeseddel.fingeraftryk(tmp_path / "eindkomst.csv")


@pytest.mark.parametrize("krav", [KRAV, None])
@pytest.mark.parametrize(
    ("linje", "grund"),
    [
        ({"sagt_antal": 4}, "følgesedlen siger 4 rækker, filen har 3"),
        ({"sagt_antal": 2}, "følgesedlen siger 2 rækker, filen har 3"),
        ({"sha256": "0" * 64}, "passer ikke med følgesedlens fingeraftryk"),
    ],
)
def test_en_halv_fil_afvises_ogsaa_uden_nattens_krav(tmp_path: Path, krav, linje, grund: str):
    leveret = laes(tmp_path, krav=krav, **linje)
    assert (leveret.tilstand, leveret.ramme.height) == (AFVIST, 0)
    assert grund in leveret.grund


@pytest.mark.parametrize(
    ("tabel", "fra", "til", "tilstand"),
    [
        ("eindkomst", "2018-03-01", "2018-06-19", BESVARET),
        ("eindkomst", "2018-03-02", "2018-06-19", AFVIST),
        ("eindkomst", "2018-03-01", "2018-06-18", AFVIST),
        ("eindkomst", "2018-03-01", "2019-12-31", BESVARET),
        ("eindkomst", "2019-03-01", "2019-06-30", AFVIST),
        ("r75_moms", "2017-01-01", "2018-06-19", BESVARET),
        ("r75_moms", "2017-01-02", "2018-06-19", AFVIST),
        ("r75_moms", "2018-03-01", "2018-06-19", AFVIST),
        ("eindkomst", "", "", BESVARET),  # en kilde uden manifest siger intet om perioden
    ],
)
def test_perioden_daekker_kontrolperioden(tmp_path: Path, tabel, fra, til, tilstand):
    assert laes(tmp_path, tabel, periode_fra=fra, periode_til=til).tilstand is tilstand


@pytest.mark.parametrize(
    ("data_fra", "alder", "tilstand"),
    [
        ("2018-06-19", 0, BESVARET),
        ("2018-06-18", 0, AFVIST),
        ("2018-06-20", 0, BESVARET),  # en indhentet nat må få nyere tal
        ("2018-06-18", 1, BESVARET),
        ("2018-06-17", 1, AFVIST),
        ("2018-06-18T23:59:00+02:00", 0, AFVIST),
        ("", 0, AFVIST),
    ],
)
def test_gaarsdagens_fil(tmp_path: Path, data_fra: str, alder: int, tilstand):
    krav = replace(KRAV, hoejst_alder={"eindkomst": alder, "cpr": 9})
    assert laes(tmp_path, data_fra=data_fra, krav=krav).tilstand is tilstand


@pytest.mark.parametrize(
    ("antal", "foer", "graense", "godkendt", "tilstand"),
    [
        (50, 100, 0.5, False, BESVARET),
        (49, 100, 0.5, False, AFVIST),
        (0, 100, 0.5, False, AFVIST),
        (0, 99, 0.5, False, BESVARET),  # for lille til at sige noget om
        (49, 100, 0.5, True, BESVARET),
        (49, 100, 0.49, False, BESVARET),
        (89, 100, 0.9, False, AFVIST),
        (500, 100, 0.5, False, BESVARET),
    ],
)
def test_volumen(tmp_path: Path, antal: int, foer: int, graense: float, godkendt: bool, tilstand):
    krav = replace(
        KRAV,
        forrige={"udk_bidragssager": Forrige(foer, "", None)},
        volumen_graense=graense,
        godkendte=frozenset({"udk_bidragssager"} if godkendt else ()),
    )
    leveret = laes(tmp_path, "udk_bidragssager", antal=antal, krav=krav)
    assert leveret.tilstand is tilstand
    if tilstand is AFVIST:
        assert f"har {antal} rækker mod {foer} sidste nat" in leveret.grund


@pytest.mark.parametrize(
    ("tabel", "data_fra", "sidst_fra", "samme", "tilstand"),
    [
        ("eindkomst", "2018-06-18", "2018-06-18", True, AFVIST),
        ("eindkomst", "2018-06-18", "2018-06-18", False, BESVARET),
        ("eindkomst", "2018-06-18", "2018-06-17", True, BESVARET),  # registeret siger, det er nyt
        ("eindkomst", "2018-06-19", "2018-06-19", True, BESVARET),  # samme nat kørt igen
        ("eindkomst", "2018-06-18", None, True, AFVIST),
        ("udk_bidragssager", "2018-06-18", "2018-06-18", True, BESVARET),  # kan stå stille
    ],
)
def test_samme_fil_som_sidste_nat(tmp_path: Path, tabel, data_fra, sidst_fra, samme, tilstand):
    laes(tmp_path, tabel)
    sha256 = foelgeseddel.fingeraftryk(tmp_path / f"{tabel}.csv") if samme else "1" * 64
    sidst = Forrige(3, sha256, date.fromisoformat(sidst_fra) if sidst_fra else None)
    krav = replace(KRAV, forrige={tabel: sidst}, hoejst_alder={"eindkomst": 1, "udk": 1})
    assert laes(tmp_path, tabel, data_fra=data_fra, krav=krav).tilstand is tilstand
    godkendt = replace(krav, godkendte=frozenset({tabel}))
    assert laes(tmp_path, tabel, data_fra=data_fra, krav=godkendt).besvaret


def test_en_godkendt_tabel_skal_stadig_vaere_hel_ny_og_for_perioden(tmp_path: Path):
    krav = replace(KRAV, godkendte=frozenset({"eindkomst"}))
    for forkert in (
        {"sha256": "0" * 64}, {"data_fra": "2018-06-01"}, {"periode_til": "2018-06-01"},
    ):  # fmt: skip
        assert laes(tmp_path, krav=krav, **forkert).tilstand is AFVIST


@pytest.mark.parametrize(
    "seddel",
    [
        None,
        "",
        "{",
        "[]",
        '{"eindkomst": {}}',
        '{"eindkomst": {"slaaet_op": "i går"}}',
        '{"eindkomst": {"slaaet_op": "2018-06-19T03:00:00+02:00"}}',
        '{"eindkomst": {"slaaet_op": "2018-06-19", "tabeller": {"eindkomst": {"antal": "3"}}}}',
        '{"eindkomst": {"slaaet_op": "2018-06-19", "tabeller": {"eindkomst": {"sha256": 3}}}}',
        '{"eindkomst": {"slaaet_op": "2018-06-19", "tabeller": {"eindkomst": {"antal": 3}}}}',
        '{"cpr": {"slaaet_op": "2018-06-19"}}',
    ],
)
def test_natten_kraever_en_foelgeseddel_der_naevner_tabellen(tmp_path: Path, seddel: str | None):
    """En mappe, du selv laver, må være uden; natten må ikke tro, at filen er hel."""
    laes(tmp_path)
    (tmp_path / foelgeseddel.FIL).unlink()
    if seddel is not None:
        (tmp_path / foelgeseddel.FIL).write_text(seddel, encoding="utf-8")
    leveret = Udtraek(tmp_path, krav=KRAV).leveret("eindkomst")
    assert leveret.tilstand is AFVIST
    assert "Følgesedlen siger intet om eindkomst" in leveret.grund
    assert Udtraek(tmp_path).leveret("eindkomst").besvaret


@pytest.mark.parametrize("tabel", ["eindkomst", "ikke_besvaret"])
def test_en_fil_der_er_blevet_vaek_er_afvist(tmp_path: Path, tabel: str):
    """Især listen over mislykkede opslag: uden den ser alle ud til at være besvaret."""
    fil = leverance.skriv(tmp_path, tabel, {})
    rum = "eindkomst" if tabel == "eindkomst" else tabel
    linje = Tabellinje(1, foelgeseddel.fingeraftryk(fil))
    foelgeseddel.skriv({rum: Linje(TID, "2018-06-19", tabeller={tabel: linje})}, tmp_path)
    assert Udtraek(tmp_path, krav=KRAV).leveret(tabel).besvaret
    fil.unlink()
    leveret = Udtraek(tmp_path, krav=KRAV).leveret(tabel)
    assert (leveret.tilstand, "er blevet væk" in leveret.grund) == (AFVIST, True)


def test_en_gammel_foelgeseddel_uden_tabeller_kan_stadig_laeses(tmp_path: Path):
    (tmp_path / foelgeseddel.FIL).write_text(
        '{"udk": {"slaaet_op": "2018-06-19T03:00:00+02:00", "grund": "Lukket om natten."}}',
        encoding="utf-8",
    )
    leveret = Udtraek(tmp_path).leveret("udk_bidragssager")
    assert (leveret.tilstand, leveret.grund) == (Tabeltilstand.MANGLER, "Lukket om natten.")


def test_uden_listen_over_mislykkede_opslag_er_ingen_tabel_et_svar(tmp_path: Path):
    """Ellers ser den, registeret ikke svarede om, ud til at være slået op."""
    assert laes(tmp_path).besvaret
    leverance.skriv_bytes(tmp_path, "ikke_besvaret", b"tabel\n")
    leveret = Udtraek(tmp_path, krav=KRAV).leveret("eindkomst")
    assert (leveret.tilstand, "listen over mislykkede opslag" in leveret.grund) == (AFVIST, True)
    assert Udtraek(tmp_path).leveret("eindkomst").besvaret
