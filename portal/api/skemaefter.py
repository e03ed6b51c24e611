"""Det, endepunkterne har til fælles i beskrivelsen: nøglen, afvisningerne, de lukkede former."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from adgang.api.beskeder import PROBLEMER, Antal
from adgang.api.problem import MEDIETYPE, TYPE

ALTID = ("noegle_mangler", "ingen_adgang", "ugyldigt", "for_mange_kald", "fejl")
MED_ID = ("findes_ikke",)
MED_KROP = ("json", "for_stor", "medietype")
KONFLIKTER = {"bestil": ("bekraeft",), "feedback": ("konflikt",)}
HOVEDER = {401: "WWW-Authenticate", 429: "Retry-After"}
NOEGLEN = "klientnoegle"
_FELT = {
    "type": "object",
    "required": ["felt", "besked"],
    "additionalProperties": False,
    "properties": {"felt": {"type": "string"}, "besked": {"type": "string"}},
}
_AENDRET = {
    "type": "object",
    "description": "Kun ved 409: hvem der ændrede sagen, hvad og hvornår.",
    "required": ["hvem", "hvad", "hvornaar", "version"],
    "additionalProperties": False,
    "properties": {
        "hvem": {"type": "string"},
        "hvad": {"type": "string"},
        "hvornaar": {"type": ["string", "null"], "format": "date-time"},
        "version": {"type": "integer"},
    },
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457. »type« er fast for hver slags; ordene følger Accept-Language.",
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string", "description": "Adressen uden søgedel."},
        "fejl": {"type": "array", "items": _FELT},
        "aendret": _AENDRET,
    },
}


def goer_faerdig(
    result: dict[str, Any], generator: Any, request: Any, public: bool
) -> dict[str, Any]:
    """Krogen, drf-spectacular kalder til sidst."""
    _uden_spor(result)
    dele = result["components"]
    for skema in dele["schemas"].values():
        _luk(skema)
    dele["schemas"]["Problem"] = PROBLEM
    dele["responses"] = {kode: _afvisning(kode) for kode in sorted(_alle_koder())}
    dele["securitySchemes"] = {
        NOEGLEN: {
            "type": "http",
            "scheme": "bearer",
            "description": "Klientens nøgle: rs_<kommunekode>_<43 tegn>.",
        }
    }
    omfang = dict(_omfang(get_resolver().url_patterns))
    for sti, metoder in result["paths"].items():
        for metode in metoder.values():
            _goer_metoden_faerdig(sti, metode, omfang[metode["operationId"]])
    return result


def _goer_metoden_faerdig(sti: str, metode: dict[str, Any], omfang: str) -> None:
    for svar in metode["responses"].values():
        svar["description"] = svar["description"] or metode["summary"]
    metode["security"] = [{NOEGLEN: [omfang] if omfang else []}]
    koder = [*ALTID]
    koder += MED_ID if "{" in sti else ()
    koder += MED_KROP if "requestBody" in metode else ()
    koder += KONFLIKTER.get(metode["operationId"], ())
    metode["responses"] |= {
        str(PROBLEMER[kode].status): {"$ref": f"#/components/responses/{kode}"}
        for kode in sorted(koder, key=lambda kode: PROBLEMER[kode].status)
    }


def _alle_koder() -> set[str]:
    return {*ALTID, *MED_ID, *MED_KROP, *(kode for k in KONFLIKTER.values() for kode in k)}


def _uden_spor(del_: Any) -> None:
    """Fjern beskriverens egne mærker."""
    if isinstance(del_, dict):
        del_.pop("x-spec-enum-id", None)
    for under in (
        del_.values() if isinstance(del_, dict) else del_ if isinstance(del_, list) else ()
    ):
        _uden_spor(under)


def _luk(skema: dict[str, Any]) -> None:
    """Et felt, formen ikke kender, afvises; et åbent indhold siger selv, at det er åbent."""
    if skema.get("type") == "object":
        skema.setdefault("additionalProperties", False)


def _omfang(moenstre: list[Any]) -> Iterator[tuple[str, str]]:
    """Endepunktets navn og det omfang, det kræver."""
    for moenster in moenstre:
        yield from _omfang(getattr(moenster, "url_patterns", []))
        view: Any = getattr(moenster, "callback", None)
        if om := getattr(view, "om", None):
            yield om.navn, str(view.adgang.omfang or "")


def _afvisning(kode: str) -> dict[str, Any]:
    problem = PROBLEMER[kode]
    eksempel: dict[str, Any] = {
        "type": TYPE.format(kode=kode.replace("_", "-")),
        "title": problem.titel.da,
        "status": problem.status,
        "detail": problem.detalje.da.format_map(_TAL),
        "instance": "/api/v1/bestillinger",
    }
    if kode == "ugyldigt":
        eksempel["fejl"] = [{"felt": "sager", "besked": "Feltet mangler."}]
    if kode == "konflikt":
        eksempel["aendret"] = _AENDRET_EKSEMPEL
    indhold = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": eksempel}
    svar: dict[str, Any] = {"description": problem.titel.da, "content": {MEDIETYPE: indhold}}
    if hoved := HOVEDER.get(problem.status):
        svar["headers"] = {hoved: {"schema": {"type": "string"}}}
    return svar


_TAL = {"i_dag": Antal(38), "nye": Antal(5), "graense": 40, "hoejst": 65536}
_AENDRET_EKSEMPEL = {
    "hvem": "Mette Holm",
    "hvad": "registrerede “Henlægges i visitering”",
    "hvornaar": "2026-11-22T10:41:12+01:00",
    "version": 4,
}
