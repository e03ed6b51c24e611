"""Værten bag ``make run``: database, demodata, en nat, og så portal, arbejdere og ur.

Alt, der skrives, ligger i ``VAR_MAPPE``. Ctrl-C eller TERM stopper børnene i omvendt orden.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from boern import Boern, TjenesteError, doer_med_foraelder, sig
from maegler import indlejret_maegler

ROD = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
VAERT = "127.0.0.1"
SYNTETISK = (
    *("--personer", "4000", "--kommuner", "0175,0173", "--seed", "1"),
    *("--horisont-dage", "845"),
)
VERDENENS_ALDER = timedelta(days=480)
"""Den syntetiske verden begynder så længe før i dag, så demonstrationen har et års fortid."""
DELVIST_GENNEMFOERT = 3


def hoved() -> int:
    """Kør huset, til det afbrydes; 0 efter et ordnet stop, 1 når noget ikke kom op."""
    port = int(os.environ.get("PORT") or "8000")
    if optaget(port):
        sig(OPTAGET.format(port=port, ledig=port + 1))
        return 1
    try:
        hold_hus(port)
    except KeyboardInterrupt:
        sig("Stoppet.")
    except TjenesteError as fejl:
        sig(str(fejl))
        return 1
    except subprocess.CalledProcessError as fejl:
        sig(f"Trinnet mislykkedes og stoppede starten: {' '.join(fejl.cmd[1:])}")
        return 1
    return 0


OPTAGET = """Port {port} er optaget af et andet program. Stop det, eller vælg en anden port:
  PORT={ledig} make run
