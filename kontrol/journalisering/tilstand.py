"""Om sager står i journalen, sagt med ét ord for hver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from adgang.models import Kommune
from journal.models import Journalpost
from kontrol.journalisering.poster import ART
from kontrol.models import Bestilling

STAAR, VENTER, MANGLER = "Journaliseret", "Venter på journalen", "Ikke journaliseret"


@dataclass(frozen=True, slots=True)
class Journaltilstand:
    """Sagens poster under ét; ``tidspunkt`` er den seneste kvittering."""

    ord: str
    staar: bool
    tidspunkt: datetime | None = None
    fejl: str = ""


def tilstande(kommune: Kommune | str, sager: Iterable[UUID]) -> dict[UUID, Journaltilstand]:
    """Hver sags tilstand i journalen, fundet i én forespørgsel."""
    oenskede = list(sager)
    gaeldende = Bestilling.objects.i_kommune(kommune).filter(sag=OuterRef("sag"), lukket=None)
    poster = (
        Journalpost.objects.i_kommune(kommune)
        .filter(sag__in=oenskede)
        .annotate(bestilling=Subquery(gaeldende.values("pk")[:1]))
        .only("sag", "noegle", "art", "tilstand", "leveret", "fejl")
    )
    pr_sag: dict[UUID, list[Journalpost]] = defaultdict(list)
    for post in poster:
        if _vedkommer(post, post.bestilling):
            pr_sag[post.sag].append(post)
    return {sag: samlet(pr_sag[sag]) for sag in oenskede}


def samlet(poster: Iterable[Journalpost]) -> Journaltilstand:
    """Posterne under ét: én, der venter, er nok til, at sagen venter."""
    alle = list(poster)
    if not alle:
        return Journaltilstand(MANGLER, staar=False)
    kvitteret = max((p.leveret for p in alle if p.leveret), default=None)
    ventende = [post for post in alle if not post.er_leveret]
    if ventende:
        fejl = next((post.fejl for post in ventende if post.fejl), "")
        return Journaltilstand(VENTER, staar=False, tidspunkt=kvitteret, fejl=fejl)
    return Journaltilstand(STAAR, staar=True, tidspunkt=kvitteret)


def _vedkommer(post: Journalpost, gaeldende: UUID | None) -> bool:
    """En visitering fra en bestilling, der er lagt tilbage, siger intet om den nye."""
    if post.art != ART or gaeldende is None:
        return True
    return post.noegle.split(":")[1] == str(gaeldende)
