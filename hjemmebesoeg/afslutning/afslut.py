"""Turen er kørt: hvert stop får sin post på borgerens sag, og det, der ikke blev nået, går fra."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger
from hjemmebesoeg.afslutning import journalpost
from hjemmebesoeg.models import Koereliste, Listetilstand, Stop
from journal import poster


class KanIkkeAfsluttes(Exception):
    """Beskeden er til brugeren; intet er ændret."""


class ListenErVaek(Exception):
    """Nogen destruerede listen i det samme; intet er ændret. Beskeden er til brugeren."""

    def __init__(self) -> None:
        super().__init__("Listen er allerede destrueret.")


@dataclass(frozen=True, slots=True)
class Afsluttet:
    """De stop, der er lagt til journalen, og hvor mange der ikke blev nået."""

    stop: tuple[Stop, ...]
    ikke_naaet: int


def afslut(liste: Koereliste, bruger: Bruger, ikke_naaet: int) -> Afsluttet:
    """Læg posterne til journalen. ``ikke_naaet`` er det antal, brugeren har set og sagt ja til."""
    with transaction.atomic():
        laast = laas(liste)
        if laast.tilstand != Listetilstand.KLADDE:
            raise KanIkkeAfsluttes("Turen er allerede afsluttet.")
        alle = Stop.objects.i_kommune(liste.kommune_id).filter(liste=liste)
        mangler = alle.filter(registreret=None)
        noterede = list(
            alle.exclude(registreret=None).select_related("sag", "kommune", "registreret_af")
        )
        if not noterede:
            raise KanIkkeAfsluttes(
                "Ingen stop er noteret. Notér mindst ét stop, eller destruér kladden."
            )
        if mangler.count() != ikke_naaet:
            raise KanIkkeAfsluttes(
                "Stoppene er ændret, mens du så på siden. Se dem efter, og afslut igen."
            )
        mangler.delete()
        for stop in noterede:
            alle.filter(pk=stop.pk).update(journalnoegle=journalpost.opret(stop, bruger))
        laast.tilstand, laast.koert = Listetilstand.KOERT, timezone.now()
        laast.save(update_fields=("tilstand", "koert"))
    return Afsluttet(tuple(noterede), ikke_naaet)


def journaliserede(liste: Koereliste, stop: list[Stop]) -> int:
    """Hvor mange af stoppene journalen har kvitteret for."""
    return sum(
        bool(en.journalnoegle) and poster.staar(liste.kommune_id, en.journalnoegle) for en in stop
    )


def laas(liste: Koereliste) -> Koereliste:
    """Listen, låst, som den er nu; ``ListenErVaek``, når den er destrueret."""
    alle = Koereliste.objects.i_kommune(liste.kommune_id).select_related(None)
    laast: Koereliste | None = alle.select_for_update().filter(pk=liste.pk).first()
    if laast is None:
        raise ListenErVaek
    return laast
