"""Én ad gangen på en sag, og kun den, der har set høringen, som den er nu."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.models import Partshoering
from kontrol.partshoering.afgoerelse import gaeldende
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand

KAN_HOERES: tuple[str, ...] = (Sagstilstand.VISITERES, Sagstilstand.PARTSHOERING)


@dataclass(frozen=True, slots=True)
class Tryk:
    """Hvem der trykkede, og den høring, de så: ``None``, når der ingen var."""

    sag: UUID
    bruger: Bruger
    omfang: Omfang
    hoering: UUID | None
    version: int


class Konflikt(Exception):
    """Høringen er ændret, siden brugeren åbnede den; intet er gemt."""


class Borte(Exception):
    """Sagen kan ikke længere høres; intet er gemt."""


def hold_sagen(tryk: Tryk) -> Sag:
    """Sagen, holdt fast til transaktionen er slut; kaster ``Borte``, når den ikke kan høres."""
    sag = (
        Sag.objects.i_kommune(tryk.omfang)
        .select_for_update(of=("self",))
        .select_related("kommune")
        .filter(pk=tryk.sag, tilstand__in=KAN_HOERES)
        .first()
    )
    if sag is None:
        raise Borte
    return sag


def som_set(tryk: Tryk, sag: Sag) -> Partshoering | None:
    """Den gældende høring, når den er den, brugeren så; ellers ``Konflikt``."""
    hoering = gaeldende(sag)
    if _kende(hoering) != (tryk.hoering, tryk.version):
        raise Konflikt
    return hoering


def _kende(hoering: Partshoering | None) -> tuple[UUID | None, int]:
    return (hoering.pk, hoering.version) if hoering else (None, 0)


def ny_version(sag: Sag, tilstand: str) -> None:
    """Skift sagens tilstand; den, der har et andet billede af sagen åbent, får det at vide."""
    uaendret = Sag.objects.i_kommune(sag.kommune_id).filter(
        pk=sag.pk, version=sag.version, tilstand__in=KAN_HOERES
    )
    if not uaendret.update(tilstand=tilstand, version=F("version") + 1):
        raise Borte


def noter(sag: Sag, bruger: Bruger, handling: Handling, detalje: str = "") -> None:
    """Skriv en linje i sagens historik."""
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune=sag.kommune, sag=sag, bruger=bruger, handling=handling, detalje=detalje[:200]
    )
