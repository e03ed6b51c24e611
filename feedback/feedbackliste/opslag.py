"""Find sagen, feedbacken gælder. Fremmed, ukendt og ubestilt er det samme: den findes ikke."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from adgang.omfang import Omfang
from kontrol.bestillingsliste.liste import ydelse
from kontrol.models import Bestilling
from kontrol.prioriteringsliste.liste import UDEN_NAVN, borgere
from samkoering.models import Sag, Udfald, Udfaldstilstand
from samkoering.regelkatalog import regel


@dataclass(frozen=True, slots=True)
class Haendelse:
    """En hændelse i sagen, som den nævnes ved siden af formularen."""

    navn: str
    rolle: str
    register: str
    dato: date


def find_bestilling(sag_id: UUID, omfang: Omfang) -> Bestilling:
    """Sagens seneste bestilling; ``Http404`` når sagen aldrig er bestilt i kommunen."""
    bestilling = (
        Bestilling.objects.i_kommune(omfang)
        .filter(sag_id=sag_id)
        .select_related("sag", "bruger")
        .order_by("-bestilt")
        .first()
    )
    if bestilling is None:
        raise Http404("Sagen findes ikke.")
    return bestilling


def overskrift(sag: Sag) -> dict[str, object]:
    """Borgeren og ydelsen over formularen."""
    navn, beskyttet = navn_og_beskyttelse(sag)
    return {
        "navn": navn,
        "adressebeskyttet": beskyttet,
        "ydelse": ydelse(sag.kle),
        "haendelser": haendelser(sag),
    }


def navn_og_beskyttelse(sag: Sag) -> tuple[str, bool]:
    """Borgerens navn fra det nyeste kontrolark, og om navn og adresse er beskyttet."""
    navn, beskyttet = borgere(sag.kommune_id, [sag.pk]).get(sag.pk, ("", False))
    return navn.strip() or UDEN_NAVN, beskyttet


def haendelser(sag: Sag) -> list[Haendelse]:
    """Sagens hændelser undtagen de bortfaldne, nyeste først."""
    udfald = (
        Udfald.objects.i_kommune(sag.kommune_id)
        .filter(sag=sag)
        .exclude(tilstand=Udfaldstilstand.BORTFALDET)
        .order_by(*Udfald.ORDEN)
        .values_list("regel", "rolle", "bevis__register", "haendelsesdato")
    )
    return [
        Haendelse(regel(slug)["navn"], "ægtefælle" if rolle == "AEF" else "", register or "", dag)
        for slug, rolle, register, dag in udfald
    ]
