"""Kommandoerne som processer for sig: kopier, mens andre skriver, og genskab i en ny database.

På PostgreSQL er ejeren ikke superbruger, så rækkesikkerheden gælder den, der kopierer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.portal.sikkerhedskopi.huset import manifestet

pytestmark = [pytest.mark.bevis, pytest.mark.django_db(transaction=True)]
EJER, KODE = "proeve_ejer", "en-lang-proevekode"
SKRIV_TIL_STOP = """
import sys, pathlib, django
django.setup()
from django.utils import timezone
from adgang.lejer import paa_tvaers
from adgang.opslagslog.segl import forsegl
from tests import fabrik
from tests.bevis.test_13_log import skriv
with paa_tvaers(grund="prøven"):
    mette = fabrik.bruger("mette")
    fabrik.bestilt_sag(mette)
klar, stop = map(pathlib.Path, sys.argv[1:])
while not stop.exists():
    with paa_tvaers(grund="prøven"):
        skriv(mette, 5)
        fabrik.sag_med_udfald(mette.kommune)
    klar.touch()
"""


@dataclass
class Sted:
    """En database og en mappe, kommandoerne kører i."""

    miljoe: dict[str, str]

    def koer(self, *argumenter: str) -> subprocess.CompletedProcess[str]:
        kommando = [sys.executable, "manage.py", *argumenter]
        svar = subprocess.run(
            kommando, cwd=settings.ROD, env=self.miljoe, capture_output=True, text=True, check=False
        )
        assert svar.returncode == 0, svar.stdout + svar.stderr
        return svar

    def skriver(self, klar: Path, stop: Path) -> subprocess.Popen[bytes]:
        kommando = [sys.executable, "-c", SKRIV_TIL_STOP, str(klar), str(stop)]
        return subprocess.Popen(
            kommando, cwd=settings.ROD, env={**self.miljoe, "PYTHONPATH": str(settings.ROD)}
        )


def sted(mappe: Path, navn: str) -> Sted:
    egen = mappe / navn
    egen.mkdir()
    miljoe = {
        **os.environ,
        "DEMO": "true",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "VAR_MAPPE": str(egen),
        "REDIS_URL": "",
        "DATABASE_URL": f"sqlite:///{egen}/db.sqlite3",
    }
    if connection.vendor == "postgresql":
        her = connection.settings_dict
        miljoe["DATABASE_URL"] = f"postgres://{EJER}:{KODE}@{her['HOST']}:{her['PORT']}/{navn}"
    return Sted(miljoe)


@pytest.fixture
def steder(transactional_db, tmp_path: Path) -> Iterator[tuple[Sted, Sted]]:
    """Det gamle hus og et tomt, nyt."""
    navne = ("proeve_gammelt", "proeve_nyt")
    if connection.vendor == "postgresql":
        _udfoer(f"CREATE ROLE {EJER} LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD '{KODE}'")
        for navn in navne:
            _udfoer(f"CREATE DATABASE {navn} OWNER {EJER} TEMPLATE template0")
    yield sted(tmp_path, navne[0]), sted(tmp_path, navne[1])
    if connection.vendor == "postgresql":
        for navn in navne:
            _udfoer(f"DROP DATABASE {navn} WITH (FORCE)")
        _udfoer(f"DROP ROLE {EJER}")


def _udfoer(saetning: str) -> None:
    with connection.cursor() as markoer:
        markoer.execute(saetning)


def test_kopieret_mens_der_skrives_og_genskabt_et_nyt_sted(steder, tmp_path: Path):
    gammelt, nyt = steder
    gammelt.koer("migrate", "--verbosity=0")
    klar, stop, kopier = tmp_path / "klar", tmp_path / "stop", tmp_path / "kopier"
    skriver = gammelt.skriver(klar, stop)
    try:
        while not klar.exists():
            assert skriver.poll() is None
        gammelt.koer("sikkerhedskopi", str(kopier))
        assert skriver.poll() is None, "der blev skrevet hele tiden"
        stop.touch()
        assert skriver.wait(30) == 0
    finally:
        skriver.kill()
    (kopi,) = kopier.iterdir()
    genskabt = nyt.koer("genskab", str(kopi)).stdout
    assert "Alt stemmer." in genskabt
    raekker = json.loads(manifestet(kopi))["raekker"]
    # Opslag og sager skrives sammen: et øjebliksbillede har fem af det ene til én af det andet.
    assert raekker["adgang_opslag"] == 5 * (raekker["samkoering_sag"] - 1) > 0
    nyt.koer("bekraeft_log")
    nyt.koer("bekraeft_journal")
