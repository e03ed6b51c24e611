"""Opgør de måneder, der er slut, én gang for altid; rettelser bagefter ændrer dem ikke."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import Min

from adgang.lejer import lejer
from adgang.models import Kommune
from persongrupper.models import Indlaesning, Maanedstal, Slags
from persongrupper.monitorering.krav import Tal
from persongrupper.monitorering.taelling import flyttet, opgoer
from persongrupper.vaern.dagen import i_dag


def opgoer_alle(nu: datetime) -> int:
    """Opgør alt, der mangler, i alle kommuner; antallet af måneder."""
    koder = list(Kommune.objects.order_by("pk").values_list("pk", flat=True))
    return sum(opgoer_kommune(kode, nu) for kode in koder)


def opgoer_kommune(kommune: str, nu: datetime) -> int:
    """Opgør kommunens manglende måneder i orden, i én transaktion.

    ``nu`` er det tidspunkt, siden viser; hvilke måneder der er slut, afgør databasens egen dag.
    """
    with lejer(kommune):
        dag = i_dag()
        manglende = _manglende(kommune, dag)
        for maaned in manglende:
            tal = opgoer(kommune, maaned, dag)
            Maanedstal.objects.i_kommune(kommune).create(
                kommune_id=kommune, maaned=maaned, opgjort=nu, **asdict(tal)
            )
        return len(manglende)


def _manglende(kommune: str, dag: date) -> list[date]:
    """Fra måneden efter den sidste opgjorte, eller fra den første fil, til den forrige måned."""
    sidste = Maanedstal.objects.i_kommune(kommune).order_by("-maaned").first()
    if sidste:
        naeste = flyttet(sidste.maaned, 1)
    else:
        filer = Indlaesning.objects.i_kommune(kommune).filter(slags=Slags.BRUTTOMAALGRUPPE)
        foerste: date | None = filer.aggregate(dag=Min("dag"))["dag"]
        if foerste is None:
            return []
        naeste = foerste.replace(day=1)
    maaneder = []
    while naeste < dag.replace(day=1):
        maaneder.append(naeste)
        naeste = flyttet(naeste, 1)
    return maaneder


def som_tal(raekke: Maanedstal) -> Tal:
    """Den gemte måned, som den regnes med."""
    return Tal(
        raekke.brutto,
        raekke.visiteret,
        raekke.udskudt,
        raekke.indsats,
        raekke.aktive,
        raekke.beroert,
    )
