"""Miljøvariabler, der læses strengt: en forkert værdi stopper starten med en forklaring."""

from __future__ import annotations

import math
import os
from collections.abc import Collection, Sequence
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


def tal(navn: str, *, default: float, hoejst: float = math.inf) -> float:
    """Et tal fra 0 til og med ``hoejst``, med punktum."""
    vaerdi = os.environ.get(navn, str(default))
    try:
        fundet = float(vaerdi)
    except ValueError:
        fundet = math.nan
    if not 0 <= fundet <= hoejst or math.isinf(fundet):
        graenser = f"fra 0 til {hoejst:g}" if math.isfinite(hoejst) else "på 0 eller mere"
        raise ImproperlyConfigured(f"{navn}={vaerdi!r} kan ikke bruges. Skriv et tal {graenser}.")
    return fundet


def udvalg(navn: str, kendte: Collection[str]) -> list[str]:
    """Nogle af de kendte navne, adskilt af komma; et ukendt er en fejl og aldrig uden virkning."""
    vaerdi = os.environ.get(navn, "")
    valgte = [led.strip() for led in vaerdi.split(",") if led.strip()]
    if not set(valgte) <= set(kendte):
        raise ImproperlyConfigured(
            f"{navn}={vaerdi!r} forstås ikke. Skriv navne adskilt af komma: {', '.join(kendte)}."
        )
    return valgte


def dage_for(navn: str, kendte: Collection[str]) -> dict[str, int]:
    """Hele dage for nogle af de kendte navne, som ``r75=31,cvr=1``."""
    vaerdi = os.environ.get(navn, "")
    par = [led.partition("=") for led in vaerdi.split(",") if led.strip()]
    fundne = {hvad.strip(): antal.strip() for hvad, _, antal in par}
    if not set(fundne) <= set(kendte) or not all(antal.isdecimal() for antal in fundne.values()):
        raise ImproperlyConfigured(
            f"{navn}={vaerdi!r} forstås ikke. Skriv hele dage som r75=31,cvr=1 for nogle af "
            f"{', '.join(kendte)}."
        )
    return {hvad: int(antal) for hvad, antal in fundne.items()}


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
