"""Brugeren bag en adresse, og hvad administratoren kan gøre ved hende."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404

from adgang.models import Bruger
from adgang.rettigheder import Indlogget, kommune_af
from portal.brugere.liste import i_kommunen

FORMAAL = "Kommunens brugere"


@dataclass(frozen=True, slots=True)
class Muligheder:
    """De handlinger, der giver mening og er tilladt lige nu."""

    aabn: bool
    nulstil: bool
    luk: bool
    genaabn: bool
    log_af: bool


def find(request: Indlogget, bruger_id: UUID) -> Bruger:
    """Brugeren i administratorens kommune; en fremmed og en, der ikke findes, er samme 404."""
    fundet = i_kommunen(kommune_af(request)).filter(reference=bruger_id).first()
    if fundet is None:
        raise Http404("Brugeren findes ikke.")
    return fundet


def muligheder(bruger: Bruger, af: Bruger, nu: datetime) -> Muligheder:
    """Ingen lukker, nulstiller eller logger sig selv af herfra."""
    anden, aktiv = bruger.pk != af.pk, bruger.is_active
    return Muligheder(
        aabn=aktiv and bruger.er_spaerret(nu),
        nulstil=aktiv and anden,
        luk=aktiv and anden,
        genaabn=not aktiv and anden,
        log_af=aktiv and anden,
    )
