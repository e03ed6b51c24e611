"""Miljøet læses strengt: en forkert værdi stopper starten med en forklaring."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.logning import sporing
from portal.miljoe import dage_for, en_af, sandt_falsk, tal, udvalg
from portal.noegle import gemt_noegle

ROD = Path(__file__).resolve().parents[2]

VAERDIER = [
    ("true",  True),
    ("1",     True),
    ("Ja",    True),
    ("false", False),
    ("0",     False),
    ("",      False),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "ventet"), VAERDIER)
def test_sandt_falsk(monkeypatch, tekst, ventet):
    monkeypatch.setenv("PRØVE", tekst)
    assert sandt_falsk("PRØVE", default=not ventet) is ventet


def test_uden_vaerdi_gaelder_forvalget(monkeypatch):
    monkeypatch.delenv("PRØVE", raising=False)
    assert sandt_falsk("PRØVE", default=True) is True
    assert en_af("PRØVE", ("A", "B"), default="B") == "B"


def test_en_forskreven_vaerdi_er_aldrig_et_stille_nej(monkeypatch):
    monkeypatch.setenv("PRØVE", "hest")
    with pytest.raises(ImproperlyConfigured, match="PRØVE='hest' forstås ikke"):
        sandt_falsk("PRØVE", default=True)
    with pytest.raises(ImproperlyConfigured, match="Vælg A, B"):
        en_af("PRØVE", ("A", "B"), default="A")


@pytest.mark.parametrize("tekst", ["0", "0.5", "1", "1.0"])
def test_en_andel_er_fra_nul_til_en(monkeypatch, tekst):
    monkeypatch.setenv("PRØVE", tekst)
    assert tal("PRØVE", default=0.5, hoejst=1) == float(tekst)


@pytest.mark.parametrize("tekst", ["-0.1", "1.1", "50 %", "nan", "inf", "0,5", ""])
def test_et_tal_der_ikke_er_en_andel_afvises(monkeypatch, tekst):
    monkeypatch.setenv("PRØVE", tekst)
    with pytest.raises(ImproperlyConfigured, match="Skriv et tal fra 0 til 1"):
        tal("PRØVE", default=0.5, hoejst=1)


@pytest.mark.parametrize("tekst", ["-1", "inf", "længe"])
def test_et_tal_uden_loft_er_heller_ikke_hvad_som_helst(monkeypatch, tekst):
    monkeypatch.setenv("PRØVE", tekst)
    with pytest.raises(ImproperlyConfigured, match="Skriv et tal på 0 eller mere"):
        tal("PRØVE", default=300)


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [("", {}), ("r75=31", {"r75": 31}), (" r75=31, cvr=0,", {"r75": 31, "cvr": 0})],
)
def test_dage_for_navne(monkeypatch, tekst, ventet):
    monkeypatch.setenv("PRØVE", tekst)
    assert dage_for("PRØVE", ["r75", "cvr"]) == ventet


@pytest.mark.parametrize("tekst", ["r75", "r75=", "r75=-1", "r75=1.5", "skat=1", "r75=1;cvr=1"])
def test_dage_for_ukendte_navne_afvises(monkeypatch, tekst):
    monkeypatch.setenv("PRØVE", tekst)
    with pytest.raises(ImproperlyConfigured, match="for nogle af r75, cvr"):
        dage_for("PRØVE", ["r75", "cvr"])


@pytest.mark.parametrize(("tekst", "ventet"), [("", []), ("a", ["a"]), (" b, a ,", ["b", "a"])])
def test_et_udvalg(monkeypatch, tekst, ventet):
    monkeypatch.setenv("PRØVE", tekst)
    assert udvalg("PRØVE", ["a", "b"]) == ventet


def test_et_udvalg_med_et_ukendt_navn_siger_hvilke_der_er(monkeypatch):
    monkeypatch.setenv("PRØVE", "a,c")
    with pytest.raises(ImproperlyConfigured, match="adskilt af komma: a, b"):
        udvalg("PRØVE", ["a", "b"])


FORKERTE = [
    ("SIKKER_TRANSPORT", "hest",              "SIKKER_TRANSPORT='hest' forstås ikke"),
    ("LOG_NIVEAU",       "RÅB",               "LOG_NIVEAU='RÅB' forstås ikke"),
    ("DATABASE_URL",     "ost://kode@vaert/", "DATABASE_URL forstås ikke"),
    ("GODKENDTE_TABELLER", "ydelse_sag",      "GODKENDTE_TABELLER='ydelse_sag' forstås ikke"),
]  # fmt: skip


@pytest.mark.parametrize(("navn", "vaerdi", "besked"), FORKERTE)
def test_indstillingerne_stopper_starten(tmp_path, navn, vaerdi, besked):
    miljoe = {**os.environ, "VAR_MAPPE": str(tmp_path), navn: vaerdi}
    kommando = [sys.executable, "-c", "import portal.settings"]
    svar = subprocess.run(
        kommando, cwd=ROD, env=miljoe, capture_output=True, text=True, check=False
    )
    assert svar.returncode != 0
    assert besked in svar.stderr.splitlines()[-1]


def test_loggen_faar_fejlens_sted_og_art_men_aldrig_dens_ord():
    try:
        raise ValueError("rækken med 6101800001 findes allerede")
    except ValueError as fejl:
        post = sporing(None, "", {"event": "fejl", "exc_info": fejl})
    assert post["fejlart"] == "ValueError"
    assert "test_miljoe.py" in post["spor"][-1]
    assert "6101800001" not in str(post)


def test_noeglen_dannes_een_gang_og_kan_kun_laeses_af_ejeren(tmp_path):
    fil = tmp_path / "hemmelig-noegle"
    noegle = gemt_noegle(fil)
    assert len(noegle) >= 50
    assert gemt_noegle(fil) == noegle
    assert fil.stat().st_mode & 0o777 == 0o600


def test_en_tom_noegle_fra_en_afbrudt_start_dannes_forfra(tmp_path):
    fil = tmp_path / "hemmelig-noegle"
    fil.touch()
    assert gemt_noegle(fil) == gemt_noegle(fil) != ""
