"""XML skrevet som et træ, aldrig som tekst: det, der skrives, er altid velformet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

_ULOVLIGE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Tegn, XML 1.0 ikke kan bære."""
Indhold = str | Iterable["Gren"]
Gren = tuple[str, Indhold]
"""Et elements navn og dets tekst eller grene."""


def dokument(
    navnerum: str,
    forstavelse: str,
    rod: str,
    grene: Iterable[Gren],
    egenskaber: Mapping[str, str] | None = None,
) -> bytes:
    """Træet som UTF-8; samme grene giver samme bytes."""
    register_namespace(forstavelse, navnerum)
    element = Element(f"{{{navnerum}}}{rod}", dict(egenskaber or {}))
    _tilfoej(element, navnerum, grene)
    indent(element)
    tekst: bytes = tostring(element, encoding="utf-8", xml_declaration=True)
    return tekst + b"\n"


def _tilfoej(over: Element, navnerum: str, grene: Iterable[Gren]) -> None:
    for navn, indhold in grene:
        element = SubElement(over, f"{{{navnerum}}}{navn}")
        if isinstance(indhold, str):
            element.text = _ULOVLIGE.sub("", indhold)
        else:
            _tilfoej(element, navnerum, indhold)
