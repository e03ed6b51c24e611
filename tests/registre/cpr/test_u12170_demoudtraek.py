"""CPR's eget demoudtræk: 80 testpersoner, læst fra prøvedata uden for koden."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.cpr.skema import TABELLER
from registre.cpr.u12170 import Cprudtraek, FilAfvist, laes
from registre.cpr.u12170.layout import POSTTYPER
from registre.laesning import Udtraek
from registre.skrivning import skriv


@pytest.fixture(scope="module")
def udtraek(demofil: bytes) -> Cprudtraek:
    return laes(demofil)


def test_80_personer_og_deres_status(udtraek: Cprudtraek):
    nu = udtraek.tabeller["cpr_status"].filter(register_status="AKTUEL")
    assert udtraek.antal_personer == 80
    assert Counter(nu["status"]) == {"01": 69, "90": 3, "80": 3, "60": 3, "70": 1, "50": 1}
    assert nu["cpr"].n_unique() == 80
    assert (udtraek.proddto, udtraek.antal_poster) == (date(2001, 11, 19), 1100)
    assert udtraek.advarsler == ()


@pytest.mark.parametrize(
    ("tabel", "status", "antal"),
    [
        ("cpr_adresser",   "AKTUEL",    69),
        ("cpr_adresser",   "FORTRUDT",  5),
        ("cpr_adresser",   "RETTET",    2),
        ("cpr_civilstand", "AKTUEL",    80),
        ("cpr_civilstand", "FORTRUDT",  5),
        ("cpr_civilstand", "RETTET",    6),
        ("cpr_separation", "AKTUEL",    4),
        ("cpr_separation", "HISTORISK", 4),
        ("cpr_boern",      "AKTUEL",    29),
    ],
)  # fmt: skip
def test_raekker_efter_registerstatus(udtraek: Cprudtraek, tabel: str, status: str, antal: int):
    assert udtraek.tabeller[tabel].filter(register_status=status).height == antal


def test_udskiftede_numre(udtraek: Cprudtraek):
    """Fire med egen post (tre 60, én 50) og tre, som kun post 022 nævner."""
    personer = udtraek.tabeller["cpr_personer"]
    assert personer.height == 83
    assert personer["gaeldende_cpr"].is_not_null().sum() == 7


def test_begge_former_giver_det_samme(demofil: bytes, udtraek: Cprudtraek):
    linjer = demofil.decode("iso-8859-1").rstrip("\n").split("\n")
    fast = "".join(linje.ljust(POSTTYPER[linje[:3]].laengde) for linje in linjer)
    i_fast_form = laes(fast.encode("iso-8859-1"))
    for navn, ramme in udtraek.tabeller.items():
        assert i_fast_form.tabeller[navn].equals(ramme), navn


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_hver_raekke_holder_kontrakten(udtraek: Cprudtraek, tmp_path: Path, format_: str):
    skriv(udtraek.tabeller, tmp_path / "ud", format_)
    laest = Udtraek(tmp_path / "ud")
    for tabel in TABELLER:
        svar = laest.leveret(tabel.navn)
        assert svar.besvaret
        assert (svar.afvist_antal, svar.advarsler) == (0, [])
        assert svar.ramme.height == udtraek.tabeller[tabel.navn].height


def test_en_persons_taellende_adresser_overlapper_ikke(udtraek: Cprudtraek):
    adresser = (
        udtraek.tabeller["cpr_adresser"]
        .filter(pl.col("register_status").is_in(["AKTUEL", "HISTORISK"]))
        .sort("cpr", "fra")
        .with_columns(naeste=pl.col("fra").shift(-1).over("cpr"))
    )
    assert adresser.filter(pl.col("til").is_null() & pl.col("naeste").is_not_null()).is_empty()
    assert adresser.filter(pl.col("til") >= pl.col("naeste")).is_empty()


def test_filen_uden_en_linje_afvises(demofil: bytes):
    linjer = demofil.split(b"\n")
    for nr in (1, 500, 1098):
        with pytest.raises(FilAfvist):
            laes(b"\n".join(linjer[:nr] + linjer[nr + 1 :]))
