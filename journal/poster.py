"""Poster til journalen: det, andre rum kalder."""

from __future__ import annotations

from typing import Unpack
from uuid import UUID

from django.db.models import QuerySet

from adgang.models import Kommune
from journal import leverancer
from journal.leverancer import Oplysninger
from journal.models import Journalpost, Leveringstilstand


def opret(kommune: Kommune, **felter: Unpack[Oplysninger]) -> Journalpost:
    """Posten med nøglen; findes den, gives den gamle, uanset de øvrige felter."""
    return leverancer.opret(Journalpost, kommune, felter)


def find(kommune: Kommune | str, noegle: str) -> Journalpost | None:
    """Posten med nøglen."""
    return leverancer.find(Journalpost, kommune, noegle)


def staar(kommune: Kommune | str, noegle: str) -> bool:
    """Om posten med nøglen findes, og journalen har kvitteret for den."""
    poster = Journalpost.objects.i_kommune(kommune)
    return poster.filter(noegle=noegle, tilstand=Leveringstilstand.LEVERET).exists()


def paa_sag(kommune: Kommune | str, sag: UUID) -> QuerySet[Journalpost]:
    """Sagens poster, ældste først."""
    return leverancer.paa_sag(Journalpost, kommune, sag)


def traek_tilbage(kommune: Kommune | str, noegle: str) -> bool:
    """Slet posten, hvis ingen endnu har forsøgt at levere den; ``True``, når den er væk."""
    return leverancer.traek_tilbage(Journalpost, kommune, noegle)
