"""Loggen bærer kørslens id på hver linje, også andres, og aldrig et CPR-nummer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROD = Path(__file__).resolve().parents[3]
KOERER = """
import logging
import django; django.setup()
import structlog
from structlog.contextvars import bound_contextvars

with bound_contextvars(koersel="2026-11-22#1"):
    structlog.get_logger("samkoering.natten").info("koersel_begyndt")
    logging.getLogger("fremmed").warning("et bibliotek siger noget")
    try:
        raise ValueError("670585-" + "0028")
    except ValueError:
        structlog.get_logger("samkoering.natten").error("del_fejlet", exc_info=True)
with bound_contextvars(koersel="670585-" + "0028"):
    structlog.get_logger("samkoering.natten").info("et_nummer_det_forkerte_sted")
structlog.get_logger("samkoering.natten").info("uden_for")
"""


@pytest.fixture(scope="module")
def linjer(tmp_path_factory) -> dict[str, dict[str, object]]:
    """Hver linje, arbejderen skrev, under sin hændelse."""
    miljoe = {**os.environ, "VAR_MAPPE": str(tmp_path_factory.mktemp("var")), "DEMO": "true",
              "DJANGO_SETTINGS_MODULE": "portal.settings"}  # fmt: skip
    svar = subprocess.run([sys.executable, "-c", KOERER], cwd=ROD, env=miljoe,
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert "0028" not in svar.stderr
    return {post["event"]: post for post in map(json.loads, svar.stderr.splitlines())}


@pytest.mark.parametrize(
    ("haendelse", "koersel"),
    [
        ("koersel_begyndt",             "2026-11-22#1"),
        ("et bibliotek siger noget",    "2026-11-22#1"),
        ("del_fejlet",                  "2026-11-22#1"),
        ("et_nummer_det_forkerte_sted", "******-****"),
        ("uden_for",                    None),
    ],
)  # fmt: skip
def test_linjen_siger_hvilken_koersel(linjer, haendelse: str, koersel: str | None):
    assert linjer[haendelse].get("koersel") == koersel
