"""Nøglen fra enhedsnummer til CPR-nummer, og kommandoen, der bruger den."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from registre.cvr.knude import SvarAfvist
from registre.cvr.personnoegle import laes_personnoegle

ANNA, BO = "6705850028", "6806820033"
HOVED = "enhedsnummer,cpr\n"


@pytest.mark.parametrize(
    ("tekst", "noegle"),
    [
        (HOVED,                                        {}),
        (HOVED + f"41,{ANNA}\n",                       {41: ANNA}),
        ("\ufeff" + HOVED + f"41,{ANNA}\r\n\n 42 , {BO} ", {41: ANNA, 42: BO}),
        (HOVED + f"41,{ANNA}\n41,{ANNA}\n",            {41: ANNA}),
        (HOVED + f"41,{ANNA}\n42,{ANNA}\n",            {41: ANNA, 42: ANNA}),
    ],
)  # fmt: skip
def test_en_noegle(tekst: str, noegle: dict[int, str]):
    assert laes_personnoegle(tekst.encode()) == noegle


@pytest.mark.parametrize(
    ("tekst", "sted"),
    [
        ("",                                     "nøglen, hovedet"),
        (f"41,{ANNA}\n",                         "nøglen, hovedet"),
        ("cpr,enhedsnummer\n",                   "nøglen, hovedet"),
        (HOVED + f"41,{ANNA}\n42\n",             "nøglen, række 2"),
        (HOVED + f"41,{ANNA},x\n",               "nøglen, række 1"),
        (HOVED + f"x,{ANNA}\n",                  "nøglen, række 1"),
        (HOVED + f",{ANNA}\n",                   "nøglen, række 1"),
        (HOVED + f"41,{ANNA[:9]}\n",             "nøglen, række 1"),
        (HOVED + f"41,{ANNA[:6]}-{ANNA[6:]}\n",  "nøglen, række 1"),
        (HOVED + f"41,{ANNA}\n41,{BO}\n",        "nøglen, række 2"),
        (HOVED + f'41,"{ANNA}\n',                "nøglen"),
    ],
)  # fmt: skip
def test_en_gal_noegle_afvises_uden_at_naevne_numre(tekst: str, sted: str):
    with pytest.raises(SvarAfvist) as fanget:
        laes_personnoegle(tekst.encode())
    assert fanget.value.sted == sted
    assert ANNA[6:] not in str(fanget.value)


def test_en_noegle_i_et_andet_tegnsaet_afvises():
    with pytest.raises(SvarAfvist):
        laes_personnoegle("enhedsnummer,cpr\nø,1".encode("iso-8859-1"))


@pytest.fixture
def filer(tmp_path: Path) -> tuple[Path, Path]:
    svar, noegle = tmp_path / "cvr.json", tmp_path / "noegle.csv"
    svar.write_text(json.dumps({"hits": {"total": 3, "hits": []}}))
    noegle.write_text(HOVED)
    return svar, noegle


def test_kommandoen_skriver_tabellen_og_siger_det_oversprungne(
    filer: tuple[Path, Path], tmp_path: Path
):
    ud, sagt, advaret = tmp_path / "ud", StringIO(), StringIO()
    svar, noegle = filer
    call_command(
        "laes_cvr", str(svar), f"--personer={noegle}", f"--ud={ud}", stdout=sagt, stderr=advaret
    )
    assert [sti.name for sti in ud.iterdir()] == ["cvr_deltagelser.parquet"]
    assert "cvr_deltagelser: 0 rækker fra 0 virksomheder" in sagt.getvalue()
    assert "0 af 3 fund" in advaret.getvalue()


@pytest.mark.parametrize(
    ("hvilken", "grund"),
    [
        (0, r"cvr\.json er afvist\. linje 1, tegn 1: .*Intet er skrevet"),
        (1, r"nøglen, hovedet: ventede kolonnerne enhedsnummer,cpr"),
    ],
)
def test_kommandoen_skriver_intet_ved_en_broekket_fil(
    filer: tuple[Path, Path], tmp_path: Path, hvilken: int, grund: str
):
    filer[hvilken].write_text("")
    with pytest.raises(CommandError, match=grund):
        call_command("laes_cvr", str(filer[0]), f"--personer={filer[1]}", f"--ud={tmp_path / 'ud'}")
    assert not (tmp_path / "ud").exists()
