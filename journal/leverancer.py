"""Det, poster og forsendelser har til fælles: oprettes én gang, findes igen, trækkes tilbage."""

from __future__ import annotations

import uuid
from datetime import datetime
from functools import partial
from typing import Any, NotRequired, TypedDict, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from adgang.models import Bruger, Kommune
from journal import koe
from journal.models import Leverance, Leveringstilstand

L = TypeVar("L", bound=Leverance)
_NAVNERUM = uuid.UUID("6a1f3f0e-6c0b-5d0c-9d3e-6d0f5a3c7b21")


class Oplysninger(TypedDict):
    """Det, en leverance oprettes af; felterne forklares i ``journal.models.Leverance``."""

    noegle: str
    art: str
    titel: str
    sag: UUID
    sagsnr: str
    cpr: str
    kle: str
    bruger: Bruger
    grundlag: dict[str, Any]
    tidligst: NotRequired[datetime | None]
    """Ikke før da; udeladt eller ``None`` er straks."""


def opret(model: type[L], kommune: Kommune, felter: Oplysninger) -> L:
    """Leverancen med nøglen; oprettes, hvis den ikke findes, og sættes da i kø ved commit."""
    nu = timezone.now()
    tidligst = felter.get("tidligst") or nu
    faste = {navn: vaerdi for navn, vaerdi in felter.items() if navn != "tidligst"}
    leverance, ny = model.objects.i_kommune(kommune).get_or_create(
        kommune=kommune,
        noegle=felter["noegle"],
        defaults={
            **faste,
            "id": id_for(model, kommune, felter["noegle"]),
            "naeste_forsoeg": tidligst,
        },
    )
    if ny and tidligst <= nu:
        transaction.on_commit(
            partial(koe.saet_i_koe, model.__name__, kommune.pk, str(leverance.pk))
        )
    return leverance


def find(model: type[L], kommune: Kommune | str, noegle: str) -> L | None:
    """Leverancen med nøglen."""
    return model.objects.i_kommune(kommune).filter(noegle=noegle).first()


def paa_sag(model: type[L], kommune: Kommune | str, sag: UUID) -> QuerySet[L]:
    """Sagens leverancer, ældste først."""
    return model.objects.i_kommune(kommune).filter(sag=sag).order_by("oprettet", "id")


def traek_tilbage(model: type[L], kommune: Kommune | str, noegle: str) -> bool:
    """Slet leverancen, hvis ingen endnu har forsøgt at levere den; ``True``, når den er væk.

    Et forsøg, der døde undervejs, kan være nået frem. Derfor kan den, der er forsøgt, ikke
    trækkes tilbage, heller ikke når den stadig venter.
    """
    with transaction.atomic():
        ubroert = (
            model.objects.i_kommune(kommune)
            .select_for_update()
            .filter(noegle=noegle, tilstand=Leveringstilstand.VENTER, dokument=None)
            .first()
        )
        if ubroert is None:
            return False
        ubroert.delete()
        return True


def id_for(model: type[Leverance], kommune: Kommune, noegle: str) -> UUID:
    """Samme nøgle giver samme id, så modtageren kender beskeden igen, selv når vi glemte den."""
    return uuid.uuid5(_NAVNERUM, f"{model.__name__} {kommune.pk} {noegle}")
