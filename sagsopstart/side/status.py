"""Listens ord for, hvor langt en ansøgnings opslag er."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from sagsopstart.models import GAELDER, Ansoegning, Opslagstilstand, Registeropslag


@dataclass(frozen=True, slots=True)
class Listeraekke:
    """En ansøgning på listen."""

    ansoegning: Ansoegning
    svaret: int
    alle: int
    fejlede: int

    @property
    def i_gang(self) -> bool:
        """Om der stadig slås op."""
        return self.svaret + self.fejlede < self.alle


def statusser(ansoegninger: Sequence[Ansoegning]) -> list[Listeraekke]:
    """En række pr. ansøgning med tallene for den seneste dag."""
    if not ansoegninger:
        return []
    alle = Registeropslag.objects.i_kommune(ansoegninger[0].kommune_id).filter(
        ansoegning__in=ansoegninger
    )
    seneste = dict(alle.values_list("ansoegning").annotate(Max("dag")))
    tal: dict[UUID, Counter[str]] = {en.pk: Counter() for en in ansoegninger}
    vist = alle.filter(GAELDER).values_list("ansoegning", "dag", "tilstand")
    for pk, dag, tilstand in vist:
        if seneste[pk] == dag:
            tal[pk][tilstand] += 1
    return [
        Listeraekke(
            en,
            tal[en.pk][Opslagstilstand.SVARET],
            tal[en.pk].total(),
            tal[en.pk][Opslagstilstand.FEJLET],
        )
        for en in ansoegninger
    ]
