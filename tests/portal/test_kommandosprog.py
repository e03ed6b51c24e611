"""Kommandolinjens fejl er på dansk, og hver kommando får dem ét sted fra."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
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


EN_PROCES = """
import json, sys
import manage

def koer(kommando):
    sys.argv = ["manage.py", *kommando.split()]
    try:
        manage.main()
    except SystemExit as slut:
        return slut.code if isinstance(slut.code, int) else 1
    return 0

for kommando in json.loads(sys.argv[1]):
    for stroem in (sys.stdout, sys.stderr):
        print("::", kommando, file=stroem, flush=True)
    kode = koer(kommando)
    print("kode", kode, flush=True)
"""
"""Kommandoerne én efter én i samme proces; hver skriver under sin egen overskrift."""


@dataclass(frozen=True)
class Svar:
    """Det, en kommando sagde."""

    kode: int
    ud: str
    fejl: str


FORKERTE = {
    "demokode":                      "Der mangler på kommandolinjen: brugernavn",
    "demokode peter":                "»peter« kan ikke vælges",
    "apiklient opret 0175 Fag":      "Der mangler på kommandolinjen: --omfang",
    "samkoer --udtraek .":           "Der mangler på kommandolinjen: --dato",
}  # fmt: skip
UDEN_DATABASE = (
    "apiklient liste 0175", "bruger nulstil mette", "netvaerk 0175 vis", "bekraeft_log",
    "forsegl_log", "ryd_log", "nat", "demokode mette",
)  # fmt: skip


@pytest.fixture(scope="module")
def tom_mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def svarene(tom_mappe: Path) -> dict[str, Svar]:
    """Hver kommandos svar, med en var-mappe, hvor intet er sat op."""
    miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(tom_mappe)}
    miljoe.pop("DATABASE_URL", None)
    kommandoer = [*FORKERTE, *UDEN_DATABASE]
    svar = subprocess.run(
        [sys.executable, "-c", EN_PROCES, json.dumps(kommandoer)],
        cwd=ROD, env=miljoe, capture_output=True, text=True, check=True,
    )  # fmt: skip
    ud, fejl = delt(svar.stdout), delt(svar.stderr)
    return {
        kommando: Svar(int(kode), sagt, fejl[kommando])
        for kommando in kommandoer
        for sagt, _, kode in [ud[kommando].rpartition("kode ")]
    }


def delt(tekst: str) -> dict[str, str]:
    """Teksten under hver overskrift."""
    stykker = [stykke.partition("\n") for stykke in f"\n{tekst}".split("\n:: ")[1:]]
    return {navn: resten for navn, _, resten in stykker}


@pytest.mark.parametrize(("kommando", "siger"), FORKERTE.items())
def test_manage_taler_dansk(svarene: dict[str, Svar], kommando: str, siger: str):
    svar = svarene[kommando]
    assert (svar.kode, svar.ud) == (2, "")
    assert svar.fejl.startswith("brug: manage.py ")
    assert siger in svar.fejl
    assert not ENGELSK.search(svar.fejl), svar.fejl


@pytest.mark.parametrize("kommando", UDEN_DATABASE)
def test_en_tom_var_mappe_siges_med_raad(svarene: dict[str, Svar], tom_mappe: Path, kommando: str):
    svar = svarene[kommando]
    assert svar.kode == 1
    assert str(tom_mappe) in svar.fejl
    assert "så sæt den samme foran kommandoen" in svar.fejl
    assert "make run" in svar.fejl
    assert "Traceback" not in svar.fejl
