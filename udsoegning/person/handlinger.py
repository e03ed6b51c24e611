"""Det, der kan gøres med en borger på listen. Alt kaldes i ``udsoegning.rummet.i_rummet``."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from adgang.models import Bruger
from udsoegning.models import Fundet, Kontakt, Opslagstilstand, Projekt, Svar
from udsoegning.projekt.handlinger import OPGIVET
from udsoegning.tasks import slaa_aegtefaelle_op


def find(kommune: str, person_id: UUID) -> Fundet | None:
    """Borgeren med sit projekt; ``None``, når hun ikke findes i kommunen."""
    alle = Fundet.objects.i_kommune(kommune).select_related("projekt")
    return alle.filter(pk=person_id).first()


class BorgerenErVaek(LookupError):
    """Borgeren står ikke på listen mere: hun har sagt nej, er holdt ude, eller fristen er gået."""


def laas(kommune: str, person_id: UUID) -> Fundet:
    """Borgeren med sit projekt, låst til transaktionen er slut; kaster ``BorgerenErVaek``.

    To, der gør noget ved den samme borger, kommer efter hinanden: en henvendelse, der skrives,
    mens en anden skriver nej, ville ellers høre til en borger, der er slettet. Projektet låses
    først, i samme orden som i søgningen og nattens sletning, så ingen af dem venter i ring.
    """
    alle = Fundet.objects.i_kommune(kommune).filter(pk=person_id)
    egne = Projekt.objects.i_kommune(kommune).select_for_update()
    projekt = egne.filter(pk__in=alle.values("projekt")).first()
    person = alle.select_for_update().first()
    if projekt is None or person is None:
        raise BorgerenErVaek
    person.projekt = projekt
    return person


def gem_telefon(person: Fundet, telefon: str) -> None:
    """Skriv nummeret; tomt fjerner det."""
    _raekken(person).update(telefon=telefon)


def gem_kontakt(person: Fundet, dag: date, maade: str, bruger: Bruger) -> None:
    """Skriv en henvendelse."""
    Kontakt.objects.i_kommune(person.kommune_id).create(
        kommune_id=person.kommune_id, person=person, dag=dag, maade=maade, bruger=bruger
    )


def sig_ja(person: Fundet, dag: date) -> None:
    """Borgeren vil høre mere."""
    _raekken(person).update(svar=Svar.JA, svaret=dag)


def fortryd_ja(person: Fundet) -> None:
    """Et ja, der var et fejltryk, eller som borgeren trak tilbage uden at sige nej."""
    _raekken(person).update(svar=Svar.INTET, svaret=None)


def navnet_slaas_op(person: Fundet, nu: datetime) -> bool:
    """Om ægtefællens navn slås op nu; et opslag, der har varet for længe, er opgivet."""
    bestilt = person.opslag_bestilt
    opgivet = bestilt is not None and bestilt <= nu - OPGIVET
    return person.opslag == Opslagstilstand.I_GANG and not opgivet


def bestil_aegtefaelle(person: Fundet, nu: datetime) -> bool:
    """Sæt opslaget i gang; falsk, når det allerede er det."""
    ledige = _raekken(person).filter(
        ~Q(opslag=Opslagstilstand.I_GANG) | Q(opslag_bestilt__lte=nu - OPGIVET)
    )
    if not ledige.update(opslag=Opslagstilstand.I_GANG, opslag_bestilt=nu):
        return False
    saet = partial(slaa_aegtefaelle_op.delay, person.kommune_id, str(person.pk))
    transaction.on_commit(saet, robust=True)
    return True


def _raekken(person: Fundet) -> QuerySet[Fundet]:
    return Fundet.objects.i_kommune(person.kommune_id).filter(pk=person.pk)
