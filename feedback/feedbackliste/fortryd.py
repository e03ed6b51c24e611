"""Fortryd en henlæggelse i visitering, indtil fristen er gået eller journalen har posten."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from feedback.afslutning import post
from feedback.feedbackliste.lukning import genaabn
from feedback.models import Feedback
from kontrol.models import Hoeringstilstand
from kontrol.partshoering.afgoerelse import gaeldende
from samkoering.models import AABNE_TILSTANDE, Sag, Sagstilstand

FOR_SENT = (
    "Fristen for at fortryde er gået, og resultatet er sendt til journalen. Er det forkert, så "
    "registrér det rigtige resultat: åbn sagen, og vælg Ret resultatet."
)
VAEK = (
    "Henlæggelsen kan ikke fortrydes, for sagen er ændret siden. Åbn sagen for at se, hvordan den "
    "står nu."
)
NY_SAG = (
    "Henlæggelsen kan ikke fortrydes, fordi borgeren har fået en ny sag siden. Bestil den nye sag, "
    "og tag det hele med der."
)


class KanIkkeFortrydes(Exception):
    """Henlæggelsen står; ``str(fejl)`` siger hvorfor og hvad man kan gøre i stedet."""


def kan_fortrydes(feedback: Feedback, bruger: Bruger) -> bool:
    """Om brugeren selv har henlagt sagen, og fristen ikke er gået."""
    inden = post.fortryd_inden(feedback)
    return inden is not None and timezone.now() < inden and feedback.bruger_id == bruger.pk


def fortryd(sag_id: UUID, token: UUID, bruger: Bruger, omfang: Omfang) -> Sag:
    """Genåbn sagen, som den var, før trykket ``token`` henlagde den. Alt eller intet.

    Kaster ``KanIkkeFortrydes``.
    """
    try:
        with transaction.atomic():
            return _fortryd(sag_id, token, bruger, omfang)
    except IntegrityError:
        # Natten gav borgeren en ny sag, efter vi så efter; databasen tillader kun én åben.
        raise KanIkkeFortrydes(NY_SAG) from None


def _fortryd(sag_id: UUID, token: UUID, bruger: Bruger, omfang: Omfang) -> Sag:
    sag, feedback = _laas(sag_id, token, bruger, omfang)
    if _har_ny_sag(sag, omfang):
        raise KanIkkeFortrydes(NY_SAG)
    if not kan_fortrydes(feedback, bruger) or not post.traek_tilbage(feedback):
        raise KanIkkeFortrydes(FOR_SENT)
    Sag.objects.i_kommune(omfang).filter(pk=sag.pk).update(
        tilstand=_tilstand(sag), version=F("version") + 1, afsluttet=None
    )
    genaabn(feedback)
    feedback.delete()
    sag.refresh_from_db(from_queryset=Sag.objects.i_kommune(omfang))
    return sag


def _laas(sag_id: UUID, token: UUID, bruger: Bruger, omfang: Omfang) -> tuple[Sag, Feedback]:
    """Sagen holdt fast, og dens registrering, når det stadig er brugerens eget tryk."""
    sager = Sag.objects.i_kommune(omfang).select_for_update()
    sag = sager.filter(pk=sag_id, tilstand=Sagstilstand.HENLAGT_VISITERING).first()
    gemte = Feedback.objects.i_kommune(omfang).select_related("kommune", "bruger", "sag")
    feedback = gemte.filter(sag_id=sag_id, token=token, bruger=bruger).first()
    if sag is None or feedback is None:
        raise KanIkkeFortrydes(VAEK)
    return sag, feedback


def _har_ny_sag(sag: Sag, omfang: Omfang) -> bool:
    aabne = Sag.objects.i_kommune(omfang.kommune).filter(cpr=sag.cpr, tilstand__in=AABNE_TILSTANDE)
    return aabne.exists()


def _tilstand(sag: Sag) -> Sagstilstand:
    """Er borgeren i gang med at blive hørt, er sagen i partshøring; ellers under visitering."""
    hoering = gaeldende(sag)
    i_hoering = hoering is not None and hoering.tilstand in (
        Hoeringstilstand.SENDT,
        Hoeringstilstand.BESVARET,
    )
    return Sagstilstand.PARTSHOERING if i_hoering else Sagstilstand.VISITERES
