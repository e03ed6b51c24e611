"""Kommunens API-klienter, som administratoren ser dem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Kommune
from kontrol.bestillingsliste.liste import ydelse
from portal.brugere.liste import Tilstand

SNART_DAGE = 30


@dataclass(frozen=True, slots=True)
class Raekke:
    """En klient på listen."""

    id: UUID
    navn: str
    omfang: tuple[str, ...]
    ydelser: tuple[str, ...]
    """Navnene på de valgte ydelser; tom er alle."""
    tilstand: Tilstand
    oprettet: datetime
    oprettet_af: str
    senest_brugt: datetime | None
    kan_tilbagekaldes: bool


def hent(kommune: Kommune) -> list[Raekke]:
    """De gældende først, derefter de lukkede; nyeste øverst."""
    alle = Apiklient.objects.i_kommune(kommune).select_related("bruger", "oprettet_af")
    i_dag = timezone.localdate()
    raekker = [_raekke(klient, i_dag) for klient in alle.order_by("-oprettet", "pk")]
    return sorted(raekker, key=lambda r: not r.kan_tilbagekaldes)


def _raekke(klient: Apiklient, i_dag: date) -> Raekke:
    af = klient.oprettet_af
    return Raekke(
        id=klient.pk,
        navn=klient.navn,
        omfang=tuple(et.label for et in Apiomfang if et in klient.omfang),
        ydelser=tuple(ydelse(kle).kort for kle in sorted(klient.bruger.kle)),
        tilstand=tilstand(klient, i_dag),
        oprettet=klient.oprettet,
        oprettet_af=af.navn if af else "Driften",
        senest_brugt=klient.senest_brugt,
        kan_tilbagekaldes=klient.tilbagekaldt is None,
    )


def tilstand(klient: Apiklient, i_dag: date) -> Tilstand:
    """Om nøglen lukker ind."""
    sidste = f"{klient.udloeber:%d-%m-%Y}"
    if klient.tilbagekaldt is not None:
        dag = timezone.localtime(klient.tilbagekaldt)
        return Tilstand("Tilbagekaldt", "badge-graa", 3, f"Den {dag:%d-%m-%Y}")
    if klient.udloeber < i_dag:
        return Tilstand("Udløbet", "badge-error", 2, f"Gjaldt til {sidste}")
    snart = (klient.udloeber - i_dag).days < SNART_DAGE
    if snart:
        return Tilstand("Udløber snart", "badge-warning", 1, f"Gælder til {sidste}")
    return Tilstand("Gælder", "badge-success", 0, f"Til {sidste}")
