"""Efterprøvning af en kørsel, når den er slut, og igen, hver gang driften spørger."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import paa_tvaers
from samkoering.haendelsesregnskab.beholdning import beholdning
from samkoering.haendelsesregnskab.fordeling import gemte, maanedens
from samkoering.haendelsesregnskab.ligninger import (
    beholdning_der_ikke_gaar_op,
    fund_der_ikke_gaar_op,
    navne,
    raekker_der_ikke_gaar_op,
)
from samkoering.models import Haendelsestal, Koersel, Koerselsdel, Udfald

log = structlog.get_logger(__name__)
_GRUND = "alle kommuners regnskab efterprøves; kun navne på regler og tabeller siges"


def efterproev(koersel: Koersel) -> list[str]:
    """Sæt det, der ikke går op, i loggen; tom, når alt går op."""
    brud = list(brud_i(koersel))
    for hvad in brud:
        log.error("regnskab_gaar_ikke_op", koersel=str(koersel), hvad=hvad)
    return brud


def brud_i(koersel: Koersel) -> Iterator[str]:
    """Hvor kørslens regnskab og dens måneds ikke går op; aldrig et antal."""
    for tabel in raekker_der_ikke_gaar_op(koersel.tabeller):
        yield f"Trin 1, {koersel}: rækkerne i {tabel}"
    with paa_tvaers(grund=_GRUND):
        dele = Koerselsdel.objects.paa_tvaers(grund=_GRUND)
        yield from _fordelingen(koersel, dele)
        yield from _beholdningen(koersel.dato.replace(day=1), dele)


def _fordelingen(koersel: Koersel, dele: QuerySet[Koerselsdel]) -> Iterator[str]:
    frosne = dele.filter(koersel=koersel, haendelser__isnull=False)
    for kommune, frosset in frosne.values_list("kommune_id", "haendelser"):
        if frosset and (regler := navne(fund_der_ikke_gaar_op(frosset))):
            yield f"Trin 2, {koersel}, kommune {kommune}: {regler}"


def _beholdningen(maaned: date, dele: QuerySet[Koerselsdel]) -> Iterator[str]:
    """Månedens hændelser i hver kommune, som de står i dag."""
    gemt: dict[str, Counter[str]] = defaultdict(Counter)
    maanedens_dele = maanedens(dele, maaned).exclude(haendelser=None)
    for kommune, frosset in maanedens_dele.values_list("kommune_id", "haendelser"):
        gemt[kommune] += gemte(frosset or {})
    staar = beholdning(
        Udfald.objects.paa_tvaers(grund=_GRUND),
        dele,
        Haendelsestal.objects.paa_tvaers(grund=_GRUND),
        maaned,
        timezone.localdate() + timedelta(days=1),
    )
    for kommune in sorted({*gemt, *staar}):
        skaeve = beholdning_der_ikke_gaar_op(gemt[kommune], staar.get(kommune, {}))
        if regler := navne(skaeve):
            yield f"Trin 3, {maaned:%m-%Y}, kommune {kommune}: {regler}"
