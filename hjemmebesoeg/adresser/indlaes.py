"""Indlæs en adressefil i kommunen: den nye afløser den gamle helt, eller intet ændres."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from adgang.models import Bruger, Kommune
from hjemmebesoeg.adresser.fil import Hus, laes
from hjemmebesoeg.models import Adressefil, Adressepunkt

BUNDT = 2000


@dataclass(frozen=True, slots=True)
class Indlaest:
    """Filen. ``igen``: den var indlæst før, og intet er ændret."""

    fil: Adressefil
    igen: bool = False


def indlaes(indhold: bytes, kommune: Kommune, kilde: str, bruger: Bruger | None = None) -> Indlaest:
    """Læs og gem filen; ``FilAfvist`` gemmer intet. Kaldes under kommunens lejer."""
    laest = laes(indhold, kommune.pk)
    with transaction.atomic():
        Kommune.objects.select_for_update().get(pk=kommune.pk)
        filer = Adressefil.objects.i_kommune(kommune)
        gammel = filer.first()
        if gammel and gammel.sha256 == laest.sha256:
            return Indlaest(gammel, igen=True)
        Adressepunkt.objects.i_kommune(kommune).delete()
        filer.delete()
        fil = filer.create(
            kommune=kommune,
            kilde=kilde,
            sha256=laest.sha256,
            raekker=len(laest.huse),
            bruger=bruger,
        )
        # Et bundt ad gangen: alle husene som rækker på én gang fylder mange gange filen.
        for fra in range(0, len(laest.huse), BUNDT):
            punkter = [_punkt(fil, hus) for hus in laest.huse[fra : fra + BUNDT]]
            Adressepunkt.objects.i_kommune(kommune).bulk_create(punkter)
    return Indlaest(fil)


def som_ord(udfald: Indlaest) -> str:
    """Hvad der blev indlæst."""
    if udfald.igen:
        return "Adressefilen er indlæst før. Intet er ændret."
    fil = udfald.fil
    huse = f"{fil.raekker:,}".replace(",", ".")
    return f"Adressefilen er indlæst: {huse} huse. SHA-256 {fil.sha256[:12]}…"


def _punkt(fil: Adressefil, hus: Hus) -> Adressepunkt:
    return Adressepunkt(
        kommune_id=fil.kommune_id,
        fil=fil,
        vej=hus.noegle,
        vejkode=hus.vejkode,
        oest=hus.oest,
        nord=hus.nord,
    )
