"""Listens ord for, hvor langt en ansøgnings opslag er."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from sagsopstart.fakta.personen import er_beskyttet, navn
from sagsopstart.fakta.tabel import Svar
from sagsopstart.models import GAELDER, Ansoegning, Opslagstilstand, Registeropslag, Rolle


@dataclass(frozen=True, slots=True)
class Listeraekke:
    """En ansøgning på listen."""

    ansoegning: Ansoegning
    navn: str
    """Ansøgerens navn; tomt, når CPR ikke har svaret den dag."""
    beskyttet: bool
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
    fra_cpr = _fra_cpr(alle, seneste)
    tal: dict[UUID, Counter[str]] = {en.pk: Counter() for en in ansoegninger}
    vist = alle.filter(GAELDER).values_list("ansoegning", "dag", "tilstand")
    for pk, dag, tilstand in vist:
        if seneste[pk] == dag:
            tal[pk][tilstand] += 1
    return [
        Listeraekke(
            en,
            navn(fra_cpr[en.pk]) if en.pk in fra_cpr else "",
            en.pk in fra_cpr and er_beskyttet(fra_cpr[en.pk]),
            tal[en.pk][Opslagstilstand.SVARET],
            tal[en.pk].total(),
            tal[en.pk][Opslagstilstand.FEJLET],
        )
        for en in ansoegninger
    ]


def _fra_cpr(alle: QuerySet[Registeropslag], seneste: dict[UUID, date]) -> dict[UUID, Svar]:
    """CPR's svar om ansøgerne den seneste dag, der er slået op."""
    svarede = alle.filter(register="cpr", rolle=Rolle.ANSOEGER, tilstand=Opslagstilstand.SVARET)
    raekker = svarede.values_list("ansoegning", "dag", "svar")
    return {pk: svar for pk, dag, svar in raekker if svar and seneste[pk] == dag}
