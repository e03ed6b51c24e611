"""Loggens vask: intet, der ligner et CPR-nummer, kommer ud, og intet andet går tabt."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import uuid
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from portal.logning import uden_cpr
from registre.cpr.numre import Cpr

ROD = Path(__file__).resolve().parents[2]
M = "******-****"


def vasket(vaerdi):
    """Værdien, som den står i en post."""
    return uden_cpr(None, "info", {"event": "prøve", "v": vaerdi})["v"]


VASKES = [
    ("6705850028",                        M),
    ("670585-0028",                       M),
    ("670585 0028",                       M),
    ("670585\u00a00028",                  M),                    # hårdt mellemrum
    ("670585–0028",                       M),                    # tankestreg
    ("q=670585+0028&side=2",              f"q={M}&side=2"),      # mellemrum i en adresse
    ("q=670585%200028",                   f"q={M}"),
    ("q=%226705850028%22",                f"q=%22{M}%22"),       # anførselstegn i en adresse
    ("/sag/6705850028/",                  f"/sag/{M}/"),
    ("cpr6705850028",                     f"cpr{M}"),
    ("pdf6705850028.pdf",                 f"pdf{M}.pdf"),
    ("Key (cpr)=(0175, 6705850028) findes", f"Key (cpr)=(0175, {M}) findes"),
    ("0175,6705850028,6805850036",        f"0175,{M},{M}"),      # en linje i en fil
    ("6705850028,17",                     f"{M},17"),
    ("'6705850028'",                      f"'{M}'"),
    ("Nummeret er 6705850028.",           f"Nummeret er {M}."),
    ("670585-0028 og 680585-0036",        f"{M} og {M}"),
    ("6705850028 " + "f" * 32,            f"{M} " + "f" * 32),
]  # fmt: skip

# Dag og måned ved kanten; løbenummeret er det samme.
KANTER = [
    ("6101800001", True),  ("6001800001", False), ("9101800001", True),  ("9201800001", False),
    ("3201800001", False), ("4512800001", False), ("0001800001", False),
    ("6112800001", True),  ("6113800001", False), ("6100800001", False),
    ("610180001",  False), ("61018000011", False), ("161018000011", False),
    ("610180--0001", False), ("610180  0001", False), ("61018-00001", False),
]  # fmt: skip

BLIVER = [
    "2026-11-23T21:26:00.670585+01:00",
    "2026-11-23 21:26:00.670585-0500",     # brøkdele fulgt af en tidszone
    "2026-11-23 21:26:00,670585 0100",
    "[23/Nov/2026:21:26:00 +0100]",
    "20261123T212600Z", "20261123212600", "23-11-2026 kl. 21.26",
    "1764019560", "1764019560.6705850", "1764019560670",   # sekunder og millisekunder siden 1970
    "6.705.850.028,00 kr.", "6705850028 kr.", "6705850028,50 kr.", "6705850028 øre",
    "6705850028.50", "-12345678,90", "0.6705850028",
    "067058500281234", "5790000000000",                    # kontonummer og GLN
    "12345678", "R-26-04812", "0175", "127.0.0.1:54321", "+45 20 12 34 56",
    "<object at 0x7f6705850028>",
    "67058500-0028-4111-8111-670585002811",                # UUID'er af lutter cifre
    "67058500002841118111670585002811",
    "tekst uden tal", "", "æøå – 100 %",
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "bliver"), VASKES)
def test_det_der_ligner_et_cpr_nummer_vaskes(tekst: str, bliver: str):
    assert vasket(tekst) == bliver
    assert vasket(bliver) == bliver


@pytest.mark.parametrize(("tekst", "er_et"), KANTER)
def test_kanten(tekst: str, er_et: bool):
    assert vasket(f"nr. {tekst} her") == (f"nr. {M} her" if er_et else f"nr. {tekst} her")


@pytest.mark.parametrize("dag", ["01", "31"])
def test_ogsaa_rigtige_dage(dag: str):
    assert vasket(f"{dag}0585-0028") == M


@pytest.mark.parametrize("tekst", BLIVER)
def test_alt_andet_bliver_staaende(tekst: str):
    assert vasket(tekst) == tekst


def test_uuider_fingeraftryk_tider_og_beloeb_bliver_staaende():
    tilfaeldig = random.Random(1)
    begynd = datetime(2018, 1, 1, tzinfo=UTC)
    for _ in range(20_000):
        bits = tilfaeldig.getrandbits(128)
        tid = begynd + timedelta(microseconds=tilfaeldig.randrange(20 * 366 * 86_400 * 10**6))
        i_zone = tid.astimezone(timezone(timedelta(minutes=15 * tilfaeldig.randrange(-48, 57))))
        kroner = tilfaeldig.randrange(10**9)
        tekster = [
            str(uuid.UUID(int=bits)),
            uuid.UUID(int=bits).hex,
            f"sag_{uuid.UUID(int=bits)}.pdf",
            hashlib.sha256(str(bits).encode()).hexdigest(),
            i_zone.isoformat(),
            f"{i_zone:%Y-%m-%d %H:%M:%S.%f%z}",
            f"{i_zone:%Y%m%dT%H%M%S%f%z}",
            f"{kroner:,}".replace(",", ".") + ",50 kr.",
            f"{kroner}.50",
            str(tilfaeldig.random()),
        ]
        assert [vasket(tekst) for tekst in tekster] == tekster


SAMMENSAT = [
    (6705850028,                                  6705850028),          # et tal er et beløb
    (67058500.28,                                 67058500.28),
    (True,                                        True),
    (None,                                        None),
    (["a", ("6705850028", [{"x": "670585-0028"}])], ["a", [M, [{"x": M}]]]),
    ({"6705850028": "navn"},                      {M: "navn"}),         # nøglen
    ({6705850028: "navn"},                        {M: "navn"}),
    ({"ym_cpr": 6705850028, "cpr": "x"},          {"ym_cpr": M, "cpr": "x"}),
    ({"cpr_personer": True, "antal": 6705850028}, {"cpr_personer": True, "antal": 6705850028}),
    (Cpr("6705850028"),                           M),
    (ValueError("rækken 6705850028"),             f"ValueError('rækken {M}')"),
    (b"6705850028",                               f"b'{M}'"),
    ({"6705850028"},                              f"{{'{M}'}}"),
    (Decimal("6705850028.50"),                    "Decimal('6705850028.50')"),
]  # fmt: skip


@pytest.mark.parametrize(("vaerdi", "bliver"), SAMMENSAT)
def test_vasken_gaar_helt_ned(vaerdi, bliver):
    assert vasket(vaerdi) == bliver


def test_haendelsen_selv_og_dens_noegler():
    post = uden_cpr(None, "info", {"event": "slog 6705850028 op", "6705850028": 1})
    assert post == {"event": f"slog {M} op", M: 1}


LOGGERE = """
import logging, sys
import django; django.setup()
import structlog
from celery.utils.log import get_task_logger
from gunicorn.config import Config
from gunicorn.glogging import Logger
from portal.celery import app

