"""Registrér feedback: ét resultat pr. bestilling, i én transaktion, uanset hvem der også gemmer."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from feedback.afslutning import post
from feedback.feedbackliste.hoering import IkkeHoert, laast_hoering
from feedback.feedbackliste.lukning import luk
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback
from kontrol.journalisering.poster import IkkeJournaliseret, kraev
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning, Partshoering
from samkoering.models import AFSLUTTENDE_TILSTANDE, Sag

__all__ = ["IkkeHoert", "IkkeJournaliseret", "Konflikt", "Ventende", "registrer"]
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
    """Gem svaret, luk sagen, fred dens hændelser, og læg resultatet til journalen.

    Samme tryk igen giver samme registrering. Kaster ``Konflikt``, når sagen har en anden version
    end den, brugeren så, eller ikke længere er bestilt; ``IkkeHoert``, når resultatet kræver en
    partshøring, der mangler; og ``IkkeJournaliseret``, når kontrolarket ikke står i journalen.
    Så er intet gemt.
    """
    with transaction.atomic():
        if not _tag_sagen(ventende, svar):
            gemt = _samme_tryk(ventende)
            if gemt is None:
                raise Konflikt
            return gemt
        sag = Sag.objects.i_kommune(ventende.omfang).get(pk=ventende.sag)
        hoering = laast_hoering(sag, svar.resultat)
        kraev(sag)
        return _gem_og_luk(ventende, svar, hoering)


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


def _gem_og_luk(ventende: Ventende, svar: Svar, hoering: Partshoering | None) -> Feedback:
    """Bestillingens ene registrering; en erstatning overskriver den, og historikken siger det.

    Den erstattedes post tages tilbage, hvis journalen ikke har den endnu; ellers siger den nye,
    at den erstatter en tidligere.
    """
    bestilling = _bestilling(ventende)
    foer = Feedback.objects.i_kommune(ventende.omfang).filter(bestilling=bestilling).first()
    afleveret = foer is not None and not post.traek_tilbage(foer)
    feedback = foer or Feedback(bestilling=bestilling)
    for felt, vaerdi in _felter(ventende, svar, hoering).items():
        setattr(feedback, felt, vaerdi)
    feedback.save()
    luk(feedback, svar.fredet_til)
    post.opret(feedback, erstatter=afleveret)
    return feedback


def _bestilling(ventende: Ventende) -> Bestilling:
    alle = Bestilling.objects.i_kommune(ventende.omfang).filter(sag_id=ventende.sag)
    return alle.exclude(lukning__in=(Lukning.FORTRUDT, Lukning.LAGT_TILBAGE)).latest("bestilt")


def _felter(ventende: Ventende, svar: Svar, hoering: Partshoering | None) -> dict[str, object]:
    sendt = timezone.localtime(hoering.sendt).date() if hoering and hoering.sendt else None
    return {
        **svar.felter(),
        "kommune": ventende.omfang.kommune,
        "sag_id": ventende.sag,
        "bruger": ventende.bruger,
        "token": ventende.token,
        "registreret": timezone.now(),
        "partshoering": hoering,
        "partshoering_sendt": sendt,
    }
