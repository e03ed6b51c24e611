"""Et projekt i Rødovre, en medarbejder med retten, og en søgning, der er udført."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune, Rolle
from tests import fabrik
from tests.udsoegning.registerfolk import kursusliste
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.models import Fundet, Projekt
from udsoegning.projekt.handlinger import bestil_soegning, opret
from udsoegning.soegning.udfoer import udfoer


def medarbejder(navn: str = "nadia", i: Kommune | None = None) -> Bruger:
    """En projektmedarbejder."""
    return fabrik.bruger(navn, Rolle.PROJEKT, i, navn="Nadia Friis")


def projekt(bruger: Bruger) -> Projekt:
    """Et projekt for alle kurser siden 2010."""
    kommune = bruger.kommune
    assert kommune is not None
    return opret(kommune, bruger, "Prøveprojektet", date(2010, 1, 1), timezone.localdate())


def soeg(et: Projekt, *numre: str, afsluttet: date | None = None) -> Projekt:
    """Indlæs numrene, og søg."""
    dag = timezone.localdate()
    with lejer(et.kommune_id):
        if numre:
            indlaes(kursusliste(*numre, afsluttet=afsluttet), et, "Sprogcentret", None, dag)
        assert bestil_soegning(et, timezone.now())
    udfoer(et.kommune_id, et.pk)
    return Projekt.objects.i_kommune(et.kommune_id).get(pk=et.pk)


def paa_listen(et: Projekt) -> dict[str, UUID]:
    """Nummer → id for dem, der står på projektets liste."""
    egne = Fundet.objects.i_kommune(et.kommune_id).filter(projekt=et)
    return dict(egne.values_list("cpr", "pk"))
