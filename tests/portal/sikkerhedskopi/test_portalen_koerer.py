"""En portal, ingen bruger, ses også: hver af dens processer standser en genskabelse."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as husets
from django.core.management import CommandError, call_command
from django.db import connection

from adgang import tilstede
from portal.sikkerhedskopi import genskab
from samkoering.management.commands import nat

pytestmark = pytest.mark.django_db(transaction=True)
CELERY = ("-m", "celery", "-A", "portal")
PROCESSER = {
    "web": ("-m", "gunicorn", "portal.wsgi:application", "--bind", "127.0.0.1:0",
            "--no-control-socket"),
    "arbejder": (*CELERY, "worker", "-P", "solo", "-Q", "nat", "--without-mingle"),
    "ur": (*CELERY, "beat", "--pidfile="),
}  # fmt: skip
FRIST = 60


@contextmanager
def proces(mappe: Path, argumenter: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """En af portalens processer på prøvens database; ingen mægler svarer den."""
    miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(mappe), "PYTHONPATH": str(husets.ROD),
              "REDIS_URL": "redis://127.0.0.1:1/0"}  # fmt: skip
    if connection.vendor == "postgresql":
        her = connection.settings_dict
        miljoe["DATABASE_URL"] = (
            f"postgres://{her['USER']}:{her['PASSWORD']}@{her['HOST']}:{her['PORT']}/{her['NAME']}"
        )
    with subprocess.Popen(
        [sys.executable, *argumenter], cwd=mappe, env=miljoe, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as barn:  # fmt: skip
        try:
            yield barn
        finally:
            os.killpg(barn.pid, signal.SIGKILL)


def er_alene() -> bool:
    with tilstede.alene() as alene:
        return alene


def vent(paa: Callable[[], bool], hvad: str) -> None:
    senest = time.monotonic() + FRIST
    while not paa():
        assert time.monotonic() < senest, hvad
        time.sleep(0.1)


# Hvor processen melder sig, er ens på begge databaser; låsen selv prøves på dem begge.
@pytest.mark.parametrize(
    "hvem", ["web", *(pytest.param(hvem, marks=pytest.mark.ens) for hvem in ("arbejder", "ur"))]
)
def test_en_stille_portal_standser_genskabelsen(tmp_path: Path, hvem: str):
    with proces(tmp_path, PROCESSER[hvem]):
        vent(lambda: not er_alene(), f"{hvem} melder sig ikke")
        with pytest.raises(CommandError, match="Portalen kører") as fejl:
            call_command("genskab", str(tmp_path / "findes-ikke.tar"), overskriv=True)
        assert fejl.value.returncode == 1
    vent(er_alene, f"{hvem} blev dræbt, men låsen står")
    with pytest.raises(CommandError, match="findes-ikke"):
        call_command("genskab", str(tmp_path / "findes-ikke.tar"), overskriv=True)


def test_natten_melder_sig_som_proces(monkeypatch):
    meldt: list[bool] = []
    monkeypatch.setattr(nat, "meld_tilstede", lambda: meldt.append(True))
    monkeypatch.setattr(nat, "oprydning", SimpleNamespace(sjaeldnere=int, ikke_mere=int))
    monkeypatch.setattr(nat.Command, "execute", lambda *_, **__: None)
    nat.Command().run_from_argv(["manage.py", "nat"])
    assert meldt == [True]


def test_det_regnede_efter_har_tusindpunktum(monkeypatch):
    log = SimpleNamespace(brud=[], segl=4392, raekker=76150)
    journal = SimpleNamespace(afvigelser=[], leveret=1000)
    monkeypatch.setattr(genskab.loggen, "bekraeft", lambda: log)
    monkeypatch.setattr(genskab.journalen, "bekraeft", lambda: journal)
    svar = genskab.Genskabt(manifest=SimpleNamespace())
    genskab._regn_efter(svar)
    assert svar.linjer == [
        "4.392 segl, 76.150 opslag og 1.000 leverede dokumenter er regnet efter."
    ]


@pytest.mark.postgres
def test_en_tabt_forbindelse_tages_igen(tmp_path: Path):
    """Databasen blev genstartet under portalen: den melder sig igen af sig selv."""
    with proces(tmp_path, PROCESSER["web"]):
        vent(lambda: not er_alene(), "web melder sig ikke")
        with connection.cursor() as markoer:
            markoer.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
                " WHERE locktype = 'advisory' AND mode = 'ShareLock' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            assert markoer.fetchone() == (1,)
        vent(er_alene, "forbindelsen er ikke tabt")
        vent(lambda: not er_alene(), "web meldte sig ikke igen")
