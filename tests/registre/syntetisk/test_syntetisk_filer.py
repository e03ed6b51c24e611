"""Samme argumenter giver de samme filer, og et udtræk skrives helt eller slet ikke."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from registre.kontrakt import TABELLER
from registre.syntetisk import MappeErIkkeTom, danmark, skriv
from registre.syntetisk.land import UgyldigStoerrelse

DATO = date(2020, 2, 29)


def indhold(mappe: Path) -> dict[str, bytes]:
    return {fil.name: fil.read_bytes() for fil in mappe.iterdir()}


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_samme_froe_giver_samme_bytes(tmp_path: Path, format_):
    for navn in ("en", "to"):
        skriv(danmark(150, ["0147"], DATO, seed=7), tmp_path / navn, format_)
    assert indhold(tmp_path / "en") == indhold(tmp_path / "to")
    assert set(indhold(tmp_path / "en")) == {f"{navn}.{format_}" for navn in TABELLER}


def test_et_andet_froe_giver_andre_mennesker():
    en, to = (danmark(50, ["0147"], DATO, seed=froe)["cpr_personer"] for froe in (1, 2))
    assert set(en["cpr"]) != set(to["cpr"])


@pytest.mark.parametrize("personer", [1, 2, 17])
def test_ogsaa_faa_personer_giver_et_udtraek(personer: int):
    tabeller = danmark(personer, ["0825"], DATO, seed=3, horisont_dage=5)
    assert tabeller["ydelse_sager"].height >= personer
    assert set(tabeller) == set(TABELLER)


@pytest.mark.parametrize(
    ("personer", "seed", "horisont"), [(0, 1, 0), (-5, 1, 0), (10, -1, 0), (10, 1, -1)]
)
def test_umulige_tal_afvises(personer: int, seed: int, horisont: int):
    with pytest.raises(UgyldigStoerrelse, match="mindst"):
        danmark(personer, ["0175"], DATO, seed, horisont)


def test_eindkomst_har_det_nyeste_foerst_for_hver_person(verden):
    raekker = verden["eindkomst"].select("cpr", "disposition", "cvr")
    efter = ["cpr", "disposition", "cvr"]
    assert raekker.equals(raekker.sort(efter, descending=[False, True, True]))


def test_en_mappe_med_indhold_roeres_ikke(tmp_path: Path):
    (tmp_path / "noter.txt").write_text("mine", encoding="utf-8")
    tabel = {"kommuner": pl.DataFrame({"kommunekode": ["0175"]})}
    with pytest.raises(MappeErIkkeTom, match="ikke tom"):
        skriv(tabel, tmp_path)
    assert indhold(tmp_path) == {"noter.txt": b"mine"}
    skriv(tabel, tmp_path, overskriv=True)
    assert set(indhold(tmp_path)) == {"kommuner.parquet"}


def test_en_afbrudt_skrivning_efterlader_det_gamle(tmp_path: Path):
    mappe = tmp_path / "ud"
    skriv({"kommuner": pl.DataFrame({"kommunekode": ["0175"]})}, mappe)
    foer = indhold(mappe)
    ubrugelig = {"kommuner": pl.DataFrame({"k": [1]}), "findes/ikke": pl.DataFrame({"k": [1]})}
    with pytest.raises(FileNotFoundError):
        skriv(ubrugelig, mappe, overskriv=True)
    assert indhold(mappe) == foer
    assert [fil.name for fil in tmp_path.iterdir()] == ["ud"]


def kommando(ud: Path, **andet: str) -> None:
    valg = {"personer": "20", "kommuner": "0175, 0173", "dato": "2018-06-19", **andet}
    argumenter = [f"--{navn}={vaerdi}" for navn, vaerdi in valg.items()]
    call_command("syntetisk", *argumenter, f"--ud={ud}")


def test_kommandoen_skriver_og_opsummerer(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    kommando(tmp_path / "ud", format="csv")
    skrevet = capsys.readouterr().out
    assert "ydelse_sager" in skrevet
    assert "sekunder" in skrevet
    assert set(pl.read_csv(tmp_path / "ud" / "kommuner.csv")["navn"]) == {
        "Rødovre",
        "Lyngby-Taarbæk",
    }


@pytest.mark.parametrize(
    ("argument", "vaerdi", "besked"),
    [
        ("kommuner", "0175,9999", "9999"),
        ("personer", "0", "mindst 1"),
        ("horisont-dage", "-1", "mindst 0"),
        ("dato", "19-06-2018", "ÅÅÅÅ-MM-DD"),
    ],
)
def test_kommandoen_afviser_forkerte_argumenter(tmp_path, argument, vaerdi, besked):
    with pytest.raises(CommandError, match=besked):
        kommando(tmp_path / "ud", **{argument: vaerdi})
    assert not (tmp_path / "ud").exists()


def test_kommandoen_slutter_med_2(tmp_path: Path):
    with pytest.raises(CommandError) as fejl:
        kommando(tmp_path / "ud", kommuner="9999")
    assert fejl.value.returncode == 2
