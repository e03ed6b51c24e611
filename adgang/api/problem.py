"""Afvisninger som ``application/problem+json`` (RFC 9457), uden noget fra kaldets værdier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from adgang.api.beskeder import PROBLEMER, Sprog, feltfejl
from adgang.api.kald import STI, sprog

MEDIETYPE = "application/problem+json"
TYPE = "urn:registersamkoering:problem:{kode}"
UKENDT_FELT = "(ukendt felt)"
_FELTNAVN = re.compile(r"[A-Za-z_-]{1,40}(?:\.[0-9]{1,4})?")


class Felt(NamedTuple):
    """En fejl i et felt. ``besked`` er tom, når koden selv har en, som ``graenser`` udfylder."""

    navn: str
    kode: str
    besked: str = ""
    graenser: tuple[tuple[str, int], ...] = ()

    def paa(self, sprog: Sprog) -> str:
        """Fejlen på sproget."""
        return self.besked or feltfejl(self.kode, sprog, **dict(self.graenser))


class Afvisning(Exception):
    """Kaldet afvises med et problem; alt, det nåede at skrive, rulles tilbage."""

    def __init__(self, kode: str, fejl: Iterable[Felt] = (), **ord_: object) -> None:
        super().__init__(kode)
        self.kode, self.fejl, self.ord = kode, tuple(fejl), ord_


def ugyldigt(*fejl: Felt) -> Afvisning:
    """422 med de felter, der skal rettes."""
    return Afvisning("ugyldigt", fejl)


def problem(
    request: HttpRequest, kode: str, fejl: Iterable[Felt] = (), **ord_: object
) -> HttpResponse:
    """Svaret; ``ord_`` udfylder beskeden."""
    krop = som_krop(request, kode, fejl, **ord_)
    svar = HttpResponse(
        json.dumps(krop, ensure_ascii=False), content_type=MEDIETYPE, status=krop["status"]
    )
    svar["Content-Language"] = sprog(request)
    if svar.status_code == 401:
        svar["WWW-Authenticate"] = 'Bearer realm="registersamkoering"'
    return svar


def som_krop(
    request: HttpRequest, kode: str, fejl: Iterable[Felt] = (), **ord_: object
) -> dict[str, Any]:
    """Problemet selv, på kaldets sprog."""
    valgt, paa = PROBLEMER[kode], sprog(request)
    krop: dict[str, Any] = {
        "type": TYPE.format(kode=kode.replace("_", "-")),
        "title": valgt.titel.paa(paa),
        "status": valgt.status,
        "detail": valgt.detalje.paa(paa, **ord_),
        "instance": _sti(request),
    }
    if fejl:
        krop["fejl"] = [{"felt": _navn(et.navn), "besked": et.paa(paa)} for et in fejl]
    return krop


def er_problem(svar: HttpResponseBase) -> bool:
    """Om svaret allerede er et problem."""
    return svar.headers.get("Content-Type", "").startswith(MEDIETYPE)


def _sti(request: HttpRequest) -> str:
    """Adressen uden søgedel; en adresse, der ikke findes, gentages ikke: der kan stå hvad som
    helst i den."""
    return request.path if request.resolver_match else STI


def _navn(felt: str) -> str:
    """Feltets navn, når det kan være et; et fremmed navn kan rumme hvad som helst."""
    return felt if _FELTNAVN.fullmatch(felt) else UKENDT_FELT
