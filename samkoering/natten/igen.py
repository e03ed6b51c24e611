"""Kør igen: hele natten, én kommune, ét register eller de dele, der er i karantæne."""

from __future__ import annotations

from django.db import transaction

from adgang.models import Bruger
from registre.kontrakt import REGISTRE
from samkoering.models import (
    Aarsag,
    Deltilstand,
    Forsoeg,
    Koersel,
    Koerselstilstand,
    Natdel,
    Trin,
)
from samkoering.natten.hovedbog import NatIGang, begynd


class IntetAtKoere(Exception):
    """Der er intet at køre igen; teksten siger hvorfor."""


def seneste_koersel() -> Koersel:
    """Den kørsel, der køres igen: den seneste, der ikke fejlede."""
    seneste = Koersel.objects.exclude(tilstand=Koerselstilstand.FEJLET).first()
    if seneste is None:
        raise IntetAtKoere("Der er endnu ikke kørt en nat. Kør natten først.")
    return seneste


def hele_natten(bruger: Bruger | None = None) -> Koersel:
    """Kør den seneste nat igen; det, der er kendt, oprettes ikke igen."""
    seneste = Koersel.objects.first()
    if seneste is None:
        raise IntetAtKoere("Der er endnu ikke kørt en nat. Kør natten først.")
    return begynd(seneste.dato, Aarsag.GENTAGELSE, bruger=bruger)


def kommunen(kode: str, bruger: Bruger | None = None) -> Koersel:
    """Kør den seneste nat igen for én kommune."""
    return begynd(seneste_koersel().dato, Aarsag.GENTAGELSE, kommuner=[kode], bruger=bruger)


def registeret(rum: str, bruger: Bruger | None = None) -> Koersel:
    """Hent registrene igen, og udfyld de celler, registerets tavshed efterlod."""
    if rum not in REGISTRE:
        raise IntetAtKoere(f"Registeret »{rum}« findes ikke. Vælg et af: {', '.join(REGISTRE)}.")
    return begynd(seneste_koersel().dato, Aarsag.REGISTER, register=rum, bruger=bruger)


def delene_i_karantaene(koersel: Koersel) -> int:
    """Giv kørslens dele i karantæne en ny chance; giver deres antal.

    Kørslen åbnes igen, når den er slut. Kaster ``NatIGang``, når en anden er åben, og
    ``IntetAtKoere``, når ingen del venter på det.
    """
    with transaction.atomic():
        koersel = Koersel.objects.select_for_update().get(pk=koersel.pk)
        if Koersel.objects.filter(aaben=True).exclude(pk=koersel.pk).exists():
            raise NatIGang("En anden kørsel er i gang. Vent, til den er slut, og prøv igen.")
        dele = koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE)
        Forsoeg.objects.filter(natdel__in=dele).update(taeller=False)
        koersel.forsoeg.filter(natdel=None).update(taeller=False)
        antal = dele.update(tilstand=Deltilstand.VENTER, grund="")
        if not antal:
            raise IntetAtKoere("Ingen dele er i karantæne.")
        if not koersel.aaben:
            _aabn_igen(koersel)
    return antal


def _aabn_igen(koersel: Koersel) -> None:
    """Udtrækket er slettet, så registrene hentes igen; de skrevne dele står."""
    koersel.aaben, koersel.trin = True, Trin.BEGYNDT
    koersel.tilstand, koersel.afsluttet = Koerselstilstand.KOERER, None
    koersel.save(update_fields=["aaben", "trin", "tilstand", "afsluttet"])


def i_karantaene(koersel: Koersel) -> list[Natdel]:
    """Kørslens dele i karantæne."""
    return list(koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE))
