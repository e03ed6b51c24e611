"""Køen til arbejderen: kun id'er, og aldrig en fejl, siden mærker."""

from __future__ import annotations

import structlog

log = structlog.get_logger(__name__)


def saet_i_koe(model: str, kommune: str, leverance: str) -> None:
    """Bed arbejderen levere nu. Svarer mægleren ikke, finder uret leverancen inden for et minut."""
    from journal.tasks import lever

    try:
        lever.apply_async((model, kommune, leverance), retry=False)
    except Exception:  # mæglere fejler på hver deres måde; ingen af dem må vælte siden
        log.warning("leverance_ikke_i_koe", leverance=leverance, exc_info=True)
