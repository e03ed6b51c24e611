"""Gem det, der blev noteret ved døren. Det samme gem to gange er ét gem."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger
from hjemmebesoeg.models import Koereliste, Listetilstand, Stop

FELTER = ("besoegt", "klokken", "navn_paa_doer", "kontakt", "anden_aabnede", "oplysninger")


class Udfald(StrEnum):
    """Hvad der skete."""

    GEMT = "gemt"
    IGEN = "igen"
    """Det var gemt før; intet er ændret."""
    KONFLIKT = "konflikt"
    """En anden har noteret imens; intet er ændret."""
    LUKKET = "lukket"
    """Listen er kørt og kan ikke rettes."""


class StoppetErVaek(LookupError):
    """Listen er destrueret, eller stoppet gik fra, mens der blev skrevet; intet er gemt."""


class Gemt(NamedTuple):
    """Udfaldet, og stoppet, som det nu står."""

    udfald: Udfald
    stop: Stop


def registrer(
    stop: Stop, bruger: Bruger, version: int, token: UUID, noteret: dict[str, Any]
) -> Gemt:
    """Gem, hvis stoppet er det, brugeren så; ellers siger udfaldet hvorfor ikke.

    Kaster ``StoppetErVaek``, når der ikke er noget stop at gemme på.
    """
    with transaction.atomic():
        # Listen først: den, der afslutter kørslen, skal ikke overhales af et stop.
        laaste = Koereliste.objects.i_kommune(stop.kommune_id).select_for_update()
        tilstand = laaste.filter(pk=stop.liste_id).values_list("tilstand", flat=True).first()
        alle = Stop.objects.i_kommune(stop.kommune_id).select_related("sag", "registreret_af")
        nu = alle.filter(pk=stop.pk).first()
        if nu is None:
            raise StoppetErVaek
        if nu.token == token:
            return Gemt(Udfald.IGEN, nu)
        if tilstand != Listetilstand.KLADDE:
            return Gemt(Udfald.LUKKET, nu)
        if nu.version != version:
            return Gemt(Udfald.KONFLIKT, nu)
        for felt in FELTER:
            setattr(nu, felt, noteret[felt])
        nu.registreret, nu.registreret_af = timezone.now(), bruger
        nu.token, nu.version = token, version + 1
        nu.save(update_fields=(*FELTER, "registreret", "registreret_af", "token", "version"))
        return Gemt(Udfald.GEMT, nu)
