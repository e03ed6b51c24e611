"""Hvor mange sager en bruger kan bestille på et døgn: en grænse, der spørger, og en, der nægter.

Der tælles forskellige sager, også dem, der er fortrudt eller lagt tilbage: borgerens navn og
CPR-nummer er vist, når sagen er bestilt, og grænsen skal også standse den, der samler på dem.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from django.db.models import Count, F
from django.utils import timezone

from adgang.models import Bruger, Kommune
from adgang.omfang import Omfang
from kontrol.models import Bestilling
from kontrol.partshoering.afgoerelse import IKKE_GAELDENDE


@dataclass(frozen=True, slots=True)
class Doegn:
    """Brugerens bestillinger i dag mod kommunens grænser."""

    i_dag: int
    varsel: int
    loft: int
    heraf_opgivet: bool = False
    """Om nogle af dem er fortrudt eller lagt tilbage; de tæller med, og teksten siger det."""

    @property
    def tilbage(self) -> int:
        """Så mange sager kan hun endnu bestille i dag."""
        return max(0, self.loft - self.i_dag)


class Graensefejl(Exception):
    """Intet er bestilt, fordi bestillingen gik over en grænse."""

    def __init__(self, doegn: Doegn, nye: int) -> None:
        super().__init__(f"{doegn.i_dag} bestilt i dag, {nye} mere.")
        self.doegn, self.nye = doegn, nye


class OverVarsel(Graensefejl):
    """Det er flere, end kommunen har aftalt; brugeren skal bekræfte."""


class OverLoft(Graensefejl):
    """Det er flere, end nogen kan bestille på et døgn."""


def tag_doegnet(bruger: Bruger, kommune: Kommune) -> Doegn:
    """Brugerens døgn med hendes række låst, så to bestillinger ikke tæller hver for sig.

    Låsen er den svage, der ikke venter på rækker, som blot peger på brugeren.
    """
    Bruger.objects.select_for_update(no_key=True).filter(pk=bruger.pk).values_list("pk").first()
    return doegn(bruger, kommune)


def doegn(bruger: Bruger, kommune: Kommune) -> Doegn:
    """Brugerens døgn, som det står."""
    mine = Bestilling.objects.i_kommune(kommune).filter(bruger=bruger, bestilt__gte=midnat())
    i_dag = mine.aggregate(antal=Count("sag", distinct=True))["antal"]
    opgivet = mine.filter(lukning__in=IKKE_GAELDENDE).exists()
    return Doegn(i_dag, kommune.bestilling_varsel, kommune.bestilling_loft, opgivet)


def proev(doegnet: Doegn, nye: int, *, bekraeftet: bool) -> None:
    """Kast ``OverLoft`` eller ``OverVarsel``, når de nye sager ikke kan bestilles uden videre."""
    i_alt = doegnet.i_dag + nye
    if nye and i_alt > doegnet.loft:
        raise OverLoft(doegnet, nye)
    if nye and i_alt > doegnet.varsel and not bekraeftet:
        raise OverVarsel(doegnet, nye)


def over_varsel(omfang: Omfang) -> list[tuple[str, int]]:
    """De brugere, der i dag har bestilt flere sager end aftalt, som (navn, antal); flest først."""
    i_dag = Bestilling.objects.i_kommune(omfang.kommune).filter(bestilt__gte=midnat())
    pr_bruger = i_dag.values("bruger").annotate(
        navn=F("bruger__navn"), antal=Count("sag", distinct=True)
    )
    over = pr_bruger.filter(antal__gt=omfang.kommune.bestilling_varsel)
    return list(over.order_by("-antal", "navn").values_list("navn", "antal"))


def midnat() -> datetime:
    """Da døgnet begyndte, dansk tid."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
