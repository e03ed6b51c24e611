"""Registrene hentes: hver adapter skriver sine tabeller i nattens udtræk, eller svarer ikke."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)


@contextmanager
def nattens_udtraek(dag: date) -> Iterator[Path]:
    """En mappe med alle registres tabeller for ``dag``; den slettes, når natten er kørt.

    Et register, der ikke svarer, efterlader ingen tabeller: reglerne, der bruger dem, er
    ikke udført. Registerrækker læses, matches og glemmes.
    """
    rod = settings.VAR_MAPPE / "udtraek"
    rod.mkdir(parents=True, exist_ok=True)
    mappe = Path(tempfile.mkdtemp(prefix=f"{dag.isoformat()}-", dir=rod))
    try:
        for rum, sti in settings.REGISTERADAPTERE.items():
            _hent(rum, sti, dag, mappe)
        yield mappe
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


def _hent(rum: str, sti: str, dag: date, mappe: Path) -> None:
    from registre.adapter import RegisterSvarerIkke, vaelg

    try:
        leverance = vaelg(sti, mappe=settings.REGISTERMAPPE).hent(dag, mappe)
        log.info("register_hentet", register=rum, tabeller=list(leverance.tabeller))
    except RegisterSvarerIkke as fejl:
        log.error("register_svarer_ikke", register=rum, grund=fejl.grund)
