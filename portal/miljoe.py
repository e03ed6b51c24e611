"""Miljøvariabler, der læses strengt: en forkert værdi stopper starten med en forklaring."""

from __future__ import annotations

import os
from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_SAND, _FALSK = ("true", "1", "ja", "on", "yes"), ("false", "0", "nej", "off", "no", "")


def sandt_falsk(navn: str, *, default: bool) -> bool:
    """Sandt eller falsk fra miljøet; alt andet er en fejl, aldrig et stille nej."""
    vaerdi = os.environ.get(navn)
    if vaerdi is None:
        return default
    if vaerdi.strip().lower() in _SAND:
        return True
    if vaerdi.strip().lower() in _FALSK:
        return False
    raise ImproperlyConfigured(f"{navn}={vaerdi!r} forstås ikke. Skriv true eller false.")


def en_af(navn: str, tilladte: Sequence[str], *, default: str) -> str:
    """En værdi blandt de tilladte (store bogstaver)."""
    vaerdi = os.environ.get(navn, default).upper()
    if vaerdi not in tilladte:
        raise ImproperlyConfigured(f"{navn}={vaerdi!r} forstås ikke. Vælg {', '.join(tilladte)}.")
    return vaerdi


def dage(navn: str, *, default: int, mindst: int) -> int:
    """Et helt antal dage, mindst ``mindst``."""
    vaerdi = os.environ.get(navn, str(default)).strip()
    if not vaerdi.isdecimal() or int(vaerdi) < mindst:
        raise ImproperlyConfigured(
            f"{navn}={vaerdi!r} kan ikke bruges. Skriv et helt antal dage, mindst {mindst}."
        )
    return int(vaerdi)


def netvaerk(navn: str, *, default: str) -> list[IPv4Network | IPv6Network]:
    """Netværk adskilt af komma, eller ``ingen``."""
    vaerdi = os.environ.get(navn, default)
    if vaerdi.strip().lower() in ("ingen", ""):
        return []
    try:
        return [ip_network(led.strip()) for led in vaerdi.split(",")]
    except ValueError as fejl:
        raise ImproperlyConfigured(
            f"{navn}={vaerdi!r} forstås ikke. Skriv netværk adskilt af komma, fx 10.1.0.0/16."
        ) from fejl


def database(navn: str, forvalg: str) -> dict[str, Any]:
    """Databasen som en adresse; værdien gentages ikke i fejlen, for den rummer adgangskoden."""
    motorer = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
    try:
        fundet: dict[str, Any] = environ.Env().db_url(navn, default=forvalg)
    except (KeyError, ValueError):
        fundet = {}
    if fundet.get("ENGINE") not in motorer:
        raise ImproperlyConfigured(
            f"{navn} forstås ikke. Skriv postgres://bruger:kode@vært:5432/navn eller sqlite:///sti."
        )
    return fundet
