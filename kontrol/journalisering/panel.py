"""Kontrolarkets sidepanel om journalen: sagens poster, og hvor langt hver af dem er."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from journal import poster
from journal.models import Journalpost
from kontrol.journalisering.tilstand import Journaltilstand, samlet
from samkoering.models import Sag


@dataclass(frozen=True, slots=True)
class Postlinje:
    """En post i panelet; kun den, journalen har kvitteret for, kan hentes."""

    id: UUID
    titel: str
    tilstand: Journaltilstand
    tidspunkt: datetime
    """Kvitteringen, eller det næste forsøg, mens posten venter."""
    sha256: str

    @property
    def paa_vej(self) -> bool:
        """Om den kan sendes nu; ellers venter den på sit tidspunkt."""
        return self.tidspunkt <= timezone.now()


@dataclass(frozen=True, slots=True)
class Journalpanel:
    """Sagens poster, nyeste først."""

    poster: tuple[Postlinje, ...]

    @property
    def venter(self) -> bool:
        """Om journalen mangler at kvittere for noget."""
        return any(not linje.tilstand.staar for linje in self.poster)


def journalpanel(sag: Sag) -> Journalpanel:
    """Sagens poster, som de står nu."""
    alle = poster.paa_sag(sag.kommune_id, sag.pk).defer("grundlag").reverse()
    return Journalpanel(tuple(_linje(post) for post in alle))


def _linje(post: Journalpost) -> Postlinje:
    tilstand = samlet([post])
    return Postlinje(
        id=post.pk,
        titel=post.titel,
        tilstand=tilstand,
        tidspunkt=tilstand.tidspunkt or post.naeste_forsoeg,
        sha256=post.sha256,
    )
