"""Månedens tal af det, databasen har: hvem der tæller hvor, og hvor mange de er.

Hvem der tæller, afgøres af perioderne og ``foerste_gruppe``. Beviset regner det samme langsomt af
hændelserne (``tests/bevis/langsom_monitorering.py``).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q, QuerySet

from persongrupper.markeringer import Markering
from persongrupper.models import Aktivitet, Aktivitetstype, Markeringsperiode, Projektborger
from persongrupper.monitorering.krav import MAANEDER, Tal


class Gruppe(StrEnum):
    """De mængder af borgere, tallene er antallet af."""

    BRUTTO = "brutto"
    VISITERET = "visiteret"
    IKKE_VISITERET = "ikke-visiteret"
    UDSKUDT = "udskudt"
    INDSATS = "indsats"
    AKTIVE = "aktive"
    IKKE_AKTIVE = "ikke-aktive"
    BEROERT = "beroert"


def sidste_dag(maaned: date) -> date:
    """Den sidste dag i den måned, ``maaned`` er den første dag i."""
    return (maaned.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def flyttet(maaned: date, antal: int) -> date:
    """Den første dag i måneden så mange måneder senere; negativ er tidligere."""
    nummer = maaned.year * 12 + maaned.month - 1 + antal
    return date(nummer // 12, nummer % 12 + 1, 1)


def borgere(kommune: str, maaned: date, i_dag: date) -> dict[Gruppe, frozenset[UUID]]:
    """Borgernes id'er i hver mængde ved månedens udgang; i den indeværende måned til og med i dag.

    ``maaned`` er månedens første dag.
    """
    slut = min(sidste_dag(maaned), i_dag)
    brutto = _i_gang(kommune, Markering.BRUTTOMAALGRUPPE, slut)
    foerste = dict(
        Projektborger.objects.i_kommune(kommune)
        .filter(foerste_dag__lte=slut)
        .values_list("pk", "foerste_gruppe")
    )
    visiteret = brutto & foerste.keys()
    indsats = frozenset(b for b in visiteret if foerste[b] == Markering.GRUPPE_1)
    aktive = indsats & _aktive(kommune, maaned, slut)
    ikke_visiteret = frozenset(brutto - visiteret)
    return {
        Gruppe.BRUTTO: frozenset(brutto),
        Gruppe.VISITERET: frozenset(visiteret),
        Gruppe.IKKE_VISITERET: ikke_visiteret,
        Gruppe.UDSKUDT: ikke_visiteret & _i_gang(kommune, Markering.UDSKUDT_VISITATION, slut),
        Gruppe.INDSATS: indsats,
        Gruppe.AKTIVE: frozenset(aktive),
        Gruppe.IKKE_AKTIVE: frozenset(indsats - aktive),
        Gruppe.BEROERT: frozenset(indsats & _aktive(kommune, flyttet(maaned, 1 - MAANEDER), slut)),
    }


def opgoer(kommune: str, maaned: date, i_dag: date) -> Tal:
    """Antallet i hver mængde."""
    antal = {gruppe: len(ider) for gruppe, ider in borgere(kommune, maaned, i_dag).items()}
    return Tal(
        brutto=antal[Gruppe.BRUTTO],
        visiteret=antal[Gruppe.VISITERET],
        udskudt=antal[Gruppe.UDSKUDT],
        indsats=antal[Gruppe.INDSATS],
        aktive=antal[Gruppe.AKTIVE],
        beroert=antal[Gruppe.BEROERT],
    )


def _i_gang(kommune: str, markering: Markering, dag: date) -> frozenset[UUID]:
    perioder: QuerySet[Markeringsperiode] = Markeringsperiode.objects.i_kommune(kommune).filter(
        Q(til=None) | Q(til__gte=dag), markering=markering, annulleret=None, fra__lte=dag
    )
    return frozenset(perioder.values_list("borger", flat=True))


def _aktive(kommune: str, fra: date, til: date) -> frozenset[UUID]:
    """Borgere med noget, der tæller, mindst én af dagene; ordinære timer kræver mindst én time."""
    aktiviteter = Aktivitet.objects.i_kommune(kommune).filter(
        Q(til=None) | Q(til__gte=fra),
        ~Q(type=Aktivitetstype.ORDINAERE_TIMER) | Q(timer__gt=0),
        fra__lte=til,
    )
    return frozenset(aktiviteter.values_list("borger", flat=True))
