"""Hvor en leverance går hen. Modtageren vælges af indstillingen, ikke af den, der leverer."""

from __future__ import annotations

from django.conf import settings

from journal.adaptere.digital_post import DigitalPost
from journal.adaptere.fordeling import Fordeling
from journal.adaptere.indlejret import Indlejret
from journal.adaptere.kontrakt import Adapter
from journal.models import Forsendelse, Leverance

__all__ = ["Adapter", "adapter_til"]


def adapter_til(leverance: Leverance) -> Adapter:
    """Breve går til Digital Post, poster til den journal, ``JOURNAL`` siger."""
    if isinstance(leverance, Forsendelse):
        return DigitalPost(settings.DIGITAL_POST_MAPPE)
    if settings.JOURNAL == "FORDELING":
        return Fordeling(settings.JOURNALMAPPE)
    return Indlejret()
