"""Uret: find de opslag, ingen arbejder er ved, og dem, en arbejder døde fra."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from adgang.lejer import lejer, paa_tvaers
from sagsopstart.models import Ansoegningstilstand, Opslagstilstand, Registeropslag
from sagsopstart.opslag import bestil, koe

HOEJST_FORSOEG = 3
AFBRUDT = f"Opslaget blev afbrudt {HOEJST_FORSOEG} gange. Prøv igen om lidt."
PR_GANG = 500
_I_KOE = timedelta(minutes=5)
_LUFT = timedelta(seconds=30)
_GRUND = "Uret genoptager tabte opslag i alle kommuner."


def afstem(nu: datetime) -> int:
    """Genoptag det, der er tabt; giver antallet, der er lagt i kø igen."""
    doede, glemte = _tabte(nu)
    for kommune, ider in doede.items():
        with lejer(kommune):
            _opgiv_eller_nulstil(kommune, ider, nu)
    for kommune in {*doede, *glemte}:
        venter = _venter(kommune, [*doede.get(kommune, []), *glemte.get(kommune, [])])
        koe.saet_i_koe(kommune, venter)
    return sum(map(len, glemte.values())) + sum(map(len, doede.values()))


def _tabte(nu: datetime) -> tuple[dict[str, list[UUID]], dict[str, list[UUID]]]:
    """De døde (henter for længe) og de glemte (venter uden for køen), kommune for kommune."""
    frist = nu - timedelta(seconds=settings.OPSLAGSBUDGET) - _LUFT
    with paa_tvaers(grund=_GRUND):
        alle = Registeropslag.objects.paa_tvaers(grund=_GRUND).filter(
            ansoegning__tilstand=Ansoegningstilstand.AABEN
        )
        doede = alle.filter(tilstand=Opslagstilstand.HENTER, begyndt__lt=frist)
        ude_af_koe = Q(koesat=None, bestilt__lt=nu - _LUFT) | Q(koesat__lt=nu - _I_KOE)
        glemte = alle.filter(ude_af_koe, tilstand=Opslagstilstand.VENTER)
        return _pr_kommune(doede), _pr_kommune(glemte)


def _pr_kommune(opslag: object) -> dict[str, list[UUID]]:
    fundne: dict[str, list[UUID]] = defaultdict(list)
    raekker = opslag.order_by("bestilt").values_list("kommune_id", "pk")[:PR_GANG]  # type: ignore[attr-defined]
    for kommune, pk in raekker:
        fundne[kommune].append(pk)
    return dict(fundne)


def _opgiv_eller_nulstil(kommune: str, ider: list[UUID], nu: datetime) -> None:
    """Den, der er død for mange gange, er en fejl; de andre prøves igen."""
    doede = Registeropslag.objects.i_kommune(kommune).filter(
        pk__in=ider, tilstand=Opslagstilstand.HENTER
    )
    doede.filter(forsoeg__gte=HOEJST_FORSOEG).update(
        tilstand=Opslagstilstand.FEJLET, fejl=AFBRUDT, afsluttet=nu
    )
    bestil.nulstil(doede)


def _venter(kommune: str, ider: list[UUID]) -> list[UUID]:
    with lejer(kommune):
        venter = Registeropslag.objects.i_kommune(kommune).filter(
            pk__in=ider, tilstand=Opslagstilstand.VENTER
        )
        return list(venter.values_list("pk", flat=True))
