"""Trin 3: de hændelser, der blev fundet i en måned, og hvor de står."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, time
from enum import StrEnum

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from samkoering.models import (
    AABNE_TILSTANDE,
    AFSLUTTENDE_TILSTANDE,
    Haendelsestal,
    Hvad,
    Koerselsdel,
    Udfald,
    Udfaldstilstand,
)


class Stand(StrEnum):
    """Hvor en gemt hændelse står; de behandlede efter sagens resultat."""

    AABEN = "AABEN"
    HENLAGT_VISITERING = "HENLAGT_VISITERING"
    HENLAGT_EFTER_PARTSHOERING = "HENLAGT_EFTER_PARTSHOERING"
    AENDRET_TILDELING = "AENDRET_TILDELING"
    UDLOEBET = "UDLOEBET"
    BORTFALDET = "BORTFALDET"
    SLETTET = "SLETTET"


FOER = "FOER"
"""Hændelser fra kørsler uden regnskab; de tælles, som de findes."""
SLETTET_KOERSEL = "SLETTET_KOERSEL"
"""Hændelser fra kørsler, hvis tal er slettet efter fristen."""
UKENDT = "UKENDT"
"""En hændelse, hvis tilstand og sag ikke passer sammen; den får regnskabet til ikke at gå op."""
Beholdning = dict[str, dict[str, Counter[str]]]
"""Kommunekode → regel → antal pr. ``Stand``, ``FOER`` og ``SLETTET_KOERSEL``."""


def naeste_maaned(maaned: date) -> date:
    """Den første dag i måneden efter."""
    aar, nr = divmod(maaned.year * 12 + maaned.month, 12)
    return date(aar, nr + 1, 1)


def beholdning(
    udfald: QuerySet[Udfald],
    dele: QuerySet[Koerselsdel],
    slettede: QuerySet[Haendelsestal],
    maaned: date,
    ved: date,
) -> Beholdning:
    """Månedens hændelser, og hvor de stod, da ``ved`` begyndte.

    Forespørgslerne er afgrænset af den, der spørger: til én kommune eller på tværs.
    """
    tal: Beholdning = defaultdict(lambda: defaultdict(Counter))
    for kommune, regel, stand, med_regnskab, antal in _levende(udfald, dele, maaned, ved):
        tal[kommune][regel][stand] += antal
        if not med_regnskab:
            tal[kommune][regel][FOER] += antal
    for kommune, regel, hvad, antal in slettede.filter(maaned=maaned).values_list(
        "kommune_id", "regel", "hvad", "antal"
    ):
        tal[kommune][regel][SLETTET_KOERSEL if hvad == Hvad.FUNDET else Stand.SLETTET] += antal
    return tal


def _levende(
    udfald: QuerySet[Udfald], dele: QuerySet[Koerselsdel], maaned: date, ved: date
) -> QuerySet[Udfald, tuple[str, str, str, bool, int]]:
    regnskab = dele.filter(
        koersel=OuterRef("koersel"), kommune=OuterRef("kommune"), haendelser__isnull=False
    )
    return (
        udfald.filter(fundet__gte=maaned, fundet__lt=naeste_maaned(maaned))
        .order_by()
        .annotate(stand=_stand(ved), med_regnskab=Exists(regnskab))
        .values_list("kommune_id", "regel", "stand", "med_regnskab")
        .annotate(antal=Count("pk"))
    )


def _stand(ved: date) -> Case:
    """Hvor hændelsen stod; det, der skete fra og med ``ved``, er endnu ikke sket."""
    begynder = timezone.make_aware(datetime.combine(ved, time.min))
    lukket = Q(sag__afsluttet__lt=begynder)
    behandlet = Q(tilstand=Udfaldstilstand.BEHANDLET, sag__tilstand__in=AFSLUTTENDE_TILSTANDE)
    udloebet = Q(tilstand=Udfaldstilstand.UDLOEBET)
    bortfaldet = Q(tilstand=Udfaldstilstand.BORTFALDET)
    aaben = Q(tilstand=Udfaldstilstand.AABENT, sag__tilstand__in=AABNE_TILSTANDE)
    return Case(
        When(behandlet & lukket, then=F("sag__tilstand")),
        When(udloebet & lukket, then=Value(Stand.UDLOEBET.value)),
        When(bortfaldet & Q(bortfaldet__lt=ved), then=Value(Stand.BORTFALDET.value)),
        When(aaben | behandlet | udloebet | bortfaldet, then=Value(Stand.AABEN.value)),
        default=Value(UKENDT),
        output_field=CharField(),
    )
