"""Ordene, når sagen er ændret, siden brugeren åbnede den: hvem, hvad og hvornår."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adgang.models import Bruger
from feedback.models import Feedback
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import AFSLUTTENDE_TILSTANDE, Handling, Sag, Sagstilstand

BORTE = {
    Sagstilstand.UDLOEBET.value: (
        "Sagen udløb i nat og kan ikke længere behandles. Den er registreret som ikke behandlet."
    ),
    Sagstilstand.BORTFALDET.value: (
        "Registret er rettet, og sagens hændelser er faldet bort. Den skal ikke behandles."
    ),
    Sagstilstand.LEDIG.value: (
        "Sagen ligger igen på bestillingslisten. Bestil den, hvis du vil behandle den."
    ),
}


@dataclass(frozen=True, slots=True)
class Aendret:
    """Hvad der skete. ``kan_erstattes`` siger, om brugerens egen registrering stadig kan gemmes."""

    hvem: str
    hvad: str
    naar: datetime | None
    version: int
    lukket: bool
    kan_erstattes: bool
    egen: bool = False
    """Brugeren gjorde det selv, fx i en anden fane; det er ikke noget at blive alarmeret over."""


def beskriv(sag: Sag, bruger: Bruger) -> Aendret:
    """Læs sagen, som den er nu, og den seneste linje i dens historik."""
    if sag.tilstand in BORTE:
        return Aendret("", BORTE[sag.tilstand], None, sag.version, lukket=True, kan_erstattes=False)
    linjer = sag.historik.exclude(handling__in=UDEN_BETYDNING).select_related("bruger")
    seneste = linjer.first()
    lukket = sag.tilstand in AFSLUTTENDE_TILSTANDE
    return Aendret(
        hvem=_navn(seneste.bruger if seneste else None, bruger),
        hvad=_hvad(sag, seneste.get_handling_display() if seneste else ""),
        naar=seneste.tidspunkt if seneste else None,
        version=sag.version,
        lukket=lukket,
        kan_erstattes=lukket or sag.tilstand in UNDER_BEHANDLING,
        egen=seneste is not None and seneste.bruger == bruger,
    )


def _navn(handlende: Bruger | None, bruger: Bruger) -> str:
    if handlende is None:
        return "Natten"
    return "Du" if handlende == bruger else handlende.navn


def _hvad(sag: Sag, handling: str) -> str:
    gemte = Feedback.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    gemt = gemte.order_by("-registreret").first()
    return f"registrerede “{gemt.get_resultat_display()}”" if gemt else handling


UDEN_BETYDNING = (
    Handling.AABNET,
    Handling.HENTET_PDF,
    Handling.ADRESSE_VIST,
    Handling.JOURNALISERET,
)
"""At læse eller journalisere ændrer intet i sagen."""


def senest_set(sag: Sag) -> int:
    """Nummeret på den nyeste linje i historikken."""
    return sag.historik.values_list("pk", flat=True).order_by("-pk").first() or 0


def gaeldende_version(sag: Sag, set_version: int, set_haendelse: int) -> int:
    """Den version, brugeren kan siges at have set.

    Er der kun sket noget uden betydning, siden hun så den, er hendes billede af sagen ikke
    forældet.
    """
    nye = sag.historik.filter(pk__gt=set_haendelse).values_list("handling", flat=True)
    return sag.version if all(handling in UDEN_BETYDNING for handling in nye) else set_version
