"""Bestil opslagene: én række pr. register, person og dag, og én opgave til hver."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from adgang.models import Bruger
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag, Rolle
from sagsopstart.opslag import koe


class Lukket(Exception):
    """Ansøgningen er lukket: der må ikke slås op."""


def laas(ansoegning: Ansoegning) -> Ansoegning:
    """Ansøgningen, læst igen og låst til transaktionen er slut.

    Alt, der ændrer opslagene, tager den først, så lukning og svar aldrig krydser hinanden.
    """
    alle = Ansoegning.objects.i_kommune(ansoegning.kommune_id).select_for_update(of=("self",))
    return alle.select_related("kommune").get(pk=ansoegning.pk)


def laas_aaben(ansoegning: Ansoegning) -> Ansoegning:
    """Som ``laas``; ``Lukket``, når den er lukket imens."""
    laast = laas(ansoegning)
    if not laast.er_aaben:
        raise Lukket
    return laast


def bestil(ansoegning: Ansoegning, bruger: Bruger, dag: date | None = None) -> list[UUID]:
    """Bestil dagens opslag om ansøgeren og den ægtefælle, der kendes; giver de nye.

    De samme igen samme dag ændrer intet. Kaster ``Lukket``.
    """
    with transaction.atomic():
        aaben = laas_aaben(ansoegning)
        dagen = dag or timezone.localdate()
        personer = [(Rolle.ANSOEGER, aaben.cpr), (Rolle.AEGTEFAELLE, aaben.aegtefaelle_cpr)]
        return [pk for rolle, cpr in personer if cpr for pk in om(aaben, rolle, cpr, bruger, dagen)]


def om(ansoegning: Ansoegning, rolle: Rolle, cpr: str, bruger: Bruger, dag: date) -> list[UUID]:
    """Opslagene om én person; kaldes med ansøgningen låst."""
    egne = Registeropslag.objects.i_kommune(ansoegning.kommune_id)
    kendte = set(
        egne.filter(ansoegning=ansoegning, cpr=cpr, dag=dag).values_list("register", flat=True)
    )
    nye = [
        Registeropslag(
            kommune_id=ansoegning.kommune_id,
            ansoegning=ansoegning,
            rolle=rolle,
            cpr=cpr,
            numre=[str(cpr)],
            register=register,
            dag=dag,
            bestilt_af=bruger,
        )
        for register in OPSLAGSREGISTRE
        if register not in kendte
    ]
    egne.bulk_create(nye)
    return saet_i_koe(ansoegning.kommune_id, [opslag.pk for opslag in nye])


def igen(ansoegning: Ansoegning, opslag_id: UUID, bruger: Bruger) -> bool:
    """Prøv ét opslag, der fejlede, igen; falsk, når det ikke er fejlet eller om en tidligere
    ægtefælle. Kaster ``Lukket``.
    """
    with transaction.atomic():
        aaben = laas_aaben(ansoegning)
        fejlet = Registeropslag.objects.i_kommune(aaben.kommune_id).filter(
            Q(rolle=Rolle.ANSOEGER) | Q(cpr=aaben.aegtefaelle_cpr),
            pk=opslag_id,
            ansoegning=aaben,
            tilstand=Opslagstilstand.FEJLET,
        )
        if not nulstil(fejlet, bestilt_af=bruger, forsoeg=0):
            return False
        saet_i_koe(aaben.kommune_id, [opslag_id])
        return True


def nulstil(opslag: object, **felter: object) -> int:
    """Sæt opslagene tilbage til at vente; giver antallet."""
    antal: int = opslag.update(  # type: ignore[attr-defined]
        tilstand=Opslagstilstand.VENTER,
        begyndt=None,
        afsluttet=None,
        varighed_ms=None,
        data_fra=None,
        svar=None,
        fejl="",
        koesat=None,
        **felter,
    )
    return antal


def saet_i_koe(kommune: str, opslag: Iterable[UUID]) -> list[UUID]:
    """Læg opslagene i kø, når rækkerne er gemt."""
    ider = list(opslag)
    if ider:
        transaction.on_commit(partial(koe.saet_i_koe, kommune, ider), robust=True)
    return ider
