"""Én arbejders gang gennem en kørsel."""

from __future__ import annotations

from samkoering.models import Koersel
from samkoering.natten.arbejder import arbejd
from tests.driftsrolle import som_driftsrolle


def koer_faerdig(koersel: Koersel) -> Koersel:
    """Arbejd på kørslen, som en arbejder gør det; på PostgreSQL under driftsrollen."""
    with som_driftsrolle():
        return arbejd(koersel.pk)
