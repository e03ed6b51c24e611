"""Afstemningen: find det, der mangler, og væk en arbejder. Kaldes hvert minut og kan tabes frit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Max, Q
from django.utils import timezone

from samkoering.models import (
    PLANLAGTE,
    Aarsag,
    Koersel,
    Koerselstilstand,
    hele_landets,
)
from samkoering.natten.hovedbog import NatIGang, begynd
from samkoering.natten.kalender import manglende_naetter, seneste_nat
from samkoering.natten.laase import proev_laas
from samkoering.skrivning.alder import AeldreDato

log = structlog.get_logger(__name__)
Vaek = Callable[[UUID], object]
FREDET = timedelta(hours=1)
"""Så længe røres et udtræk ikke, selv om ingen kørsel peger på det."""
UDEN_PROCES = "Processen, der kørte, findes ikke mere. Kør igen."


def afstem(vaek: Vaek, nu: datetime | None = None) -> Koersel | None:
    """Begynd den nat, der mangler, og væk arbejderne til den åbne kørsel; giver kørslen."""
    nu = nu or timezone.now()
    ryd_efterladte()
    koersel = Koersel.objects.filter(aaben=True).first() or _begynd_naeste(nu)
    if koersel and (koersel.naeste_proeve is None or koersel.naeste_proeve <= nu):
        vaek(koersel.pk)
        return koersel
    return None


def _begynd_naeste(nu: datetime) -> Koersel | None:
    seneste = seneste_nat(nu, time(settings.NATTENS_TIME))
    for dag in manglende_naetter(seneste_koerte(), seneste)[:1]:
        aarsag = Aarsag.PLANLAGT if dag == seneste else Aarsag.INDHENTET
        try:
            return begynd(dag, aarsag)
        except (NatIGang, AeldreDato) as fejl:
            log.info("nat_ikke_begyndt", dag=dag.isoformat(), grund=str(fejl))
    return None


def seneste_koerte() -> date | None:
    """Den seneste dato, hele landet er kørt for, planlagt eller på et udtræk."""
    taeller = Q(aarsag__in=PLANLAGTE) | ~Q(tilstand=Koerselstilstand.FEJLET)
    seneste: date | None = hele_landets().filter(taeller).aggregate(seneste=Max("dato"))["seneste"]
    return seneste


def ryd_efterladte() -> None:
    """Luk kørsler på et udtræk, hvis proces er væk, og slet udtræk, ingen åben kørsel bruger."""
    forladte = Koersel.objects.filter(tilstand=Koerselstilstand.KOERER, aarsag=Aarsag.UDTRAEK)
    if forladte.exists():  # ellers røres låsen ikke: den, der begynder en nat, skal have den
        with proev_laas("udtraek") as fik:
            if fik:
                forladte.update(
                    tilstand=Koerselstilstand.FEJLET, fejl=UDEN_PROCES, afsluttet=timezone.now()
                )
    _slet_efterladte_mapper()


def _slet_efterladte_mapper() -> None:
    """Udtræk, ingen åben kørsel bruger; et helt nyt kan være en hentning, der lige er begyndt."""
    rod = Path(settings.UDTRAEKSMAPPE)
    bruges = set(Koersel.objects.filter(aaben=True).values_list("udtraek", flat=True))
    gammel = timezone.now().timestamp() - FREDET.total_seconds()
    for mappe in rod.iterdir() if rod.is_dir() else ():
        if mappe.name not in bruges and mappe.stat().st_mtime < gammel:
            shutil.rmtree(mappe, ignore_errors=True)
