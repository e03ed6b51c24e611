"""Kommandolinjens fejl er på dansk, og hver kommando får dem ét sted fra."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from portal import kommandosprog

ROD = Path(__file__).resolve().parents[2]
ENGELSK = re.compile(
    r"\b(usage|error|argument|arguments|the following|expected|invalid|choose|unrecognized)\b"
)


@pytest.fixture
def paa_dansk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argparse, "_", kommandosprog.dansk)
    monkeypatch.setattr(argparse, "ngettext", kommandosprog.dansk_antal)


def proeveparser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py x")
    under = parser.add_subparsers(dest="handling", required=True, metavar="handling")
    opret = under.add_parser("opret")
    opret.add_argument("navn", choices=["mette", "jonas"])
    opret.add_argument("--dage", type=int)
    opret.add_argument("--omfang", nargs="+")
    opret.add_argument("--par", nargs=2)
    en_af = opret.add_mutually_exclusive_group(required=True)
    en_af.add_argument("--alle", action="store_true")
    en_af.add_argument("--ingen", action="store_true")
    return parser


@pytest.mark.parametrize(
    ("linje", "siger"),
    [
        ("",                               "Der mangler på kommandolinjen: handling"),
        ("slet",                           "»slet« kan ikke vælges. Vælg en af:"),
        ("opret --alle",                   "Der mangler på kommandolinjen: navn"),
        ("opret mette",                    "Angiv en af: --alle --ingen"),
        ("opret peter --alle",             "navn: »peter« kan ikke vælges. Vælg en af:"),
        ("opret mette --alle --nyt",       "Ukendt på kommandolinjen: --nyt"),
        ("opret mette --alle --dage",      "--dage: mangler sin værdi"),
        ("opret mette --alle --dage x",    "--dage: »x« er ikke en gyldig værdi (int)"),
        ("opret mette --alle --omfang",    "--omfang: mangler mindst én værdi"),
        ("opret mette --alle --par 1",     "--par: skal have 2 værdier"),
        ("opret mette --alle --ingen",     "--ingen: kan ikke bruges sammen med --alle"),
        ("opret mette --alle=ja",          "--alle: tager ingen værdi, men fik 'ja'"),
        ("--h=1",                          "tager ingen værdi, men fik '1'"),
    ],
)  # fmt: skip
def test_fejlen_er_paa_dansk(paa_dansk, capsys, linje: str, siger: str):
    with pytest.raises(SystemExit) as slut:
        proeveparser().parse_args(linje.split())
    fejl = capsys.readouterr().err
    assert slut.value.code == 2
    assert siger in fejl
    assert not ENGELSK.search(fejl), fejl


@pytest.mark.parametrize(
    ("kommando", "siger"),
    [
        ("demokode",                      "Der mangler på kommandolinjen: brugernavn"),
        ("demokode peter",                "»peter« kan ikke vælges"),
        ("apiklient opret 0175 Fag",      "Der mangler på kommandolinjen: --omfang"),
        ("samkoer --udtraek .",           "Der mangler på kommandolinjen: --dato"),
    ],
)  # fmt: skip
def test_manage_taler_dansk(tmp_path: Path, kommando: str, siger: str):
    miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(tmp_path)}
    svar = subprocess.run(
        [sys.executable, "manage.py", *kommando.split()],
        cwd=ROD, env=miljoe, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (svar.returncode, svar.stdout) == (2, "")
    assert svar.stderr.startswith("brug: manage.py ")
    assert siger in svar.stderr
    assert not ENGELSK.search(svar.stderr), svar.stderr


@pytest.mark.parametrize(
    "kommando",
    ["apiklient liste 0175", "bruger nulstil mette", "netvaerk 0175 vis", "bekraeft_log",
     "forsegl_log", "ryd_log", "nat", "demokode mette"],
)  # fmt: skip
def test_en_tom_var_mappe_siges_med_raad(tmp_path: Path, kommando: str):
    miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(tmp_path)}
    miljoe.pop("DATABASE_URL", None)
    svar = subprocess.run(
        [sys.executable, "manage.py", *kommando.split()],
        cwd=ROD, env=miljoe, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert svar.returncode == 1
    assert str(tmp_path) in svar.stderr
    assert "så sæt den samme foran kommandoen" in svar.stderr
    assert "make run" in svar.stderr
    assert "Traceback" not in svar.stderr
