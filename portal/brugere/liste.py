"""Kommunens brugere, som administratoren ser dem.

En bruger i en anden kommune findes ikke her, og det gør systemernes egne brugere heller ikke: dem
styrer driften. Listen sorteres i Python, hvor dansk alfabetisk orden er ens på alle databaser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet
from django.utils import timezone

from adgang.brugere.forvalt import KAN_OPRETTES
from adgang.logind.adgangskode import FORMAAL
from adgang.models import Bruger, Kommune, Opslag
from adgang.opslagslog.arter import Art
from adgang.sessioner import forloeb
from kontrol.bestillingsliste.liste import ydelse
from kontrol.sortering import sorteringsnoegle
from portal.templatetags.dansk import tidspunkt

SENESTE_VED_DOEREN = 20


@dataclass(frozen=True, slots=True)
class Tilstand:
    """Om brugeren kan logge ind: ordene, deres farve og deres plads, når listen sorteres."""

    navn: str
    badge: str
    plads: int
    under: str = ""
    """Hvornår engangskoden udløber."""


@dataclass(frozen=True, slots=True)
class Raekke:
    """En bruger på listen."""

    reference: UUID
    navn: str
    brugernavn: str
    rolle: str
    enhed: str
    ydelser: tuple[str, ...]
    """Navnene på de valgte ydelser; tom er alle."""
    tilstand: Tilstand
    sidste_log_ind: datetime | None
    sessioner: int


SORTERINGER: dict[str, Callable[[Raekke], Any]] = {
    "navn": lambda r: sorteringsnoegle(r.navn),
    "brugernavn": lambda r: sorteringsnoegle(r.brugernavn),
    "rolle": lambda r: sorteringsnoegle(r.rolle),
    "tilstand": lambda r: r.tilstand.plads,
    "log-ind": lambda r: (r.sidste_log_ind is not None, r.sidste_log_ind),
    "sessioner": lambda r: r.sessioner,
}


def i_kommunen(kommune: Kommune) -> QuerySet[Bruger]:
    """De brugere, kommunens administrator styrer."""
    return Bruger.objects.filter(kommune=kommune, rolle__in=KAN_OPRETTES)


def hent(kommune: Kommune, sorter: str = "navn", *, faldende: bool = False) -> list[Raekke]:
    """Brugerne som rækker; ens værdier står efter navn."""
    nu = timezone.now()
    raekker = [raekke(bruger, nu) for bruger in _med_sessioner(i_kommunen(kommune), nu)]
    raekker.sort(key=SORTERINGER["navn"])
    return sorted(raekker, key=SORTERINGER[sorter], reverse=faldende)


def een(kommune: Kommune, reference: UUID) -> Raekke:
    """Én bruger som række; hun skal findes i kommunen."""
    nu = timezone.now()
    return raekke(_med_sessioner(i_kommunen(kommune), nu).get(reference=reference), nu)


def _med_sessioner(brugere: QuerySet[Bruger], nu: datetime) -> QuerySet[Bruger]:
    return brugere.annotate(
        senest=Max("sessioner__bekraeftet"),
        aabne=Count("sessioner", filter=forloeb.aabne(nu, "sessioner__")),
    )


def raekke(bruger: Bruger, nu: datetime) -> Raekke:
    """Brugeren, som hun står nu."""
    return Raekke(
        reference=bruger.reference,
        navn=bruger.navn,
        brugernavn=bruger.brugernavn,
        rolle=bruger.get_rolle_display(),
        enhed=bruger.enhed,
        ydelser=tuple(ydelse(kle).kort for kle in sorted(bruger.kle)),
        tilstand=tilstand(bruger, nu),
        sidste_log_ind=bruger.senest,  # type: ignore[attr-defined]
        sessioner=bruger.aabne,  # type: ignore[attr-defined]
    )


def tilstand(bruger: Bruger, nu: datetime) -> Tilstand:
    """Det, der mest afgør, om brugeren kan logge ind."""
    if not bruger.is_active:
        return Tilstand("Lukket", "badge-graa", 3)
    if bruger.er_spaerret(nu):
        return Tilstand(f"Spærret til {tidspunkt(bruger.spaerret_til)}", "badge-error", 0)
    if udloeber := bruger.engangskode_udloeber:
        til = tidspunkt(udloeber).replace(" ", "\u00a0")  # holdes på én linje
        under = f"Engangskoden gælder til {til}" if udloeber > nu else "Engangskoden er udløbet"
        return Tilstand("Venter på første log-ind", "badge-warning", 1, under)
    return Tilstand("Aktiv", "badge-success", 2)


def ved_doeren(kommune: Kommune, bruger: Bruger) -> list[Opslag]:
    """Brugerens seneste log-ind og afvisninger, nyeste først."""
    alle = Opslag.objects.i_kommune(kommune).filter(
        bruger=bruger, art__in=(Art.LOG_IND, Art.AFVIST), formaal=FORMAAL
    )
    return list(alle.order_by("-id")[:SENESTE_VED_DOEREN])
