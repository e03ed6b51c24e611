"""Registrene hentes: hver adapter skriver sine tabeller i nattens udtræk, eller svarer ikke."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from registre.adapter import Leverance

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
        hent_alle(dag, mappe)
        yield mappe
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


def hent_alle(dag: date, mappe: Path) -> None:
    """Hent hvert register med sin adapter, og læg følgesedlen ved."""
    from registre.adapter import skriv_mislykkede
    from registre.laesning import foelgeseddel

    leverancer: list[Leverance] = []
    linjer: dict[str, foelgeseddel.Linje] = {}
    for rum, sti in settings.REGISTERADAPTERE.items():
        slaaet_op = timezone.localtime().isoformat(timespec="seconds")
        leverance, grund = _hent(rum, sti, dag, mappe)
        if leverance is None:
            linjer[rum] = foelgeseddel.Linje(slaaet_op, grund=grund)
            continue
        leverancer.append(leverance)
        data_fra = leverance.data_fra.isoformat()
        linjer[rum] = foelgeseddel.Linje(slaaet_op, data_fra, leverance.kilde)
    skriv_mislykkede(leverancer, mappe)
    foelgeseddel.skriv(linjer, mappe)


def _hent(rum: str, sti: str, dag: date, mappe: Path) -> tuple[Leverance | None, str]:
    from registre.adapter import RegisterSvarerIkke, vaelg

    try:
        leverance = vaelg(sti, mappe=settings.REGISTERMAPPE).hent(dag, mappe)
    except RegisterSvarerIkke as fejl:
        log.error("register_svarer_ikke", register=rum, grund=fejl.grund)
        return None, fejl.grund
    log.info("register_hentet", register=rum, tabeller=list(leverance.tabeller))
    return leverance, ""
