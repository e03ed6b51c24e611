"""Beskrivelsen som YAML, læselig og ens fra gang til gang."""

from __future__ import annotations

from typing import Any

from drf_spectacular.renderers import OpenApiYamlRenderer

from portal.api.skema import beskrivelsen


def som_yaml() -> str:
    """Hele dokumentet."""
    skriver: Any = OpenApiYamlRenderer()
    return bytes(skriver.render(beskrivelsen(), renderer_context={})).decode()
