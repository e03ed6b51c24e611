"""Bestilte sager uden resultat, som sagsbehandleren arbejder dem igennem.

En side koster det samme antal forespørgsler, uanset hvor mange sager den viser.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from adgang.models import Bruger, Rolle
from adgang.omfang import Omfang, omfang_for
from kontrol.bestillingsliste.bestil import KAN_LAEGGES_TILBAGE
from kontrol.bestillingsliste.liste import ydelse
from kontrol.journalisering.tilstand import Journaltilstand, tilstande
from kontrol.kontrolark.naervaer import Naervaer, naervaer_i
from kontrol.lister.kolonner import Sortering
from kontrol.partshoering.status import Hoeringsstatus, statusser
from kontrol.prioriteringsliste.borgere import (
    Arkets,
    fra_arkene,
    husstande,
    naermere_oplysninger,
)
from kontrol.prioriteringsliste.forespoergsel import (
    med_orden,
    mine,
    orden,
    under_behandling,
)
from samkoering.grundlag.kle import Nummer
from samkoering.models import Sag, Sagstilstand

__all__ = [
    "BADGES",
    "UDEN_NAVN",
    "Raekke",
    "aeldste",
    "borgere",
    "hent",
    "mine",
    "naermere_oplysninger",
    "raekker_for",
    "under_behandling",
]
UDEN_NAVN = "Navn ikke oplyst"
IKKE_TILDELT = "Ikke tildelt"
BADGES = {
    Sagstilstand.BESTILT.value: "badge-info",
    Sagstilstand.VISITERES.value: "badge-graa",
    Sagstilstand.PARTSHOERING.value: "badge-warning",
}


@dataclass(frozen=True, slots=True)
class Raekke:
    """En bestilt sag med borger."""

    id: UUID
    sagsnr: str
    cpr: str
    navn: str
    adressebeskyttet: bool
    husstand: str
    """Ægtefællens sagsnummer, når også den sag er bestilt."""
    ydelse: Nummer
    oplysninger: tuple[str, ...]
    frist: date
    tilstand: str
    status: str
    badge: str
    """Statusmærkets farve; ordet står altid ved siden af."""
    journal: Journaltilstand
    tildelt: str
    hos: str
    """Den tildeltes reference; tom, når ingen har sagen."""
    kan_tages: bool
    kan_laegges_tilbage: bool
    genbestilt: bool
    naervaer: tuple[Naervaer, ...]


def aeldste(omfang: Omfang, bruger: Bruger) -> UUID | None:
    """Brugerens sag med den tidligste frist; ``None`` når bunken er tom."""
    foerste = mine(omfang, bruger).order_by("udloeber", "id").values_list("id", flat=True)
    return foerste.first()


def hent(
    sager: QuerySet[Sag], bruger: Bruger, sorter: str = "frist", *, faldende: bool = False
) -> list[Raekke]:
    """Sagerne som rækker i den valgte orden; kald den med en afgrænset mængde."""
    sortering = Sortering(sorter, faldende)
    i_orden = med_orden(sager, sortering).order_by(*(led.sorteret() for led in orden(sortering)))
    return raekker_for(i_orden.values_list("pk", flat=True), bruger)


def raekker_for(sager: Collection[UUID], bruger: Bruger) -> list[Raekke]:
    """Rækkerne i den givne orden; en sag, brugeren ikke ser, er ikke med."""
    omfang = omfang_for(bruger)
    kommune, ider = omfang.kommune.pk, list(sager)
    fundne = Sag.objects.i_kommune(omfang).filter(pk__in=ider).select_related("tildelt")
    poster = {sag.pk: sag for sag in fundne}
    oplysninger = _Oplysninger(omfang, kommune, list(poster), bruger)
    return [oplysninger.raekke(poster[id_]) for id_ in ider if id_ in poster]


def borgere(kommune: str, sager: Collection[UUID]) -> dict[UUID, tuple[str, bool]]:
    """Sag → (navn, adressebeskyttet) fra det nyeste frosne kontrolark."""
    arkene = fra_arkene(kommune, sager)
    return {sag: (ark.navn, ark.adressebeskyttet) for sag, ark in arkene.items()}


class _Oplysninger:
    """Alt om en sides sager, hentet under ét."""

    def __init__(self, omfang: Omfang, kommune: str, sager: Sequence[UUID], bruger: Bruger) -> None:
        self._bruger = bruger
        self._arkene = fra_arkene(kommune, sager)
        self._husstande = husstande(omfang, self._arkene)
        self._naermere = naermere_oplysninger(kommune, sager)
        self._hoeringer = statusser(kommune, sager)
        self._journal = tilstande(kommune, sager)
        self._naervaer = naervaer_i(kommune, sager, bruger)

    def raekke(self, sag: Sag) -> Raekke:
        """Sagen som række."""
        ark = self._arkene.get(sag.pk, Arkets())
        status, badge = _status(sag, self._hoeringer.get(sag.pk))
        egen = sag.tildelt_id == self._bruger.pk or self._bruger.rolle == Rolle.TEAMLEDER
        return Raekke(
            id=sag.pk,
            sagsnr=sag.sagsnr,
            cpr=sag.cpr,
            navn=ark.navn.strip() or UDEN_NAVN,
            adressebeskyttet=ark.adressebeskyttet,
            husstand=self._husstande.get(sag.pk, ""),
            ydelse=ydelse(sag.kle),
            oplysninger=self._naermere[sag.pk],
            frist=sag.udloeber,
            tilstand=sag.tilstand,
            status=status,
            badge=badge,
            journal=self._journal[sag.pk],
            tildelt=sag.tildelt.navn if sag.tildelt else IKKE_TILDELT,
            hos=str(sag.tildelt.reference) if sag.tildelt else "",
            kan_tages=sag.tildelt is None,
            kan_laegges_tilbage=egen and sag.tilstand in KAN_LAEGGES_TILBAGE,
            genbestilt=sag.frisk_ark_oensket,
            naervaer=self._naervaer.get(sag.pk, ()),
        )


def _status(sag: Sag, hoering: Hoeringsstatus | None) -> tuple[str, str]:
    """Høringens ord, når der er en; ellers sagens tilstand."""
    if hoering is not None:
        return hoering.ord, hoering.badge
    return sag.get_tilstand_display(), BADGES.get(sag.tilstand, "badge-info")
