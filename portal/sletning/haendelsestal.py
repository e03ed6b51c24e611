"""Hændelsernes antal overlever rækkerne: pr. kommune, måned, regel og hvad der blev af dem."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import TruncMonth

from adgang.sletning.kvittering import ENS_FRIST
from samkoering.grundlag.skaebne import nye
from samkoering.models import Haendelsestal, Hvad, Koerselsdel, Udfald, Udfaldstilstand

Gruppe = tuple[str, date, str, str]
"""(kommunekode, månedens første dag, regel, hvad)."""


def bevar_haendelser(udfald: QuerySet[Udfald]) -> None:
    """Læg hændelserne til kommunernes tal, før de slettes; en behandlet står under sit resultat.

    En, natten fandt før regnskabet, lægges også til det fundne: ingen kørsel har den i sit.
    """
    grupper = (
        udfald.order_by()
        .annotate(
            maaned=TruncMonth("fundet"),
            hvad=Case(
                When(tilstand=Udfaldstilstand.BEHANDLET, then=F("sag__tilstand")),
                default=F("tilstand"),
            ),
        )
        .values_list("kommune_id", "maaned", "regel", "hvad")
        .annotate(antal=Count("pk"))
    )
    _laeg_til(Counter({gruppe[:4]: gruppe[4] for gruppe in grupper}))
    fra_foer = (
        udfald.exclude(Exists(_med_regnskab()))
        .order_by()
        .annotate(maaned=TruncMonth("fundet"))
        .values_list("kommune_id", "maaned", "regel")
        .annotate(antal=Count("pk"))
    )
    _laeg_til(Counter({(*gruppe[:3], Hvad.FUNDET.value): gruppe[3] for gruppe in fra_foer}))


def _med_regnskab() -> QuerySet[Koerselsdel]:
    dele = Koerselsdel.objects.paa_tvaers(grund=ENS_FRIST)
    return dele.filter(
        koersel=OuterRef("koersel"), kommune=OuterRef("kommune"), haendelser__isnull=False
    )


def bevar_fundne(dele: QuerySet[Koerselsdel]) -> None:
    """Læg kørslernes nye hændelser til kommunernes tal, før kørslernes egne tal slettes."""
    fundne: Counter[Gruppe] = Counter()
    felter = dele.exclude(haendelser=None).values_list("kommune_id", "koersel__dato", "haendelser")
    for kommune, dato, regnskab in felter.iterator():
        for regel, tal in (regnskab or {}).items():
            fundne[kommune, dato.replace(day=1), regel, Hvad.FUNDET.value] += nye(tal)
    _laeg_til(+fundne)


def _laeg_til(tal: Counter[Gruppe]) -> None:
    raekker = Haendelsestal.objects.paa_tvaers(grund=ENS_FRIST)
    for (kommune, maaned, regel, hvad), antal in tal.items():
        raekke, _ = raekker.get_or_create(kommune_id=kommune, maaned=maaned, regel=regel, hvad=hvad)
        raekker.filter(pk=raekke.pk).update(antal=F("antal") + antal)
