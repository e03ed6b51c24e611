"""Adapterne: de leverer kontraktens tabeller, eller siger, at registeret ikke svarer."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from registre.adapter import RegisterSvarerIkke, UkendtAdapter, skriv_mislykkede, vaelg
from registre.kontrakt import REGISTRE, TABELLER
from registre.laesning import Udtraek
from registre.syntetisk import danmark, skriv

DATO = date(2018, 6, 19)


@pytest.fixture(scope="module")
def verden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("verden") / "ud"
    skriv(danmark(60, ["0175"], DATO, seed=1, horisont_dage=30), mappe)
    return mappe


@pytest.mark.parametrize("klasse", ["MappeAdapter", "MockAdapter"])
def test_rummene_leverer_tilsammen_hele_kontrakten(verden: Path, tmp_path: Path, klasse: str):
    for rum in REGISTRE:
        adapter = vaelg(f"registre.{rum}.adapter.{klasse}", mappe=verden)
        leverance = adapter.hent(DATO, tmp_path)
        ventet = {navn for navn, tabel in TABELLER.items() if tabel.register == rum}
        assert leverance.register == rum == adapter.register
        assert set(leverance.tabeller) == ventet
    assert {fil.name for fil in tmp_path.iterdir()} == {f"{navn}.parquet" for navn in TABELLER}
    udtraek = Udtraek(tmp_path)
    assert all(udtraek.leveret(navn).besvaret for navn in TABELLER)


def test_mocken_kender_ikke_fremtiden(verden: Path, tmp_path: Path):
    adapter = vaelg("registre.eindkomst.adapter.MockAdapter", mappe=str(verden))
    leverance = adapter.hent(DATO, tmp_path)
    fremtid = pl.read_parquet(verden / "eindkomst.parquet")["disposition"].max()
    assert pl.read_parquet(tmp_path / "eindkomst.parquet")["disposition"].max() <= DATO < fremtid
    assert leverance.data_fra == DATO


@pytest.mark.parametrize("klasse", ["MappeAdapter", "MockAdapter"])
def test_en_tom_mappe_er_et_register_der_ikke_svarer(tmp_path: Path, klasse: str):
    adapter = vaelg(f"registre.udk.adapter.{klasse}", mappe=tmp_path / "tom")
    with pytest.raises(RegisterSvarerIkke, match="udk: ") as fejl:
        adapter.hent(DATO, tmp_path / "ud")
    assert fejl.value.register == "udk"
    assert fejl.value.grund
    assert str(tmp_path) not in fejl.value.grund, "sagsbehandleren ser grunden, ikke serverens sti"
    assert not (tmp_path / "ud").exists()


def test_en_ubrugelig_fil_i_verden_er_intet_svar(tmp_path: Path):
    (tmp_path / "udk_bidragssager.parquet").write_bytes(b"ikke parquet")
    with pytest.raises(RegisterSvarerIkke, match="udk_bidragssager"):
        vaelg("registre.udk.adapter.MockAdapter", mappe=tmp_path).hent(DATO, tmp_path / "ud")


def test_mappen_leverer_det_den_har_uaendret(tmp_path: Path):
    kilde, ud = tmp_path / "kilde", tmp_path / "ud"
    kilde.mkdir()
    tekst = "cpr,type,fra,til\nikke-et-nummer,0001,2018-01-01,\n"
    (kilde / "cpr_beskyttelse.csv").write_text(tekst, encoding="utf-8")
    leverance = vaelg("registre.cpr.adapter.MappeAdapter", mappe=kilde).hent(DATO, ud)
    assert leverance.tabeller == ("cpr_beskyttelse",)
    assert isinstance(leverance.data_fra, datetime)
    assert (ud / "cpr_beskyttelse.csv").read_text(encoding="utf-8") == tekst


@pytest.mark.parametrize(
    ("rum", "mislykkede"),
    [
        ("udk", (("udk_bidragssager", "6705850028"),)),
        ("cvr", ()),
    ],
)
def test_mislykkede_opslag_foelger_med_deres_register(tmp_path: Path, rum: str, mislykkede):
    kilde = tmp_path / "kilde"
    skriv({navn: pl.DataFrame({"cpr": []}) for navn in TABELLER}, kilde)
    raekker = "tabel,cpr\nudk_bidragssager,6705850028\ncpr_boern,6705850028\n"
    (kilde / "ikke_besvaret.csv").write_text(raekker, encoding="utf-8")
    adapter = vaelg(f"registre.{rum}.adapter.MappeAdapter", mappe=kilde)
    leverance = adapter.hent(DATO, tmp_path / "ud")
    assert leverance.mislykkede == mislykkede
    skriv_mislykkede([leverance], tmp_path / "ud")
    fil = tmp_path / "ud" / "ikke_besvaret.parquet"
    assert fil.exists() == bool(mislykkede)
    if mislykkede:
        assert tuple(pl.read_parquet(fil).iter_rows()) == mislykkede


@pytest.mark.parametrize(
    "sti",
    [
        "registre.cpr.adapter.FindesIkke",
        "registre.findes_ikke.adapter.MockAdapter",
        "MockAdapter",
    ],
)
def test_en_forkert_sti_siges_hoejt(sti: str):
    with pytest.raises(UkendtAdapter, match=sti):
        vaelg(sti, mappe=".")
