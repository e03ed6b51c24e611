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
    Trin,
)
from samkoering.natten.hovedbog import begynd, kraev_at_ingen_er_aaben


class IntetAtKoere(Exception):
    """Der er intet at køre igen; teksten siger hvorfor."""


def seneste_koersel() -> Koersel:
    """Den kørsel, der køres igen: den seneste, der ikke fejlede."""
    return _den(Koersel.objects.exclude(tilstand=Koerselstilstand.FEJLET).first())


def _den(koersel: Koersel | None) -> Koersel:
    if koersel is None:
        raise IntetAtKoere("Der er endnu ikke kørt en nat. Kør natten først.")
    return koersel


def hele_natten(bruger: Bruger | None = None) -> Koersel:
    """Kør den seneste nat igen, også en, der fejlede; det, der er kendt, oprettes ikke igen."""
    return begynd(_den(Koersel.objects.first()).dato, Aarsag.GENTAGELSE, bruger=bruger)


def kommunen(kode: str, bruger: Bruger | None = None) -> Koersel:
    """Kør den seneste nat igen for én kommune."""
    return begynd(seneste_koersel().dato, Aarsag.GENTAGELSE, kommuner=[kode], bruger=bruger)


def registeret(rum: str, bruger: Bruger | None = None) -> Koersel:
    """Hent registrene igen, og udfyld de celler, registerets tavshed efterlod."""
    if rum not in REGISTRE:
        raise IntetAtKoere(f"Registeret “{rum}” findes ikke. Vælg et af: {', '.join(REGISTRE)}.")
    return begynd(seneste_koersel().dato, Aarsag.REGISTER, register=rum, bruger=bruger)


def delene_i_karantaene(koersel: Koersel) -> int:
    """Giv kørslens dele i karantæne en ny chance; giver deres antal.

    Kørslen åbnes igen, når den er slut. Kaster ``NatIGang``, når en anden er åben, og
    ``IntetAtKoere``, når ingen del venter på det.
    """
    with transaction.atomic():
        koersel = Koersel.objects.select_for_update().get(pk=koersel.pk)
        kraev_at_ingen_er_aaben(undtagen=koersel)
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
