"""Kildens regnestykke og de målte sekunder. Begge af kildens tal vises; de er ikke det samme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Avg, Count, Max, Min, Q

from adgang.models import Kommune
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import FAERDIGE, Opslagstilstand, Registeropslag
from sagsopstart.opslag.luk import LUKKET_FOERST
from sagsopstart.opslag.udfoer import AFLOEST

SAGER_OM_AARET = 1602
MINUTTER_PR_SAG = 10
KAN_AUTOMATISERES = 80
"""Procent af processen. Kilden: procesbeskrivelsen af kontrolopslag ved sagsopstart."""
HELE_TIMER = SAGER_OM_AARET * MINUTTER_PR_SAG / 60
"""1.602 × 10 min = 16.020 min = 267 timer."""
AUTOMATISERBARE_TIMER = HELE_TIMER * KAN_AUTOMATISERES / 100
"""267 timer × 80 % = 213,6 timer."""
STOPPET_AF_OS = (LUKKET_FOERST, AFLOEST)
"""Opslag, huset selv holdt op med at vente på. Det siger intet om registeret."""


@dataclass(frozen=True, slots=True)
class Registertid:
    """Et registers opslag: svarene, hvor længe i snit, og hvor mange det ikke svarede på."""

    navn: str
    svarede: int
    sekunder: float | None
    fejlede: int


@dataclass(frozen=True, slots=True)
class Maalt:
    """Kommunens egne opslag."""

    ansoegninger: int
    """Ansøgninger, hvis opslag alle har svaret eller er opgivet, hver dag for sig."""
    sekunder: float | None
    """Medianen fra de blev bestilt, til det sidste register var færdigt."""
    registre: tuple[Registertid, ...]

    @property
    def sparet_sekunder(self) -> float | None:
        """Kildens ti minutter minus de målte, for hver ansøgning."""
        return None if self.sekunder is None else 60 * MINUTTER_PR_SAG - self.sekunder


def maal(kommune: Kommune) -> Maalt:
    """Tallene for de opslag, kommunen stadig gemmer."""
    alle = Registeropslag.objects.i_kommune(kommune)
    return Maalt(*_ventetid(kommune), tuple(_register(alle, navn) for navn in OPSLAGSREGISTRE))


def _ventetid(kommune: Kommune) -> tuple[int, float | None]:
    grupper = (
        Registeropslag.objects.i_kommune(kommune)
        .values("ansoegning", "dag")
        .annotate(
            alle=Count("pk"),
            klar=Count("pk", filter=Q(tilstand__in=FAERDIGE, varighed_ms__isnull=False)),
            fra=Min("bestilt"),
            til=Max("afsluttet"),
        )
    )
    tider: list[timedelta] = [g["til"] - g["fra"] for g in grupper if g["alle"] == g["klar"]]
    return len(tider), median(tid.total_seconds() for tid in tider) if tider else None


def _register(alle: object, navn: str) -> Registertid:
    tal = alle.filter(register=navn).aggregate(  # type: ignore[attr-defined]
        svarede=Count("pk", filter=Q(tilstand=Opslagstilstand.SVARET)),
        fejlede=Count("pk", filter=Q(tilstand=Opslagstilstand.FEJLET) & ~Q(fejl__in=STOPPET_AF_OS)),
        ms=Avg("varighed_ms", filter=Q(tilstand=Opslagstilstand.SVARET)),
    )
    sekunder = None if tal["ms"] is None else tal["ms"] / 1000
    return Registertid(OPSLAGSREGISTRE[navn], tal["svarede"], sekunder, tal["fejlede"])
