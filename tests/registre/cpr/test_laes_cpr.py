"""Kommandoen ``laes_cpr``: skriver hele mappen eller intet."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import polars as pl
import pytest
from django.core.management import CommandError, call_command
from u12170_fil import ANNA, fil, p001, p002

HEL = fil(p001(ANNA), p002(ANNA, "0175-1234-001", "202401101300"))


@pytest.fixture
def cprfil(tmp_path: Path) -> Path:
    sti = tmp_path / "cpr.txt"
    sti.write_bytes(HEL)
    return sti


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_de_syv_tabeller_skrives(cprfil: Path, tmp_path: Path, format_: str):
    ud, sagt = tmp_path / "ud", StringIO()
    call_command("laes_cpr", str(cprfil), f"--ud={ud}", f"--format={format_}", stdout=sagt)
    assert sorted(sti.name for sti in ud.iterdir()) == [
        f"cpr_{navn}.{format_}"
        for navn in (
            "adresser",
            "beskyttelse",
            "boern",
            "civilstand",
            "personer",
            "separation",
            "status",
        )
    ]
    assert "1 personer i 4 poster, PRODDTO 2024-01-15" in sagt.getvalue()


def test_en_broekket_fil_efterlader_intet(cprfil: Path, tmp_path: Path):
    cprfil.write_bytes(HEL[:-10])
    with pytest.raises(CommandError, match=r"cpr\.txt er afvist\. Linje 4: .*Intet er skrevet"):
        call_command("laes_cpr", str(cprfil), f"--ud={tmp_path / 'ud'}")
    assert [sti.name for sti in tmp_path.iterdir()] == ["cpr.txt"]


def test_en_broekket_fil_roerer_ikke_det_der_stod(cprfil: Path, tmp_path: Path):
    ud = tmp_path / "ud"
    call_command("laes_cpr", str(cprfil), f"--ud={ud}", stdout=StringIO())
    foer = pl.read_parquet(ud / "cpr_adresser.parquet")
    cprfil.write_bytes(HEL.replace(b"00000002", b"00000003"))
    with pytest.raises(CommandError, match="tæller 3 poster"):
        call_command("laes_cpr", str(cprfil), f"--ud={ud}")
    assert pl.read_parquet(ud / "cpr_adresser.parquet").equals(foer)


@pytest.mark.parametrize(
    ("forrige", "grund"),
    [
        ("2024-01-11", "hul i rækken af filer"),
        ("12.01.2024", "ÅÅÅÅ-MM-DD"),
    ],
)
def test_den_forrige_fils_dato(cprfil: Path, tmp_path: Path, forrige: str, grund: str):
    with pytest.raises(CommandError, match=grund):
        call_command(
            "laes_cpr", str(cprfil), f"--ud={tmp_path / 'ud'}", f"--forrige-proddto={forrige}"
        )


def test_den_rette_forrige_dato_antages(cprfil: Path, tmp_path: Path):
    ud = tmp_path / "ud"
    call_command(
        "laes_cpr", str(cprfil), f"--ud={ud}", "--forrige-proddto=2024-01-12", stdout=StringIO()
    )
    assert ud.is_dir()


def test_en_fil_der_ikke_findes(tmp_path: Path):
    with pytest.raises(CommandError, match="Kan ikke læse eller skrive"):
        call_command("laes_cpr", str(tmp_path / "ingen"), f"--ud={tmp_path / 'ud'}")
