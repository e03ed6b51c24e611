"""Polars læser sin opsætning, når den indlæses: den skal stå der, hvad man end indlæser først."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from registre import HUKOMMELSE
from tests.test_huset import ROD

NAVN = "_RJEM_MALLOC_CONF"
KIG = """
import os, sys
class Kig:
    def find_spec(self, navn, *resten):
        if navn == "polars":
            print(os.environ.get("_RJEM_MALLOC_CONF", "intet"))
sys.meta_path.insert(0, Kig())
import importlib
importlib.import_module(sys.argv[1])
"""


@pytest.mark.parametrize(
    "modul",
    [
        "registre.laesning",
        "registre.skrivning",
        "samkoering.bestand",
        "samkoering.motor.beregning",
        "samkoering.motor.dele",
        "samkoering.regler",
        "benchmarks.motor",
    ],
)
@pytest.mark.parametrize(
    ("sat", "ventet"),
    [(None, HUKOMMELSE), ("narenas:4", "narenas:4")],  # driftens eget valg gælder
)
def test_hukommelsen_er_sat_op_foer_polars(modul: str, sat: str | None, ventet: str):
    miljoe = {navn: vaerdi for navn, vaerdi in os.environ.items() if navn != NAVN}
    kommando = [sys.executable, "-c", KIG, modul]
    miljoe |= {NAVN: sat} if sat else {}
    svar = subprocess.run(kommando, cwd=ROD, env=miljoe, capture_output=True, text=True, check=True)
    assert svar.stdout.split() == [ventet]
