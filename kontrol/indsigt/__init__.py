"""Indsigt i bestillingerne, kontrolarkene og det, der er hentet."""

from __future__ import annotations

from adgang.indsigt import Afsnit
from adgang.models import Kommune
from kontrol.indsigt.ark import egne_ark, stamoplysninger
from kontrol.models import Bestilling
from samkoering.indsigt.kontroller import arkene_som_aegtefaelle
from samkoering.models import Handling, Sagshaendelse

_DOKUMENTER = (
    "Når et kontrolark hentes som PDF, gemmes filen, så den kan hentes igen uændret. Den rummer "
    "det samme som kontrolarket ovenfor, med beskyttede adresser maskeret. Filen gemmes under et "
    "fingeraftryk af sit indhold og er hverken mærket med dit navn, dit CPR-nummer eller sagen."
)


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Bestillinger, de frosne stamoplysninger om borgeren og de hentede dokumenter."""
    return [
        _bestillinger(kommune, cpr),
        stamoplysninger(kommune, cpr),
        _dokumenter(kommune, cpr),
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


def _dokumenter(kommune: Kommune, cpr: str) -> Afsnit:
    hentet = Sagshaendelse.objects.i_kommune(kommune).filter(
        sag__cpr=cpr, handling=Handling.HENTET_PDF
    )
    return Afsnit(
        "Dokumenter",
        _DOKUMENTER,
        ("Hentet", "Sag", "Dokument"),
        tuple(
            # Detaljen er udgavens nummer; systemet har selv skrevet den.
            (linje.tidspunkt, linje.sag.sagsnr, f"Kontrolark, {linje.detalje.lower()} (PDF)")
            for linje in hentet.select_related("sag").order_by("tidspunkt", "id")
        ),
        tom="Der er ikke hentet dokumenter om dig.",
    )
