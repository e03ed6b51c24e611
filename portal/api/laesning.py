"""Læs kaldets krop og søgedel efter formen; alt, formen ikke kender, afvises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from rest_framework import serializers

from adgang.api.problem import Felt, ugyldigt
from portal.api.felter import Id

Form = type[serializers.Serializer[Any]]
NOEGLEHOVED = "Idempotency-Key"
TALFEJL = {"invalid", "min_value", "max_value", "max_string_length"}


class Intet(serializers.Serializer[Any]):
    """Ingen felter: enhver søgedel eller krop er for meget."""


def laes_soegedel(form: Form, soegedel: QueryDict) -> dict[str, Any]:
    """Søgedelens felter; et felt, der ikke er en liste, må kun stå én gang."""
    felter = form().fields
    lister = {navn for navn, felt in felter.items() if isinstance(felt, serializers.ListField)}
    flere = [n for n in soegedel if n not in lister and len(soegedel.getlist(n)) > 1]
    if flere:
        raise ugyldigt(*(Felt(navn, "gentaget") for navn in flere))
    raa = {n: soegedel.getlist(n) if n in lister else soegedel[n] for n in soegedel}
    return laes(form, raa)


def laes(form: Form, raa: Any) -> dict[str, Any]:
    """Felterne, læst og prøvet hver for sig; ``Afvisning`` nævner dem, der skal rettes."""
    if not isinstance(raa, Mapping):
        raise ugyldigt(Felt("krop", "invalid"))
    laeser = form(data=raa)
    fejl = [Felt(str(navn), "ukendt") for navn in raa if navn not in laeser.fields]
    if not laeser.is_valid():
        fejl += [_med_graenser(en, laeser.fields) for en in _fejl(laeser.errors)]
    if fejl:
        raise ugyldigt(*fejl)
    return dict(laeser.validated_data)


def laes_noegle(request: HttpRequest) -> UUID:
    """``Idempotency-Key``: et UUID, klienten vælger for hvert nyt kald."""
    raa = request.headers.get(NOEGLEHOVED)
    if raa is None:
        raise ugyldigt(Felt(NOEGLEHOVED, "required"))
    try:
        noegle: UUID = Id().run_validation(raa)
    except serializers.ValidationError:
        raise ugyldigt(Felt(NOEGLEHOVED, "invalid")) from None
    return noegle


def _med_graenser(fejl: Felt, felter: Mapping[str, Any]) -> Felt:
    """Fejlen, der nævner feltets egne grænser, når det har nogen."""
    felt = felter.get(fejl.navn)
    mindst, hoejst = getattr(felt, "min_value", None), getattr(felt, "max_value", None)
    laengst = getattr(felt, "max_length", None)
    if fejl.kode in TALFEJL and mindst is not None and hoejst is not None:
        return fejl._replace(kode="tal", graenser=(("mindst", mindst), ("hoejst", hoejst)))
    if fejl.kode == "max_length" and laengst is not None:
        kode = "for_mange" if isinstance(felt, serializers.ListField) else "for_lang"
        return fejl._replace(kode=kode, graenser=(("hoejst", laengst),))
    return fejl


def _fejl(fejl: Any, navn: str = "") -> Iterator[Felt]:
    """Felter og koder af rammens indlejrede fejl; dens egne ord bruges ikke."""
    if isinstance(fejl, Mapping):
        for under, resten in fejl.items():
            yield from _fejl(resten, f"{navn}.{under}" if navn else str(under))
    elif isinstance(fejl, list):
        for led in fejl:
            yield from _fejl(led, navn)
    else:
        yield Felt(navn, str(fejl.code))
