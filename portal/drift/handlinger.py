"""Det, driften kan sætte i gang: kør igen, og væk en arbejder, når det er gemt."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import transaction

from samkoering.models import Koersel
from samkoering.natten.hovedbog import NatIGang
from samkoering.natten.igen import IntetAtKoere
from samkoering.natten.vaekning import vaek
from samkoering.skrivning.alder import AeldreDato

AELDRE = (
    "Der er kørt en senere nat siden, og en ældre kan ændre sager bagud i tid. Er det meningen, "
    "så kør den med manage.py nat --tillad-aeldre."
)


class KanIkke(Exception):
    """Handlingen blev ikke til noget; teksten siger hvorfor."""


def saet_i_gang(begynd: Callable[[], Koersel]) -> Koersel:
    """Begynd kørslen, og væk arbejderne, når rækken er gemt; kaster ``KanIkke``."""
    try:
        koersel = begynd()
    except AeldreDato as fejl:
        raise KanIkke(AELDRE) from fejl
    except (NatIGang, IntetAtKoere) as fejl:
        raise KanIkke(str(fejl)) from fejl
    # Arbejderen slår kørslen op i databasen, så den må først vækkes, når rækken kan ses.
    transaction.on_commit(partial(vaek, koersel.pk))
    return koersel


def vent_ikke() -> Koersel:
    """Den åbne kørsel, der ventede på en ny prøve, nu uden ventetid; kaster ``IntetAtKoere``."""
    koersel = Koersel.objects.filter(aaben=True, naeste_proeve__isnull=False).first()
    if koersel is None:
        raise IntetAtKoere("Ingen kørsel venter på en ny prøve.")
    koersel.naeste_proeve = None
    koersel.save(update_fields=["naeste_proeve"])
    return koersel
