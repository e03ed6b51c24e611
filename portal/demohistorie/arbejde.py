"""Kollegernes arbejde mellem to nætter: hver sags skridt i deres orden, gemt på én gang."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from journal.models import Dokument
from portal.demohistorie.bunken import Bunke, Sagsgang, hent_bunken
from portal.demohistorie.hoering import fravaelges, hoeres, svares
from portal.demohistorie.lukning import lukkes
from portal.demohistorie.skaebne import Skaebne
from portal.demohistorie.skridt import aabnes, bestilles, varsles

Skridt = Callable[[Bunke, Sagsgang, datetime, Dokument], None]


def arbejd_imellem(
    kommune: Kommune,
    hold: list[Bruger],
    dokument: Dokument,
    imellem: tuple[datetime, datetime],
    nu: datetime,
) -> None:
    """Gør alt det, der ifølge skæbnerne sker ``imellem`` de to tidspunkter."""
    fra, til = imellem
    with lejer(kommune.pk):
        bunke = hent_bunken(kommune, hold, nu)
        for gang in bunke.gange:
            for tid, skridt in skridtene(gang.skaebne):
                if fra <= tid < til:
                    # UTC, som ``timezone.now``: det frosne skriver tidspunktet, som det er.
                    skridt(bunke, gang, tid.astimezone(UTC), dokument)
        bunke.gem()


def skridtene(skaebne: Skaebne) -> Iterator[tuple[datetime, Skridt]]:
    """Det, der sker med sagen, i orden."""
    mulige: tuple[tuple[datetime | None, Skridt], ...] = (
        (skaebne.bestilt, bestilles),
        (skaebne.aabnet, aabnes),
        (skaebne.varslet, varsles),
        (skaebne.hoert, hoeres),
        (skaebne.svaret, svares),
        (skaebne.fravalgt, fravaelges),
        (skaebne.sluttet, lukkes),
    )
    return ((tid, skridt) for tid, skridt in mulige if tid is not None)
