"""De fire handlinger. Databasen afgør, om de må; her bliver dens nej til en besked.

Dagen er databasens egen (``vaern.dagen``), så ingen kan sætte en markering tilbage i tiden.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from adgang.models import Bruger, Kommune
from persongrupper.markering.muligheder import afloeses_af
from persongrupper.markeringer import Markering
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern.dagen import i_dag
from persongrupper.vaern.regler import BESKEDER, KRAV

_KAN_IKKE = "Markeringen kan ikke sættes sådan. Genindlæs siden, og prøv igen."
SAT_I_DAG = (
    "Den nuværende markering er sat i dag og kan ikke afløses samme dag. Annullér den, hvis den "
    "er forkert, og sæt den rigtige."
)


class Afvist(Exception):
    """Handlingen bryder en regel; teksten siger hvilken og kan vises."""


@dataclass(frozen=True, slots=True)
class Markeringsfelter:
    """Det, to af markeringerne skal have med; de øvrige har intet."""

    grund: str = ""
    forventet_til: date | None = None
    jobformidler: str = ""
    min_plan_dato: date | None = None

    def til(self, markering: str) -> dict[str, Any]:
        """Kun de felter, markeringen har."""
        if markering == Markering.UDSKUDT_VISITATION:
            return {"grund": self.grund.strip(), "forventet_til": self.forventet_til}
        if markering == Markering.JOBFORMIDLER:
            return {"jobformidler": self.jobformidler.strip(), "min_plan_dato": self.min_plan_dato}
        return {}


INGEN = Markeringsfelter()


def saet(
    borger: Projektborger, markering: str, bruger: Bruger, oplysninger: Markeringsfelter = INGEN
) -> Markeringsperiode:
    """Sæt en ny markering fra i dag; ``Afvist``, når en regel siger nej."""
    with _som_besked(), transaction.atomic():
        return _opret(borger, markering, bruger, oplysninger, i_dag())


def flyt(
    borger: Projektborger, markering: str, bruger: Bruger, oplysninger: Markeringsfelter = INGEN
) -> Markeringsperiode:
    """Afløs de markeringer, den nye ikke kan stå sammen med: de slutter i går, den nye begynder.

    Begge dele sker eller ingen af dem.
    """
    with _som_besked(), transaction.atomic():
        laast = _alle(borger.kommune_id).filter(borger=borger).select_for_update()
        dag = i_dag()
        for periode in laast.filter(annulleret=None, til=None):
            if periode.markering in afloeses_af(markering):
                if periode.fra == dag:
                    raise Afvist(SAT_I_DAG)
                _slut(periode, bruger, dag - timedelta(days=1))
        return _opret(borger, markering, bruger, oplysninger, dag)


def slut(periode: Markeringsperiode, bruger: Bruger) -> None:
    """Sæt slutdatoen til i dag."""
    with _som_besked(), transaction.atomic():
        _slut(periode, bruger, i_dag())


def annuller(periode: Markeringsperiode, bruger: Bruger, grund: str) -> None:
    """Annullér en forkert markering; den bliver stående med grunden."""
    with _som_besked(), transaction.atomic():
        gaeldende = _alle(periode.kommune_id).filter(pk=periode.pk, annulleret=None)
        ramt = gaeldende.update(
            annulleret=i_dag(), annulleret_af=bruger, annulleringsgrund=grund.strip()
        )
        if not ramt:
            raise Afvist("Markeringen er allerede annulleret.")


def find(kommune: Kommune, id_: UUID) -> Projektborger | None:
    """Borgeren i kommunen; ``None`` for en anden kommunes og en, der ikke findes."""
    return Projektborger.objects.i_kommune(kommune).filter(pk=id_).first()


def _opret(
    borger: Projektborger, markering: str, bruger: Bruger, oplysninger: Markeringsfelter, dag: date
) -> Markeringsperiode:
    return _alle(borger.kommune_id).create(
        kommune_id=borger.kommune_id,
        borger=borger,
        markering=markering,
        fra=dag,
        oprettet_af=bruger,
        **oplysninger.til(markering),
    )


def _slut(periode: Markeringsperiode, bruger: Bruger, dag: date) -> None:
    aaben = _alle(periode.kommune_id).filter(pk=periode.pk, til=None, annulleret=None)
    if not aaben.update(til=dag, sluttet_af=bruger):
        raise Afvist("Markeringen er allerede sluttet eller annulleret.")


def _alle(kommune: str) -> QuerySet[Markeringsperiode]:
    return Markeringsperiode.objects.i_kommune(kommune)


@contextmanager
def _som_besked() -> Iterator[None]:
    """Databasens nej som en besked; aldrig dens egne ord, for de kan rumme rækken."""
    try:
        yield
    except IntegrityError as fejl:
        raise Afvist(besked_af(fejl)) from None


def besked_af(fejl: IntegrityError) -> str:
    """Reglens besked, når det var en af vores; ellers den almindelige."""
    tekst = str(fejl)
    kendte = {**dict.fromkeys(BESKEDER, ""), **KRAV}
    return next((besked or ord_ for ord_, besked in kendte.items() if ord_ in tekst), _KAN_IKKE)
