"""Det, en administrator kan gøre med en bruger. Hver handling står i opslagsloggen."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from adgang.logind import spaerring, tofaktor
from adgang.models import Bruger, Kommune
from adgang.roller import Rolle
from adgang.sessioner import forloeb

ENGANGSKODE_GYLDIG = timedelta(hours=24)
# Uden tegn, der forveksles, når koden skrives af.
TEGN = "abcdefghjkmnpqrstuvwxyz23456789"
KAN_OPRETTES = (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.PROJEKT)


class SidsteAdministrator(Exception):
    """Handlingen ville efterlade kommunen uden nogen, der kan åbne for de andre."""


def ny_engangskode() -> str:
    """Fire grupper à fire tegn, til at skrive af; godt 79 bit."""
    return "-".join("".join(secrets.choice(TEGN) for _ in range(4)) for _ in range(4))


@transaction.atomic
def opret(
    brugernavn: str, navn: str, rolle: Rolle, kommune: Kommune | None, *, enhed: str, kle: list[str]
) -> tuple[Bruger, str]:
    """En ny bruger og den engangskode, hun logger ind med første gang inden for et døgn."""
    kode = ny_engangskode()
    bruger = Bruger.objects.opret(brugernavn, kode, navn=navn, rolle=rolle, kommune=kommune)
    bruger.enhed, bruger.kle = enhed, kle
    bruger.engangskode_udloeber = timezone.now() + ENGANGSKODE_GYLDIG
    bruger.save(update_fields=["enhed", "kle", "engangskode_udloeber"])
    return bruger, kode


def ret(bruger: Bruger, *, enhed: str, kle: list[str]) -> None:
    """Brugerens enhed og ydelser; det gælder fra næste side, hun åbner."""
    bruger.enhed, bruger.kle = enhed, kle
    bruger.save(update_fields=["enhed", "kle"])


@transaction.atomic
def nulstil(bruger: Bruger) -> str:
    """Ny engangskode, og anden faktor sættes op forfra; alle sessioner lukkes."""
    kode = ny_engangskode()
    bruger.set_password(kode)
    bruger.engangskode_udloeber = timezone.now() + ENGANGSKODE_GYLDIG
    bruger.save(update_fields=["password", "engangskode_udloeber"])
    tofaktor.glem(bruger)
    spaerring.nulstil(bruger)
    forloeb.luk_alle(bruger)
    return kode


def aabn(bruger: Bruger) -> None:
    """Ophæv spærringen efter afviste log-ind."""
    spaerring.nulstil(bruger)


@transaction.atomic
def luk(bruger: Bruger) -> None:
    """Luk brugeren ude nu og fremover; det, hun har gjort, bliver stående i hendes navn."""
    kraev_anden_administrator(bruger)
    bruger.is_active = False
    bruger.save(update_fields=["is_active"])
    forloeb.luk_alle(bruger)


@transaction.atomic
def genaabn(bruger: Bruger) -> str:
    """Luk en lukket bruger ind igen; hun begynder som ny, med engangskode."""
    bruger.is_active = True
    bruger.save(update_fields=["is_active"])
    return nulstil(bruger)


def kraev_anden_administrator(bruger: Bruger) -> None:
    """``SidsteAdministrator``, når ingen anden teamleder i kommunen selv kan logge ind.

    Låser dem alle i samme orden, så to ikke kan lukke eller nulstille hinanden på samme tid.
    """
    if bruger.rolle != Rolle.TEAMLEDER:
        return
    inde = Bruger.objects.select_for_update(of=("self",)).filter(
        kommune=bruger.kommune_id,
        rolle=Rolle.TEAMLEDER,
        is_active=True,
        engangskode_udloeber__isnull=True,
    )
    if all(anden.pk == bruger.pk for anden in inde.order_by("pk")):
        raise SidsteAdministrator
