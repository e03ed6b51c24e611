"""Natten i sin egen proces: Polars tåler ikke at blive forket i en arbejder, der har brugt det."""

from __future__ import annotations

import subprocess
import sys

import structlog
from django.conf import settings

log = structlog.get_logger(__name__)
GENNEMFOERT, DELVIST = 0, 3


class NattenFejlede(Exception):
    """Natten nåede ikke igennem; kørslen står som fejlet med sin grund."""


def koer_natten(dato: str | None = None) -> None:
    """Kør ``manage.py nat`` i en ny proces; ``NattenFejlede``, når den ikke nåede igennem."""
    kommando = [sys.executable, str(settings.ROD / "manage.py"), "nat"]
    if dato:
        kommando += ["--dato", dato]
    kode = subprocess.run(kommando, check=False).returncode
    log.info("nat_afsluttet", slutkode=kode)
    if kode not in (GENNEMFOERT, DELVIST):
        raise NattenFejlede(f"Natten endte med slutkode {kode}.")
