"""Historien fra ende til anden: nat, arbejde, nat, arbejde – frem til i dag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger, Kommune
from journal.models import Dokument
from portal.demohistorie.annullering import annuller
from portal.demohistorie.arbejde import arbejd_imellem
from portal.demohistorie.kolleger import HOLDENE, opret_hold
from portal.demohistorie.poster import historiens_dokument
from samkoering.demoens_nat import som_dengang
from samkoering.models import Aarsag, Koersel
from samkoering.natten.arbejder import arbejd
from samkoering.natten.hovedbog import begynd

Fremgang = Callable[[int, int], None]
Hold = tuple[Kommune, list[Bruger], Dokument]


def er_ung() -> bool:
    """Om databasen er ny: ingen nat er kørt i den endnu."""
    return not Koersel.objects.exists()


def skriv_historien(i_dag: date, dagene: Sequence[date], fremgang: Fremgang) -> None:
    """Kør nætterne, og lad kollegerne arbejde efter hver af dem, frem til i dag."""
    holdene = _holdene(dagene[0])
    nu = klokken(i_dag, 0)
    for nr, dag in enumerate(dagene):
        fremgang(nr + 1, len(dagene))
        annuller(kommune for kommune, _, _ in holdene)
        koer_natten(dag)
        til = klokken(dagene[nr + 1]) if nr + 1 < len(dagene) else nu
        for kommune, hold, dokument in holdene:
            arbejd_imellem(kommune, hold, dokument, (klokken(dag), til), nu)


def koer_natten(dag: date) -> None:
    """Natten, som den var blevet kørt dengang."""
    with som_dengang(dag):
        arbejd(begynd(dag, Aarsag.PLANLAGT).pk)


def klokken(dag: date, time_: int | None = None) -> datetime:
    """Tidspunktet den dag; nattens, når intet andet siges."""
    kl = time(settings.NATTENS_TIME if time_ is None else time_)
    return timezone.make_aware(datetime.combine(dag, kl))


def _holdene(foerste: date) -> list[Hold]:
    return [_holdet(kode, foerste) for kode in HOLDENE if Kommune.objects.filter(pk=kode).exists()]


def _holdet(kode: str, foerste: date) -> Hold:
    kommune = Kommune.objects.get(pk=kode)
    with som_dengang(foerste), lejer(kode):
        return kommune, opret_hold(kode), historiens_dokument(kommune, timezone.now())
