"""50 samtidige sagsbehandlere mod gunicorn på PostgreSQL: fejl, og 95-procentfraktil pr. side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.maaling import Maaling
from benchmarks.portalen.base import portalens_base
from benchmarks.proces import ROD, SETTINGS, koer

BRUGERE, SEKUNDER, SAGER, KOMMUNE = 50, 90, 20_000, "0175"
KRAFT = ("--workers", "2", "--threads", "4", "--keep-alive", "75", "--no-control-socket")
"""Som ``make run`` starter den."""
KLAR_INDEN = 60


def maal(_mappe: Path) -> list[Maaling]:
    """50 brugere i halvandet minut, hver med et klik hvert andet sekund."""
    with portalens_base(lille=100, stor=SAGER) as miljoe:
        genaabnet = json.loads(_sidste(["-m", "benchmarks.portalen.genaabn", KOMMUNE], miljoe))
        sessioner = _sidste(["-m", "benchmarks.portalen.sessioner", KOMMUNE], miljoe)
        with _portalen(miljoe) as adresse:
            sider = _locust(adresse, sessioner)
    return [*_genaabnet(genaabnet), *_fejl(sider), *_fraktiler(sider)]


def _sidste(argumenter: list[str], miljoe: Mapping[str, str]) -> str:
    return koer(argumenter, miljoe).svar.splitlines()[-1]


@contextmanager
def _portalen(miljoe: Mapping[str, str]) -> Iterator[str]:
    """Gunicorn på en ledig port, til den svarer, at den er klar."""
    from proevetjenester import ledig_port

    port = ledig_port()
    kommando = [sys.executable, "-m", "gunicorn", "portal.wsgi:application", *KRAFT]
    alt = {**os.environ, **miljoe, "DEMO": "true", "DJANGO_SETTINGS_MODULE": SETTINGS}
    with tempfile.TemporaryFile() as log:
        barn = subprocess.Popen(
            [*kommando, "--bind", f"127.0.0.1:{port}"], cwd=ROD, env=alt, stdout=log, stderr=log
        )
        try:
            _vent_paa(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            barn.terminate()
            barn.wait(timeout=30)


def _vent_paa(adresse: str) -> None:
    frist = time.monotonic() + KLAR_INDEN
    while time.monotonic() < frist:
        try:
            with urllib.request.urlopen(f"{adresse}/healthz/ready", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise TimeoutError(f"Portalen blev ikke klar på {KLAR_INDEN} sekunder.")


def _locust(adresse: str, sessioner: str) -> list[dict[str, Any]]:
    """Locusts egen optælling, side for side."""
    fil = Path(__file__).parent / "portalen" / "brugere.py"
    hvor = ["-m", "locust", "-f", str(fil), "--host", adresse, "--headless", "--json"]
    hvor_meget = ["-u", str(BRUGERE), "-r", "10", "-t", f"{SEKUNDER}s", "--exit-code-on-error", "0"]
    svar = koer([*hvor, *hvor_meget], {"SESSIONER": sessioner}).svar
    sider: list[dict[str, Any]] = json.loads(svar[svar.index("[") :])
    return sorted(sider, key=lambda side: str(side["name"]))


def _genaabnet(maalt: dict[str, float]) -> Iterator[Maaling]:
    yield Maaling(
        "pdf-genåbnet", "et kontrolark som PDF, der er dannet, mod første gang – hele siden",
        maalt["igen"], "ms", maalt["foerste"], maalt["igen"] / maalt["foerste"],
    )  # fmt: skip
    yield Maaling(
        "pdf-dannet-igen", "dannelser, når et dannet ark åbnes 20 gange", maalt["dannet"],
        "dannelser", maal=0,
    )  # fmt: skip


def _fejl(sider: list[dict[str, Any]]) -> Iterator[Maaling]:
    kald, fejl = (sum(side[navn] for side in sider) for navn in ("num_requests", "num_failures"))
    omfatter = f"fejl i {kald} kald fra {BRUGERE} samtidige brugere i {SEKUNDER} sekunder"
    yield Maaling("portalen-fejl", omfatter, fejl, "fejl", maal=0)


def _fraktiler(sider: list[dict[str, Any]]) -> Iterator[Maaling]:
    for side in sider:
        omfatter = f"95 ud af 100 svar på {side['name']} kom inden for så længe ({side['method']})"
        yield Maaling(f"p95 {side['name']}", omfatter, fraktil(side["response_times"], 0.95), "ms")


def fraktil(tider: Mapping[str, int], andel: float) -> float:
    """Den tid, så stor en andel af svarene højst tog; ``tider`` er ms → antal."""
    i_orden = sorted((float(ms), antal) for ms, antal in tider.items())
    mangler = andel * sum(antal for _, antal in i_orden)
    for ms, antal in i_orden:
        mangler -= antal
        if mangler <= 0:
            return ms
    return 0.0
