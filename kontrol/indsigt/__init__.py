"""Indsigt i bestillingerne, kontrolarkene, partshøringerne og dokumenterne."""

from __future__ import annotations

from adgang.indsigt import Afsnit
from adgang.models import Kommune
from kontrol.indsigt.ark import egne_ark, stamoplysninger
from kontrol.indsigt.dokumenter import dokumenter
from kontrol.indsigt.hoeringer import hoeringer
from kontrol.models import Bestilling
from samkoering.indsigt.kontroller import arkene_som_aegtefaelle


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Bestillinger, frosne stamoplysninger, partshøringer og dokumenter."""
    return [
        _bestillinger(kommune, cpr),
        stamoplysninger(kommune, cpr),
        *hoeringer(kommune, cpr),
        dokumenter(kommune, cpr),
    ]


def navn(kommune: Kommune, cpr: str) -> str:
    """Borgerens navn, som det senest er frosset; tomt, når intet kontrolark kender det."""
    for ark, felt in (
        (egne_ark(kommune, cpr), "ym"),
        (arkene_som_aegtefaelle(kommune, cpr), "aef"),
    ):
        if ark:
            return str(ark[-1].indhold[felt]["navn"])
    return ""


def _bestillinger(kommune: Kommune, cpr: str) -> Afsnit:
    alle = Bestilling.objects.i_kommune(kommune).filter(sag__cpr=cpr).select_related("sag")
    return Afsnit(
        "Bestillinger",
        "Kommunen overtager først en sag, når en sagsbehandler bestiller den.",
        ("Sag", "Bestilt", "Gjaldt til", "Hvorfor den ophørte"),
        tuple(
            (
                b.sag.sagsnr,
                b.bestilt,
                b.lukket or "gælder stadig",
                b.get_lukning_display(),
            )
            for b in alle.order_by("bestilt", "id")
        ),
        automatisk=False,
        tom="Kommunen har ikke bestilt en sag om dig.",
    )
