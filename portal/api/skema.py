"""Beskrivelsen af programgrænsefladen, dannet af endepunkterne selv."""

from __future__ import annotations

from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from adgang.api.kald import Apikald
from adgang.rettigheder import kraever_api
from portal.api import beskrivelser
from portal.api.endepunkt import Svar, endepunkt


@kraever_api(None, uden_log="beskrivelsen rummer ingen personoplysninger")
@endepunkt("GET", beskrivelser.OPENAPI)
def openapi(_request: Apikald, _felter: dict[str, Any]) -> Svar:
    """Den samme beskrivelse som i depotet."""
    return Svar(beskrivelsen())


@cache
def beskrivelsen() -> dict[str, Any]:
    """OpenAPI-dokumentet."""
    # drf-spectacular har ingen typer på sine funktioner.
    danner: Any = SchemaGenerator
    dannet: dict[str, Any] = danner(urlconf="portal.urls").get_schema(public=True)
    return dannet
