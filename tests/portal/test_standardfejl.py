"""Standardfejl: kommandoernes egne ord og uventede fejls spor er uden CPR-numre."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.standardfejl import Vasket, vask_standardfejl

ROD = Path(__file__).resolve().parents[2]
NUMMER, MASKE = "670585-0028", "******-****"


@pytest.mark.parametrize(
    ("tekst", "bliver"),
    [
        (f"»{NUMMER}« er ikke en dato.", f"»{MASKE}« er ikke en dato."),
        (f"Key (cpr)=(0175, {NUMMER.replace('-', '')})", f"Key (cpr)=(0175, {MASKE})"),
        ("Kørsel 2018-06-19#1, 4.000 sager", "Kørsel 2018-06-19#1, 4.000 sager"),
        ("", ""),
    ],
)
def test_teksten_vaskes(tekst: str, bliver: str):
    ud = io.StringIO()
    assert Vasket(ud).write(tekst) == len(tekst)
    Vasket(ud).writelines([tekst])
    assert ud.getvalue() == bliver * 2


def test_stroemmen_er_ellers_den_samme():
    ud = io.StringIO()
    assert Vasket(ud).isatty() is ud.isatty()
    assert Vasket(ud).encoding == ud.encoding


def test_to_gange_er_som_en(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    vask_standardfejl()
    en_gang = sys.stderr
    vask_standardfejl()
    assert sys.stderr is en_gang


@pytest.mark.parametrize("argumenter", [("samkoer", "--udtraek", ".", "--dato", NUMMER), (NUMMER,)])
def test_manage_gentager_ikke_nummeret(tmp_path: Path, argumenter: tuple[str, ...]):
    svar = subprocess.run(
        [sys.executable, "manage.py", *argumenter],
        cwd=ROD, env={**os.environ, "DEMO": "true", "VAR_MAPPE": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert svar.returncode != 0
    assert MASKE in svar.stderr
    assert "0028" not in svar.stderr + svar.stdout
