"""Breve til borgeren gennem Digital Post: det, andre rum kalder."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django.db.models import QuerySet

from adgang.models import Kommune
from journal import leverancer
from journal.leverancer import Oplysninger
from journal.models import Forsendelse


def opret(kommune: Kommune, **felter: Unpack[Oplysninger]) -> Forsendelse:
    """Forsendelsen med nøglen; findes den, gives den gamle, uanset de øvrige felter."""
    return leverancer.opret(Forsendelse, kommune, felter)


def find(kommune: Kommune | str, noegle: str) -> Forsendelse | None:
    """Forsendelsen med nøglen."""
    return leverancer.find(Forsendelse, kommune, noegle)


def paa_sag(kommune: Kommune | str, sag: UUID) -> QuerySet[Forsendelse]:
    """Sagens forsendelser, ældste først."""
    return leverancer.paa_sag(Forsendelse, kommune, sag)
