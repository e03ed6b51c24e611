"""Forsøgene: skrevet, før arbejdet begynder, og afgjort, også når arbejderen forsvandt."""

from __future__ import annotations

import os
import socket

from django.db import connection
from django.utils import timezone

from samkoering.models import Arbejde, Deltilstand, Forsoeg, Forsoegsudfald, Koersel, Natdel

HOEJST_FEJLET = 3
"""Så mange gange må en del fejle, før den sættes i karantæne."""
HOEJST_AFBRUDT = 10
"""Så mange gange må arbejderen forsvinde midt i den samme del."""
FORSVANDT = "Arbejderen forsvandt, før delen var skrevet."


def arbejderens_navn(proces: int | None = None) -> str:
    """Maskine og proces; processen selv, når ingen nævnes."""
    return f"{socket.gethostname()[:80]}:{proces or os.getpid()}"


def begynd_forsoeg(koersel: Koersel, arbejde: Arbejde, natdel: Natdel | None = None) -> Forsoeg:
    """Noter, at arbejdet begynder; står der, hvad der end sker bagefter."""
    return Forsoeg.objects.create(
        koersel=koersel,
        natdel=natdel,
        arbejde=arbejde,
        arbejder=arbejderens_navn(),
        begyndt=timezone.now(),
    )


def afgoer(
    forsoeg: Forsoeg, udfald: Forsoegsudfald, grund: str = "", *, taeller: bool = True
) -> None:
    """Noter, hvordan det gik. Et forsøg afgøres én gang."""
    Forsoeg.objects.filter(pk=forsoeg.pk, udfald=Forsoegsudfald.I_GANG).update(
        udfald=udfald, grund=grund[:300], sluttet=timezone.now(), taeller=taeller
    )


def afbryd_efterladte(koersel: Koersel, natdel: Natdel | None = None) -> None:
    """Forsøg uden afslutning, hvis lås er fri: deres arbejder findes ikke mere."""
    efterladte = koersel.forsoeg.filter(natdel=natdel, udfald=Forsoegsudfald.I_GANG)
    if natdel is None:
        efterladte = efterladte.filter(arbejde=Arbejde.HENT)
    efterladte.update(udfald=Forsoegsudfald.AFBRUDT, grund=FORSVANDT, sluttet=timezone.now())


def proces_doede(koersel: Koersel, arbejder: str, grund: str) -> None:
    """Arbejderens egen proces døde, mens den, der startede den, lever: det, den sad med, fejlede.

    Et nedbrud i motoren eller for lidt hukommelse rammer processen og tæller derfor mod
    karantæne; en maskine, der slukkes, når aldrig hertil.
    """
    Forsoeg.objects.filter(koersel=koersel, arbejder=arbejder, udfald=Forsoegsudfald.I_GANG).update(
        udfald=Forsoegsudfald.FEJLET, grund=grund[:300], sluttet=timezone.now()
    )


def maskinen_svigtede(koersel: Koersel, grund: str) -> None:
    """Det, arbejderen sad med, fejlede uden egen skyld og tæller ikke mod karantæne."""
    Forsoeg.objects.filter(
        koersel=koersel, arbejder=arbejderens_navn(), udfald=Forsoegsudfald.I_GANG
    ).update(udfald=Forsoegsudfald.FEJLET, grund=grund[:300], sluttet=timezone.now(), taeller=False)


def sat_i_karantaene(natdel: Natdel) -> bool:
    """Sæt delen i karantæne, når den er fejlet eller afbrudt for mange gange."""
    taeller = natdel.forsoeg.filter(taeller=True)
    fejlede = taeller.filter(udfald=Forsoegsudfald.FEJLET)
    afbrudte = taeller.filter(udfald=Forsoegsudfald.AFBRUDT)
    if fejlede.count() < HOEJST_FEJLET and afbrudte.count() < HOEJST_AFBRUDT:
        return False
    grund = (fejlede | afbrudte).last()
    Natdel.objects.filter(pk=natdel.pk, tilstand=Deltilstand.VENTER).update(
        tilstand=Deltilstand.KARANTAENE, grund=grund.grund if grund else ""
    )
    return True


def fejlet_for_tit(koersel: Koersel) -> str:
    """Grunden, når hentning eller beregning er fejlet tre gange; tom, når der kan prøves igen."""
    fejlede = koersel.forsoeg.filter(natdel=None, udfald=Forsoegsudfald.FEJLET, taeller=True)
    sidste = fejlede.last()
    return sidste.grund if sidste and fejlede.count() >= HOEJST_FEJLET else ""


def grund_til(fejl: BaseException) -> str:
    """Grunden uden registerets værdier: vores egne fejl siger den, andres kun deres art."""
    egen = type(fejl).__module__.startswith(("samkoering", "registre"))
    return str(fejl) if egen else f"Uventet fejl: {type(fejl).__name__}"


def forbindelsen_er_tabt() -> bool:
    """Om databasen er væk; så er det ikke delens skyld."""
    return connection.connection is None or not connection.is_usable()
