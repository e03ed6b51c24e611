"""Destruktionen: talt med, slettet og kvitteret i én transaktion, eller slet ikke."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from django.db import IntegrityError, transaction

from adgang.models import Bruger
from hjemmebesoeg.afslutning.afslut import journaliserede, laas
from hjemmebesoeg.models import Destruktion, Koereliste, Listetilstand, Stop, Udskrift
from hjemmebesoeg.statistik.taelling import MaanedVenter, tael
from hjemmebesoeg.vaern.udloesere import besked_af


class Destrueret(NamedTuple):
    """Kvitteringen, og om besøgene kom med i statistikken; en lukket måned tælles ikke."""

    kvittering: Destruktion
    talt: bool
    udskrifter: int
    """De eksemplarer på papir, der nu skal makuleres."""


class KanIkkeDestrueres(Exception):
    """Beskeden er til brugeren; intet er ændret."""


def destruer(liste: Koereliste, bruger: Bruger) -> Destrueret:
    """Tæl besøgene med, slet listen, dens stop og udskrifter, og skriv kvitteringen."""
    try:
        with transaction.atomic():
            laast = laas(liste)
            stop = _stop(laast)
            mangler = len(stop) - journaliserede(laast, stop)
            if laast.tilstand == Listetilstand.KLADDE:
                raise KanIkkeDestrueres("Turen er ikke afsluttet. Afslut den først.")
            if mangler:
                raise KanIkkeDestrueres(
                    f"Journalen mangler at kvittere for {mangler} af {len(stop)} stop. "
                    "Prøv igen om et minut."
                )
            _videre(laast, Listetilstand.JOURNALISERET)
            talt = tael(laast, stop)
            _videre(laast, Listetilstand.TALT)
            kvittering, udskrifter = _slet(laast, stop, bruger, len(stop))
            return Destrueret(kvittering, talt, udskrifter)
    except MaanedVenter as venter:
        raise KanIkkeDestrueres(str(venter)) from venter
    except IntegrityError as fejl:
        raise KanIkkeDestrueres(besked_af(fejl)) from None


def kasser(liste: Koereliste, bruger: Bruger) -> Destrueret:
    """Destruér en kladde, hvor intet er noteret; borgerne er kandidater igen."""
    with transaction.atomic():
        laast = laas(liste)
        stop = _stop(laast)
        if laast.tilstand != Listetilstand.KLADDE or any(en.registreret for en in stop):
            raise KanIkkeDestrueres(
                "Der er noteret et besøg på listen. Afslut turen, så det kommer på borgerens sag."
            )
        kvittering, udskrifter = _slet(laast, stop, bruger, 0)
        return Destrueret(kvittering, False, udskrifter)


def _videre(liste: Koereliste, tilstand: Listetilstand) -> None:
    liste.tilstand = tilstand
    liste.save(update_fields=("tilstand",))


def _slet(
    liste: Koereliste, stop: Collection[Stop], bruger: Bruger, antal: int
) -> tuple[Destruktion, int]:
    """Kvitteringen og antallet af udskrifter, der fandtes."""
    egne = liste.kommune_id
    kvittering = Destruktion.objects.i_kommune(egne).create(
        kommune_id=egne, nr=liste.nr, bruger=bruger, antal_stop=antal
    )
    Stop.objects.i_kommune(egne).filter(pk__in=[en.pk for en in stop]).delete()
    udskrifter, _ = Udskrift.objects.i_kommune(egne).filter(liste=liste).delete()
    Koereliste.objects.i_kommune(egne).filter(pk=liste.pk).delete()
    return kvittering, udskrifter


def _stop(liste: Koereliste) -> list[Stop]:
    alle = Stop.objects.i_kommune(liste.kommune_id).filter(liste=liste)
    return list(alle.select_related("sag").order_by("orden", "pk"))
