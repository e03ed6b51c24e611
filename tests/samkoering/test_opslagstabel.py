"""Opslag i kolonner svarer som de ordbøger, de erstatter."""

from __future__ import annotations

from threading import Thread

import polars as pl
import pytest

from samkoering.skrivning.opslagstabel import PrNoegle, PrNoegleUdsnit, PrNummer, PrNummerUdsnit

RAMME = pl.DataFrame(
    {"cpr": [30, 10, 20, 10, None], "ord": ["c", "a", "b", "a igen", "ingens"]},
    schema={"cpr": pl.Int64, "ord": pl.String},
)


@pytest.mark.parametrize(
    ("nummer", "ord_"), [(10, "a igen"), (20, "b"), (30, "c"), (9, None), (15, None), (31, None)]
)
def test_et_nummer_giver_sin_sidste_raekke(nummer: int, ord_: str | None):
    fundet = PrNummer(RAMME).get(nummer)
    assert fundet == (ord_ and {"cpr": nummer, "ord": ord_})


def test_numrene_er_dem_der_er():
    assert list(PrNummer(RAMME)) == [10, 20, 30]
    assert list(PrNummer(RAMME.clear())) == []
    assert PrNummer(RAMME.clear()).get(10) is None


@pytest.mark.parametrize(
    ("noegle", "ordene"), [(10, ["a", "a igen"]), (20, ["b"]), (9, []), (15, []), (31, [])]
)
def test_en_noegle_giver_sine_raekker_i_orden(noegle: int, ordene: list[str]):
    assert [raekke["ord"] for raekke in PrNoegle(RAMME, "cpr")[noegle]] == ordene
    tekster = RAMME.with_columns(sag=pl.concat_str(pl.lit("S"), pl.col("cpr").cast(pl.String)))
    assert [raekke["ord"] for raekke in PrNoegle(tekster, "sag")[f"S{noegle}"]] == ordene


def test_to_traade_har_hver_sit_hentet():
    """To kommuner skrives samtidig; den enes hentning må ikke slippe den andens rækker."""
    numre, noegler = PrNummer(RAMME), PrNoegle(RAMME, "cpr")
    for opslag in (numre, noegler):
        opslag.hent([10])
    anden = Thread(target=lambda: [opslag.hent([20]) for opslag in (numre, noegler)])
    anden.start()
    anden.join()
    assert set(numre._hentet.raekker) == set(noegler._hentet.raekker) == {10}


def test_de_udvalgte_dannes_alene():
    numre = pl.Series([9, 20, 30])
    assert PrNummer(RAMME).om(numre)["ord"].to_list() == ["b", "c"]
    assert PrNummer(RAMME).om(None)["ord"].to_list() == ["a igen", "b", "c"]


@pytest.mark.parametrize("hentet", [(), (10, 15, 30), (9, 10, 15, 20, 30, 31)])
def test_det_hentede_svarer_som_det_der_ikke_er(hentet: tuple[int, ...]):
    """Andre numre end de hentede svarer stadig, og et hentet uden række er stadig ingen."""
    uroert, hentet_tabel = PrNummer(RAMME), PrNummer(RAMME)
    uroerte, hentede = PrNoegle(RAMME, "cpr"), PrNoegle(RAMME, "cpr")
    hentet_tabel.hent(hentet)
    hentede.hent(hentet)
    for nummer in (9, 10, 15, 20, 30, 31):
        assert hentet_tabel.get(nummer) == uroert.get(nummer)
        assert (nummer in hentet_tabel) == (nummer in uroert)
        assert hentede[nummer] == uroerte[nummer]


@pytest.mark.parametrize("hentet", [(), ("S10",), ("S1", "S10", "S15", "S20", "S30", "S4")])
def test_det_hentede_under_tekster_er_det_samme(hentet: tuple[str, ...]):
    tekster = RAMME.with_columns(sag=pl.concat_str(pl.lit("S"), pl.col("cpr").cast(pl.String)))
    uroerte, hentede = PrNoegle(tekster, "sag"), PrNoegle(tekster, "sag")
    hentede.hent(hentet)
    for noegle in ("", "S1", "S10", "S15", "S20", "S30", "S4"):
        assert hentede[noegle] == uroerte[noegle]


@pytest.mark.parametrize("hentet", [(), (10, 15, 30), (9, 10, 15, 20, 30, 31)])
def test_et_udsnit_svarer_som_det_hele(hentet: tuple[int, ...]):
    """Det, der ikke er hentet på forhånd, læses, når der spørges."""
    spurgt: list[list[int]] = []

    def dan(numre: pl.Series | None) -> pl.DataFrame:
        spurgt.append([] if numre is None else numre.to_list())
        rammen = RAMME.filter(pl.col("cpr").is_not_null())
        return rammen if numre is None else rammen.filter(pl.col("cpr").is_in(numre.implode()))

    numre, noegler = PrNummerUdsnit(dan), PrNoegleUdsnit(dan, "cpr", pl.Int64)
    numre.hent(hentet)
    noegler.hent(hentet)
    hele, helt = PrNummer(RAMME), PrNoegle(RAMME, "cpr")
    for nummer in (9, 10, 15, 20, 30, 31):
        assert numre.get(nummer) == hele.get(nummer)
        assert numre.get(nummer, "intet") == hele.get(nummer, "intet")
        assert noegler[nummer] == helt[nummer]
    foer = len(spurgt)
    assert [numre.get(nummer) is None for nummer in (9, 10)] == [True, False]
    assert len(spurgt) == foer, "det samme læses ikke igen"
    assert numre[10] == hele[10]
    with pytest.raises(KeyError):
        numre[9]
