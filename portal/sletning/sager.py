"""Lukkede sager og alt, der hænger på dem; månedernes opgjorte tal bliver.

En sag slettes ikke, så længe et dokument om den venter på journalen eller Digital Post, eller en
af dens hændelser endnu er fredet til en bestemt dag.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.scoping import KommuneModel
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from feedback.models import Feedback, Feedbackkladde
from hjemmebesoeg.models import Stop
from journal.models import Forsendelse, Journalpost, Leveringstilstand
from kontrol.models import Bestilling, Hoeringsbrev, Partshoering, Varsel
from portal.sletning.frister import graense
from portal.sletning.haendelsestal import bevar_haendelser
from samkoering.models import (
    AFSLUTTENDE_TILSTANDE,
    Fredning,
    Kontrolark,
    Sag,
    Sagshaendelse,
    Sagstilstand,
    Udfald,
)

BUNDT = 500
"""Så mange sager slettes i én transaktion; hvert bundt har sin kvittering."""
UBEHANDLEDE_TILSTANDE = (Sagstilstand.UDLOEBET, Sagstilstand.BORTFALDET)
PAA_SAGEN: tuple[tuple[type[KommuneModel], str], ...] = (
    (Feedback, "sag"),
    (Feedbackkladde, "bestilling__sag"),
    (Hoeringsbrev, "partshoering__sag"),
    (Partshoering, "sag"),
    (Varsel, "sag"),
    (Bestilling, "sag"),
    (Fredning, "sag"),
    (Udfald, "sag"),
    (Kontrolark, "sag"),
    (Sagshaendelse, "sag"),
    (Sag, "pk"),
)
"""Hver tabel og vejen til sagen, i den orden rækkerne kan slettes."""


def slet_afsluttede(nu: datetime) -> list[Sletning]:
    """Sager med et resultat, og bestilte sager, der faldt bort undervejs."""
    hvilke = Q(tilstand__in=AFSLUTTENDE_TILSTANDE) | Q(_er_bestilt())
    return _slet_alle(Opgave.SAGER, hvilke, nu)


def slet_ubehandlede(nu: datetime) -> list[Sletning]:
    """Sager, kommunen aldrig bestilte: de udløb, eller registeret blev rettet."""
    return _slet_alle(Opgave.UBEHANDLEDE, ~Q(_er_bestilt()), nu)


def _slet_alle(opgave: Opgave, hvilke: Q, nu: datetime) -> list[Sletning]:
    """Bundt for bundt; det sidste, der er tomt eller ikke fuldt, slutter."""
    kvitteringer = []
    while True:
        kvittering, antal = _slet_et_bundt(opgave, hvilke, nu)
        kvitteringer.append(kvittering)
        if antal < BUNDT:
            return kvitteringer


def _slet_et_bundt(opgave: Opgave, hvilke: Q, nu: datetime) -> tuple[Sletning, int]:
    foer = graense(opgave.value, nu)
    with paa_tvaers(grund=ENS_FRIST):
        lukkede = _alle(Sag).filter(
            hvilke,
            tilstand__in=(*AFSLUTTENDE_TILSTANDE, *UBEHANDLEDE_TILSTANDE),
            afsluttet__lte=foer,
        )
        sager = _laas(_uden_ventende(lukkede.exclude(pk__in=_fredede(nu))))
        bevar_haendelser(_alle(Udfald).filter(sag__in=sager))
        antal = {
            model._meta.db_table: _slet(_alle(model).filter(**{f"{sti}__in": sager}))
            for model, sti in PAA_SAGEN
        }
        return kvitter(opgave, foer, antal), len(sager)


def _laas(sager: QuerySet[Sag]) -> list[UUID]:
    """Tag sagerne, så ingen anden retter eller sletter dem imens."""
    laast = sager.select_for_update().order_by("pk")
    return list(laast.values_list("pk", flat=True)[:BUNDT])


def _er_bestilt() -> Exists:
    return Exists(_alle(Bestilling).filter(sag=OuterRef("pk")))


def _fredede(nu: datetime) -> QuerySet[Any]:
    return _alle(Fredning).filter(til__gte=timezone.localdate(nu)).values("sag")


def _uden_ventende(sager: QuerySet[Sag]) -> QuerySet[Sag]:
    """Uden dem, der har noget på vej ud af huset, eller som står på en køreliste."""
    sager = sager.exclude(pk__in=_alle(Stop).values("sag"))
    for model in (Journalpost, Forsendelse):
        venter = _alle(model).exclude(tilstand=Leveringstilstand.LEVERET)
        sager = sager.exclude(pk__in=venter.values("sag"))
    return sager


def _alle(model: type[KommuneModel]) -> QuerySet[Any]:
    return model.objects.paa_tvaers(grund=ENS_FRIST)


def _slet(raekker: QuerySet[Any]) -> int:
    """Slet rækkerne; alt, der hænger på dem, er allerede slettet og talt for sig."""
    return raekker.delete()[0]