NR = "670585-" + "0028"
def alle():
    structlog.get_logger("samkoering").warning("struct " + NR, cpr=int(NR.replace("-", "")))
    for navn in ("fremmed", "django.request", "django.server", "gunicorn.error",
                 "gunicorn.access", "celery", "celery.task", "multiprocessing"):
        logging.getLogger(navn).error("args %s %s", navn, {NR: [NR]})
    get_task_logger("opgave").error("opgave " + NR)
    try:
        raise ValueError(NR)
    except ValueError as fejl:
        logging.getLogger("fremmed").exception("fejlen %s", fejl, stack_info=True)
    logging.getLogger("fremmed").error("forkert antal %s", NR, NR)
    logging.getLogger("fremmed").warning("ekstra", extra={"cpr": NR})

Logger(Config())  # som gunicorn gør det, før arbejderen henter portalen
from django.conf import settings
from django.utils.log import configure_logging
configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
app.log.setup(loglevel="INFO", redirect_stdouts=True)  # som en arbejder gør det
alle()
print("udskrift " + NR)
"""


@pytest.fixture(scope="module")
def logget(tmp_path_factory) -> str:
    """Alt, en proces med gunicorns og Celerys egne loggere skriver."""
    var = tmp_path_factory.mktemp("var")
    miljoe = {**os.environ, "VAR_MAPPE": str(var), "DEMO": "true", "DEBUG": "true",
              "DJANGO_SETTINGS_MODULE": "portal.settings"}  # fmt: skip
    svar = subprocess.run(
        [sys.executable, "-c", LOGGERE],
        cwd=ROD, env=miljoe, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return svar.stdout + svar.stderr


def test_ingen_logger_gaar_uden_om_vasken(logget: str):
    assert "0028" not in logget
    poster = [json.loads(linje) for linje in logget.splitlines() if linje.startswith("{")]
    haendelser = [post["event"] for post in poster]
    assert f"struct {M}" in haendelser
    for navn in ("fremmed", "django.request", "django.server", "gunicorn.error",
                 "gunicorn.access", "celery", "celery.task", "multiprocessing"):  # fmt: skip
        assert haendelser.count(f"args {navn} {{'{M}': ['{M}']}}") == 1
    assert {f"opgave {M}", f"fejlen {M}", "ekstra", f"udskrift {M}"} <= set(haendelser)


def test_en_post_der_ikke_kan_skrives_siger_hvor_men_ikke_hvad(logget: str):
    assert re.search(r"En logpost fra <string>:\d+ kunne ikke skrives: TypeError", logget)
    assert "forkert antal" not in logget
