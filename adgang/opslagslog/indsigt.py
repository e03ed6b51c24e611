"""Opslagsloggen om én borger: det, DPO'en ser, og det, borgeren selv kan få."""

from __future__ import annotations

from django.db.models import QuerySet

from adgang.indsigt import Afsnit
from adgang.models import Borger, Kommune, Opslag

FORKLARING = (
    "Hver gang nogen i kommunen har brugt oplysninger om dig i Registersamkøring, står det her "
    "med dato, art og formål. Hvem det var, er ikke med."
)


def opslag_om(borger: Borger) -> QuerySet[Opslag]:
    """Alle opslag, der viste noget om borgeren, nyeste først."""
    return (
        Opslag.objects.i_kommune(borger.kommune_id)
        .filter(borgere__borger=borger)
        .order_by("-tidspunkt", "-pk")
    )


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Dato, art og formål for hvert opslag; aldrig medarbejderen."""
    borger = Borger.objects.i_kommune(kommune).filter(cpr=cpr).first()
    opslag = list(opslag_om(borger)) if borger else []
    return [
        Afsnit(
            "Hvornår oplysninger om dig er brugt",
            FORKLARING,
            ("Tidspunkt", "Art", "Formål"),
            tuple((o.tidspunkt, o.get_art_display(), o.formaal) for o in opslag),
            tom="Ingen har brugt oplysninger om dig i den tid, loggen gemmes.",
        )
    ]
