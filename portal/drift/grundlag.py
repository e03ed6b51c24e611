"""De kørsler, siden står på: den åbne, den seneste hele nat, og det, der er kørt igen siden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min, Q
from django.utils import timezone

from samkoering.models import Koersel, Koerselstilstand, hele_landets
from samkoering.natten.kalender import seneste_nat

NAETTER = 30
AFSLUTTEDE = (Koerselstilstand.GENNEMFOERT, Koerselstilstand.DELVIST)
HOEJST_ALDER = timedelta(hours=26)
"""Så gammel må den seneste afsluttede nat være; et døgn, og to timer til at køre i."""


@dataclass(frozen=True, slots=True)
class Grundlag:
    """Kørslerne, nyeste først, og dem, siden taler om."""

    nu: datetime
    koersler: tuple[Koersel, ...]
    """De seneste nætters."""
    nat: Koersel | None
    """Den seneste hele nat, der er skrevet; også når den er ældre end historikken."""

    @property
    def aaben(self) -> Koersel | None:
        """Den kørsel, der er i gang eller venter på en ny prøve."""
        return next((k for k in self.koersler if k.tilstand == Koerselstilstand.KOERER), None)

    @property
    def seneste(self) -> Koersel | None:
        """Den kørsel, der senest er begyndt."""
        return max(self.koersler, key=lambda k: k.startet, default=self.nat)

    @property
    def efter(self) -> tuple[Koersel, ...]:
        """Kørslerne efter natten, ældste først."""
        nat = self.nat
        if nat is None:
            return ()
        senere = [k for k in self.koersler if (k.dato, k.nummer) > (nat.dato, nat.nummer)]
        return tuple(reversed(senere))

    @property
    def forrige(self) -> Koersel | None:
        """Den hele nat før: det, nattens rækker holdes op imod."""
        nat = self.nat
        hele = (k for k in self.koersler if nat and er_hel(k) and k.tilstand in AFSLUTTEDE)
        return next((k for k in hele if nat and k.dato < nat.dato), None)

    @property
    def for_gammel(self) -> bool:
        """Om ingen hel nat er afsluttet inden for 26 timer."""
        afsluttet = self.nat.afsluttet if self.nat else None
        return afsluttet is None or self.nu - afsluttet > HOEJST_ALDER


def er_hel(koersel: Koersel) -> bool:
    """Om kørslen gælder hele landet og alle registre."""
    return not koersel.kun_kommuner and not koersel.kun_register


def seneste_hele_nat() -> Koersel | None:
    """Den seneste hele kørsel, der er skrevet."""
    skrevne = hele_landets().filter(tilstand__in=AFSLUTTEDE)
    return skrevne.select_related("bestilt_af").first()


def hent(nu: datetime | None = None) -> Grundlag:
    """Kørslerne lige nu."""
    nu = nu or timezone.now()
    fra = foerste_dag(nu)
    nylige = Koersel.objects.filter(Q(dato__gte=fra) | Q(tilstand=Koerselstilstand.KOERER))
    koersler = tuple(nylige.select_related("bestilt_af"))
    hele = (k for k in koersler if er_hel(k) and k.tilstand in AFSLUTTEDE)
    return Grundlag(nu, koersler, next(hele, None) or seneste_hele_nat())


def sidste_dag(nu: datetime) -> date:
    """Den nat, der senest skulle være begyndt."""
    return seneste_nat(nu, time(settings.NATTENS_TIME))


def sat_op() -> date | None:
    """Dagen, databasen blev sat op; før den kunne uret ikke begynde en nat.

    En demonstrations fortid er ældre: kørt bagefter, kun de nætter, der skal være noget at se i.
    """
    foerst = MigrationRecorder(connection).migration_qs.aggregate(foerst=Min("applied"))["foerst"]
    return timezone.localdate(foerst) if foerst else None


def foerste_dag(nu: datetime) -> date:
    """Den første nat i historikken."""
    return sidste_dag(nu) - timedelta(days=NAETTER - 1)
