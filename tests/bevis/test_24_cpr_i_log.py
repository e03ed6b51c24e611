"""Trussel 24: intet CPR-nummer kommer i loggen, på en fejlside, i en repr eller i et filnavn."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.bevis import kanarier
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.logforloeb import FALDT, FORSOEG, MAERKE, PLANTET
from tests.bevis.lognat import NUMRE

NUMMER = re.compile(rf"{kanarier.CPR_NUMMER}(?![0-9])", re.IGNORECASE)
VENTET = {
    "natten": "koersel_afsluttet",
    "afviste rækker": "ventede",
    "natten uden bestand": "Bestanden kan ikke findes",
    "natten vælter i databasen": "IntegrityError",
    "natten vælter i Polars": "InvalidOperationError",
    "fejl i en side": "Internal Server Error: /bestillingsliste/",
    "fejl i loggen": "faldt: ",
    "fejl i en opgave": "opgaven kunne ikke bruge",
    "natten som opgave": "badly formed hexadecimal UUID",
    "repr af modeller": "<Sag: ",
    "samkoer med nummeret som dato": "er ikke en dato",
    "samkoer, der vælter i databasen": "IntegrityError",
    "samkoer, der vælter i Polars": "InvalidOperationError",
}
"""Ord, der viser, at forløbet nåede derhen, hvor nummeret kunne være sluppet ud."""


def test_intet_nummer_i_loggen(db: None, bevis: Bevisbog, tmp_path: Path) -> None:
    afsnit = dict(koer(tmp_path, bevis.antal(1, len(NUMRE))))
    assert list(afsnit)[-1] == "slut"
    assert not {navn: tekst for navn, tekst in afsnit.items() if navn.startswith(FALDT)}
    assert [navn for navn, ord_ in VENTET.items() if ord_ not in afsnit[navn]] == []
    plantet = {navn: tekst for navn, tekst in afsnit.items() if navn.startswith(PLANTET)}
    (antal,) = (navn.removeprefix(FORSOEG) for navn in afsnit if navn.startswith(FORSOEG))
    ufangede = [navn for navn, tekst in plantet.items() if not NUMMER.search(tekst)]
    if ufangede:
        warnings.warn(f"Ikke fanget: {', '.join(ufangede)}", stacklevel=1)
    bevis.foer(
        24,
        "CPR-numre i log, fejlsider, repr og filnavne",
        forsoeg=int(antal),
        brud=[n for n, tekst in afsnit.items() if n not in plantet and NUMMER.search(tekst)],
        plantet_fejl_fanget=bool(plantet) and not ufangede,
    )


def koer(mappe: Path, antal: int) -> Iterator[tuple[str, str]]:
    """Alt, programmet skrev på standardud og standardfejl, forløb for forløb."""
    var = mappe / "var"
    var.mkdir()
    svar = subprocess.run(
        [sys.executable, "-m", "tests.bevis.logforloeb", str(var), str(antal)],
        cwd=settings.ROD,
        env={**os.environ, **miljoe(mappe), "VAR_MAPPE": str(var)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
        timeout=900,
    )
    for stykke in svar.stdout.split(f"\n{MAERKE}")[1:]:
        navn, _, tekst = stykke.partition("\n")
        yield navn, tekst


def miljoe(mappe: Path) -> dict[str, str]:
    """Som i drift, med alt i loggen; databasen er en kopi af prøvens eller prøvens egen."""
    return {
        "DATABASE_URL": _databasen(mappe),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEMO": "true",
        "DEBUG": "false",
        "LOG_NIVEAU": "DEBUG",
        "REDIS_URL": "",
        "PYTHONUNBUFFERED": "1",
    }


def _databasen(mappe: Path) -> str:
    if connection.vendor == "postgresql":
        d = connection.settings_dict
        return f"postgres://{d['USER']}:{d['PASSWORD']}@{d['HOST']}:{d['PORT']}/{d['NAME']}"
    connection.ensure_connection()
    (mappe / "kopi.sqlite3").write_bytes(connection.connection.serialize())
    return f"sqlite:///{mappe}/kopi.sqlite3"
