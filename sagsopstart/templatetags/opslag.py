"""Slå op i en ordbog fra en skabelon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template

register = template.Library()


@register.filter
def slaa_op(ordbog: Mapping[str, Any], noegle: str) -> Any:
    """Værdien; ``None``, når den ikke er der."""
    return ordbog.get(noegle)


@register.filter
def telefonform(kolonner: Sequence[Mapping[str, str]]) -> str:
    """Tabellens form på en telefon: ``smal``, eller ``stablet``, når der ikke er plads til den.

    Fire kolonner med et tal er smalle nok; fire med ord og datoer er ikke.
    """
    tal = any(kolonne["slags"] == "tal" for kolonne in kolonner)
    return "smal" if len(kolonner) < 4 or (len(kolonner) == 4 and tal) else "stablet"


@register.filter
def med(raekke: Sequence[Any], kolonner: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Rækkens celler, hver med sin kolonne."""
    return zip(raekke, kolonner, strict=True)
