"""Det skriftlige varsel om kontrollen (retssikkerhedsloven § 12): én dato pr. sag."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger
from kontrol.models import Varsel
from kontrol.partshoering.laas import noter
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Handling, Sag

MANGLER = (
    "Der står ikke, hvornår borgeren fik skriftligt varsel om kontrollen. Find datoen, før sagen "
    "afgøres."
)


@transaction.atomic
def noter_varsel(sag: Sag, bruger: Bruger, dato: date) -> None:
    """Sæt eller ret datoen; den samme dato igen ændrer intet."""
    varsler = Varsel.objects.i_kommune(sag.kommune_id)
    if varsler.filter(sag=sag, dato=dato).exists():
        return
    varsler.update_or_create(
        sag=sag,
        defaults={
            "kommune": sag.kommune,
            "dato": dato,
            "bruger": bruger,
            "noteret": timezone.now(),
        },
    )
    noter(sag, bruger, Handling.VARSLET, f"Sendt {dansk_dato(dato)}")


def varslet(sag: Sag) -> date | None:
    """Datoen for varslet; ``None``, når den mangler."""
    varsler = Varsel.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    return varsler.values_list("dato", flat=True).first()
