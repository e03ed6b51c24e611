"""Find sagen, dens kontrolark og dens naboer. Før bestilling findes der intet at se."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from adgang.models import Bruger
from adgang.omfang import Omfang, omfang_for
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import AFSLUTTENDE_TILSTANDE, Kontrolark, Sag

KAN_AABNES: tuple[str, ...] = (*UNDER_BEHANDLING, *AFSLUTTENDE_TILSTANDE)


@dataclass(frozen=True, slots=True)
class Naboer:
    """Sagens plads blandt brugerens egne åbne sager."""

    nummer: int
    antal: int
    forrige: UUID | None
    naeste: UUID | None


def bestilt_kontrolark(omfang: Omfang, sag_id: UUID) -> tuple[Sag, Kontrolark]:
    """Sagen og dens nyeste kontrolark.

    Kaster ``Http404`` ens for en ukendt, en fremmed, en ledig og en udløbet sag, så svaret
    ikke røber, om sagen findes.
    """
    ark = (
        Kontrolark.objects.i_kommune(omfang)
        .filter(sag=sag_id, sag__kommune=omfang.kommune, sag__tilstand__in=KAN_AABNES)
        .select_related("sag")
        .order_by("-udgave")
        .first()
    )
    if ark is None:
        raise Http404("Kontrolarket findes ikke.")
    return ark.sag, ark


def naboer(bruger: Bruger, sag: Sag) -> Naboer | None:
    """Forrige og næste efter frist; ``None``, når sagen ikke er en af brugerens åbne."""
    egne: list[UUID] = list(
        Sag.objects.i_kommune(omfang_for(bruger))
        .filter(tildelt=bruger, tilstand__in=UNDER_BEHANDLING)
        .order_by("udloeber", "id")
        .values_list("pk", flat=True)
    )
    if sag.pk not in egne:
        return None
    plads = egne.index(sag.pk)
    return Naboer(
        nummer=plads + 1,
        antal=len(egne),
        forrige=egne[plads - 1] if plads else None,
        naeste=egne[plads + 1] if plads + 1 < len(egne) else None,
    )
