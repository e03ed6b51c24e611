"""Find borgeren, som DPO'en spørger efter, i DPO'ens egen kommune."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from adgang.models import Borger, Kommune
from adgang.opslagslog import skriv as opslagslog
from adgang.rettigheder import Indlogget, kommune_af
from samkoering.indsigt import kender


def borgeren(request: Indlogget, borger_id: UUID) -> Borger:
    """Borgeren under sit id; ``Http404`` ens for en fremmed og en, der ikke findes."""
    egne = Borger.objects.i_kommune(kommune_af(request)).select_related("kommune")
    fundet = egne.filter(pk=borger_id).first()
    if fundet is None:
        raise Http404("Borgeren findes ikke.")
    return fundet


def soeg_borger(kommune: Kommune, cpr: str) -> Borger | None:
    """Borgeren, når loggen eller natten kender hende; ``None``, når intet findes om nummeret."""
    kendt = Borger.objects.i_kommune(kommune).filter(cpr=cpr).first()
    if kendt is not None:
        return kendt
    return opslagslog.borger(kommune, cpr) if kender(kommune, cpr) else None
