"""Registrér feedback: ét resultat pr. bestilling, i én transaktion, uanset hvem der også gemmer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning
from samkoering.models import (
    AFSLUTTENDE_TILSTANDE,
    Fredning,
    Handling,
    Sag,
    Sagshaendelse,
    Udfald,
    Udfaldstilstand,
)

KAN_FAA_FEEDBACK = (*UNDER_BEHANDLING, *AFSLUTTENDE_TILSTANDE)


@dataclass(frozen=True, slots=True)
class Ventende:
    """Et svar på vej: hvem der gemmer, den version de så, og trykket på knappen."""

    sag: UUID
    bruger: Bruger
    omfang: Omfang
    version: int
    token: UUID
    erstatter: bool = False
    """Brugeren har set, at sagen er ændret, og vil erstatte den registrering, der står."""


class Konflikt(Exception):
    """Sagen er ændret, siden brugeren åbnede den; intet er gemt."""


def registrer(ventende: Ventende, svar: Svar) -> Feedback:
    """Gem svaret, luk sagen og fred dens hændelser.

    Samme tryk igen giver samme registrering. Kaster ``Konflikt``, når sagen har en anden
    version end den, brugeren så, eller ikke længere er bestilt.
    """
    with transaction.atomic():
        if not _tag_sagen(ventende, svar):
            gemt = _samme_tryk(ventende)
            if gemt is None:
                raise Konflikt
            return gemt
        feedback = _gem(ventende, svar)
        _luk(feedback, svar)
        return feedback


def _tag_sagen(ventende: Ventende, svar: Svar) -> bool:
    """Skift sagens tilstand, hvis den er, som brugeren så den; databasen afgør det."""
    fra = KAN_FAA_FEEDBACK if ventende.erstatter else UNDER_BEHANDLING
    min_ = Sag.objects.i_kommune(ventende.omfang).filter(
        pk=ventende.sag, version=ventende.version, tilstand__in=fra
    )
    return bool(
        min_.update(
            tilstand=svar.resultat.value, version=F("version") + 1, afsluttet=timezone.now()
        )
    )


def _samme_tryk(ventende: Ventende) -> Feedback | None:
    """Den registrering, det samme tryk allerede har givet."""
    return (
        Feedback.objects.i_kommune(ventende.omfang)
        .filter(sag_id=ventende.sag, token=ventende.token, bruger=ventende.bruger)
        .first()
    )


def _gem(ventende: Ventende, svar: Svar) -> Feedback:
    """Bestillingens ene registrering; en erstatning overskriver den, og historikken siger det."""
    bestilling = (
        Bestilling.objects.i_kommune(ventende.omfang)
        .filter(sag_id=ventende.sag)
        .exclude(lukning__in=(Lukning.FORTRUDT, Lukning.LAGT_TILBAGE))
        .latest("bestilt")
    )
    feedback, _ = Feedback.objects.i_kommune(ventende.omfang).update_or_create(
        bestilling=bestilling,
        defaults={
            **svar.felter(),
            "kommune": ventende.omfang.kommune,
            "sag_id": ventende.sag,
            "bruger": ventende.bruger,
            "token": ventende.token,
            "registreret": timezone.now(),
        },
    )
    return feedback


def _luk(feedback: Feedback, svar: Svar) -> None:
    """Fred og behandl hændelserne, luk bestillingen, og skriv det i historikken."""
    kommune, sag = feedback.kommune, feedback.sag
    aabne = Udfald.objects.i_kommune(kommune).filter(sag=sag, tilstand=Udfaldstilstand.AABENT)
    Fredning.objects.i_kommune(kommune).bulk_create(
        [
            Fredning(
                kommune=kommune, ym_cpr=ym_cpr, identitet=identitet, sag=sag, til=svar.fredet_til
            )
            for ym_cpr, identitet in aabne.values_list("ym_cpr", "identitet")
        ],
        ignore_conflicts=True,
    )
    aabne.update(tilstand=Udfaldstilstand.BEHANDLET)
    Bestilling.objects.i_kommune(kommune).filter(
        pk=feedback.bestilling_id, lukket__isnull=True
    ).update(lukket=timezone.now(), lukning=Lukning.FEEDBACK)
    Sagshaendelse.objects.i_kommune(kommune).create(
        kommune=kommune,
        sag=sag,
        bruger=feedback.bruger,
        handling=Handling.FEEDBACK,
        detalje=feedback.get_resultat_display(),
    )
