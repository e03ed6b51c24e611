"""Det, brugerne efterlader: kladder, sessioner og gamle stikprøver."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from adgang.lejer import paa_tvaers
from adgang.models import Brugersession, Opgave, Sletning, Stikproeve, Stikproeveopslag
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from feedback.models import Feedbackkladde
from kontrol.models import Hoeringstilstand, Partshoering
from portal.sletning.frister import graense


def slet_kladder(nu: datetime) -> list[Sletning]:
    """Kladder, ingen har rørt, og kladder til en høring, hvis bestilling er lukket.

    En høring, en feedback viser tilbage til, og en, der er sendt breve i, er sagens.
    """
    foer = graense("KLADDER", nu)
    with paa_tvaers(grund=ENS_FRIST):
        feedback = Feedbackkladde.objects.paa_tvaers(grund=ENS_FRIST).filter(gemt__lte=foer)
        hoeringer = Partshoering.objects.paa_tvaers(grund=ENS_FRIST).filter(
            tilstand=Hoeringstilstand.KLADDE,
            bestilling__lukket__lte=foer,
            gemt__lte=foer,
            breve__isnull=True,
            bestilling__feedback__isnull=True,
        )
        antal = {
            "feedback_feedbackkladde": feedback.delete()[0],
            "kontrol_partshoering": hoeringer.delete()[0],
        }
        return [kvitter(Opgave.KLADDER, foer, antal)]


def slet_sessioner(nu: datetime) -> list[Sletning]:
    """Sessioner, der ikke er brugt; browserens egen udløber efter et døgn."""
    foer = graense("SESSIONER", nu)
    with transaction.atomic():
        antal = {
            "django_session": Session.objects.filter(expire_date__lte=nu).delete()[0],
            "adgang_brugersession": Brugersession.objects.filter(sidst_brugt__lte=foer).delete()[0],
        }
        return [kvitter(Opgave.SESSIONER, foer, antal)]


def slet_stikproever(nu: datetime) -> list[Sletning]:
    """Stikprøver, hvis opslag for længst er slettet."""
    foer = graense("STIKPROEVER", nu)
    with paa_tvaers(grund=ENS_FRIST):
        alle = Stikproeve.objects.paa_tvaers(grund=ENS_FRIST).filter(trukket__lte=foer)
        opslag = Stikproeveopslag.objects.paa_tvaers(grund=ENS_FRIST).filter(stikproeve__in=alle)
        antal = {
            "adgang_stikproeveopslag": opslag.delete()[0],
            "adgang_stikproeve": alle.delete()[0],
        }
        return [kvitter(Opgave.STIKPROEVER, foer, antal)]
