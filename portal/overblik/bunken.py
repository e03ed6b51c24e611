"""Prognosen for kommunens ledige sager: tallene fra databasen og regnestykket om dem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.db.models import Count
from django.utils import timezone

from adgang.omfang import Omfang
from feedback.models import Feedback
from kontrol.models import Bestilling
from kontrol.partshoering.afgoerelse import IKKE_GAELDENDE
from kontrol.partshoering.bankdage import er_bankdag
from kontrol.prognose import Prognose, prognose, seneste_hverdage, tempo
from portal.overblik.dagen import paa_listen
from portal.overblik.diagram import Diagram, diagram

HVERDAGE = 20
"""Så mange hverdage tilbage måles tempoet."""


@dataclass(frozen=True, slots=True)
class Bunke:
    """Prognosen, det tempo den er regnet med, og hvor det kommer fra."""

    prognose: Prognose
    diagram: Diagram | None
    fra: date
    til: date
    bestilt: int
    afsluttet: int
    hverdage: int = HVERDAGE

    @property
    def tempo(self) -> str:
        """Sager pr. hverdag på dansk, med én decimal, når den er der."""
        return med_komma(self.prognose.tempo)


def dagens_prognose(omfang: Omfang) -> Bunke:
    """Regn fra i dag med det tempo, der er holdt de seneste hverdage."""
    i_dag = timezone.localdate()
    fra, til = seneste_hverdage(i_dag, HVERDAGE, er_bankdag)
    bestilt, afsluttet = _gjort(omfang, fra, til)
    svar = prognose(_pr_udloebsdag(omfang), i_dag, tempo(bestilt, HVERDAGE), er_bankdag)
    return Bunke(svar, diagram(svar.perioder), fra, til, bestilt, afsluttet)


def _pr_udloebsdag(omfang: Omfang) -> dict[date, int]:
    pr_dag = paa_listen(omfang).order_by().values("udloeber").annotate(antal=Count("pk"))
    return dict(pr_dag.values_list("udloeber", "antal"))


def _gjort(omfang: Omfang, fra: date, til: date) -> tuple[int, int]:
    """Bestilt og afsluttet i dagene, begge med; det fortrudte og tilbagelagte tæller ikke."""
    begynd, slut = _midnat(fra), _midnat(til + timedelta(days=1))
    bestilt = (
        Bestilling.objects.i_kommune(omfang)
        .filter(bestilt__gte=begynd, bestilt__lt=slut)
        .exclude(lukning__in=IKKE_GAELDENDE)
    )
    afsluttet = Feedback.objects.i_kommune(omfang).filter(
        registreret__gte=begynd, registreret__lt=slut
    )
    return bestilt.count(), afsluttet.count()


def _midnat(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))


def med_komma(tal: Fraction) -> str:
    """7, 7,4 eller 0,05; et tempo, der ikke er nul, skrives aldrig som nul."""
    tekst = f"{float(tal):.1f}" if tal >= Fraction(1, 10) or not tal else f"{float(tal):.2f}"
    return tekst.removesuffix(".0").replace(".", ",")