Port {port} is in use. Stop the other program, or choose another port: PORT={ledig} make run"""


def optaget(port: int) -> bool:
    """Kan porten ikke bindes på loopback?"""
    with socket.socket() as sokkel:
        sokkel.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sokkel.bind((VAERT, port))
        except OSError:
            return True
    return False


def hold_hus(port: int) -> None:
    """Sæt op, start tjenesterne, vis log-ins, og våg over dem."""
    var = Path(os.environ.get("VAR_MAPPE") or ROD / "var").resolve()
    with Boern(var / "log") as boern, maegler(boern) as adresse:
        miljoe = miljoe_til_tjenester(var, adresse)
        log_ins = klargoer_data(var, miljoe)
        start_tjenester(boern, miljoe, port)
        # Et års måneder tager et øjeblik at opgøre; portalen venter ikke på dem.
        manage(stille(miljoe), "opgoer_effekt", "--i-baggrunden")
        sig(f"\n{log_ins.strip()}\n")
        sig(f"Portalen kører på http://{VAERT}:{port} – Ctrl-C stopper den. Logge: {var / 'log'}")
        boern.vaag()


@contextmanager
def maegler(boern: Boern) -> Iterator[str]:
    """Mægleren fra ``REDIS_URL``, når den er sat; ellers den indlejrede."""
    if adresse := os.environ.get("REDIS_URL"):
        yield adresse
        return
    with indlejret_maegler(boern) as indlejret:
        yield indlejret


def miljoe_til_tjenester(var: Path, adresse: str) -> dict[str, str]:
    """Miljøet, alle tjenester deler; det, brugeren selv har sat, vinder."""
    forvalg = {"DEMO": "true"}
    fast = {"VAR_MAPPE": str(var), "REDIS_URL": adresse, "PYTHONUNBUFFERED": "1"}
    return {**forvalg, **os.environ, **fast}


def klargoer_data(var: Path, miljoe: dict[str, str]) -> str:
    """Database, demobrugere, registre og nætter; giver teksten med log-ins tilbage."""
    dag = datetime.now(ZoneInfo("Europe/Copenhagen")).date()
    registre = Path(miljoe.get("REGISTERMAPPE") or var / "registre")
    manage(miljoe, "migrate", "-v", "0")
    log_ins = manage(miljoe, "demo", fang=True)
    if not any(registre.glob("*.parquet")):
        sig("Laver et syntetisk Danmark …")
        begynder = (dag - VERDENENS_ALDER).isoformat()
        manage(miljoe, "syntetisk", *SYNTETISK, "--dato", begynder, "--ud", str(registre))
        manage(stille(miljoe), "demohistorik", "--dato", dag.isoformat())
    koer_nat(miljoe, dag)
    manage(miljoe, "persongruppedemo")
    manage(miljoe, "hjemmebesoegsdemo")
    manage(stille(miljoe), "udsoegningsdemo")
    # Sidst: den ansøgning, der er i gang, er færdig et minuts tid efter, at uret er startet.
    manage(stille(miljoe), "sagsopstartdemo")
    return log_ins


def koer_nat(miljoe: dict[str, str], dag: date) -> None:
    """Kør natten; en delvis nat er også en nat, og portalen siger, hvad der mangler."""
    sig(f"Kører natten til {dag:%d-%m-%Y} …")
    try:
        manage(stille(miljoe), "nat", "--dato", dag.isoformat())
    except subprocess.CalledProcessError as fejl:
        if fejl.returncode != DELVIST_GENNEMFOERT:
            raise


def stille(miljoe: dict[str, str]) -> dict[str, str]:
    """Ingen JSON mellem linjerne: et menneske ser på, og natten siger selv, hvad der mangler."""
    return {"LOG_NIVEAU": "CRITICAL", **miljoe}


def manage(miljoe: dict[str, str], *argumenter: str, fang: bool = False) -> str:
    """Kør en kommando i manage.py; ``fang`` giver det skrevne tilbage i stedet for at vise det."""
    return koer_trin([sys.executable, str(ROD / "manage.py"), *argumenter], miljoe, fang=fang)


def koer_trin(kommando: list[str], miljoe: dict[str, str], *, fang: bool = False) -> str:
    """Kør et trin til ende, eller stop det roligt, når værten bliver bedt om at stoppe.

    Trinnet har sin egen session: Ctrl-C i terminalen rammer ellers også det, og så står dets
    Python-spor dér som en fejl.
    """
    with subprocess.Popen(
        [*doer_med_foraelder(signal.SIGTERM), *kommando],
        env=miljoe,
        cwd=ROD,
        stdout=subprocess.PIPE if fang else None,
        text=True,
        start_new_session=True,
    ) as trin:
        try:
            skrevet, _ = trin.communicate()
        except KeyboardInterrupt:
            # Hele sessionen: natten regner i en proces under trinnet.
            with suppress(ProcessLookupError):
                os.killpg(trin.pid, signal.SIGTERM)
            raise
    if trin.returncode:
        raise subprocess.CalledProcessError(trin.returncode, kommando)
    return skrevet or ""


def start_tjenester(boern: Boern, miljoe: dict[str, str], port: int) -> None:
    """Arbejder, natarbejder, opslag, ur og web i den orden; hver kø har sin egen proces."""
    celery = [str(BIN / "celery"), "-A", "portal"]
    arbejder = [*celery, "worker", "-l", "INFO", "-Q", "portal", "-c", "1"]
    # Solo: motoren må aldrig køre i en proces, der er forgrenet, efter at Polars har kørt.
    nat = [*celery, "worker", "-l", "INFO", "-Q", "nat", "-P", "solo"]
    # Tråde: et opslag venter på sit register, og ni af dem kan vente på én gang.
    opslag = [*celery, "worker", "-l", "INFO", "-Q", "opslag", "-P", "threads", "-c", "9"]
    boern.start("arbejder", [*arbejder, "-n", "portal@%h", "--without-mingle"], miljoe=miljoe)
    boern.start("nat", [*nat, "-n", "nat@%h", "--without-mingle"], miljoe=miljoe)
    boern.start("opslag", [*opslag, "-n", "opslag@%h", "--without-mingle"], miljoe=miljoe)
    boern.start("ur", [*celery, "beat", "-l", "INFO", "--pidfile="], miljoe=miljoe)
    web = boern.start("web", gunicorn(port), miljoe=miljoe)
    boern.vent_paa(web, lambda: klar(port))


def gunicorn(port: int) -> list[str]:
    """Web-kommandoen.

    Kontrolsoklen slås fra, fordi den ellers lægges i hjemmemappen. En forbindelse holdes længere,
    end en bruger tænker mellem to klik: lukkes den i det samme, tabes klikket.
    """
    kraft = ["--workers", "2", "--threads", "4", "--keep-alive", "75", "--no-control-socket"]
    return [str(BIN / "gunicorn"), "portal.wsgi:application", "--bind", f"{VAERT}:{port}", *kraft]


def klar(port: int) -> bool:
    """Siger portalen selv, at den er klar? Uden om en eventuel proxy."""
    aabner = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with aabner.open(f"http://{VAERT}:{port}/healthz/ready", timeout=5) as svar:
            return bool(svar.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(hoved())
