"""Et skridt i en sag, skrevet, som den tjeneste, det svarer til, skriver det."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from journal.models import Dokument
from kontrol.journalisering.poster import ART as VISITERING
from kontrol.models import Bestilling, Varsel
from kontrol.sortering import sorteringsnoegle
from portal.demohistorie.bunken import Bunke, Sagsgang
from portal.demohistorie.poster import leveret_post
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Handling, Sagshaendelse, Sagstilstand


def bestilles(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """``kontrol.bestillingsliste.bestil``: alt, kollegaen tager den dag, er ét tryk."""
    laengde: int = Bestilling._meta.get_field("navn_orden").max_length or 0
    _skift(bunke, gang, Sagstilstand.BESTILT)
    gang.sag.tildelt = gang.kollega
    gang.bestilling = Bestilling(
        kommune=bunke.kommune,
        sag=gang.sag,
        bruger=gang.kollega,
        bestilt=tid,
        token=uuid5(NAMESPACE_URL, f"{gang.kollega.brugernavn}:{tid.isoformat()}"),
        navn_orden=sorteringsnoegle(gang.arkets.navn)[:laengde],
    )
    bunke.ny(gang.bestilling)
    noter(bunke, gang, Handling.BESTILT, tid)


def aabnes(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """``kontrol.kontrolark.log.skriv_brug``: visiteringen begynder, og udgaven journaliseres."""
    _skift(bunke, gang, Sagstilstand.VISITERES)
    noter(bunke, gang, Handling.AABNET, tid)
    visitering(bunke, gang, tid, dokument)


def visitering(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """Posten om den nyeste udgave; står den i journalen, sker der intet."""
    if gang.bestilling is None:
        raise LookupError("En sag, der ikke er bestilt, kan ikke visiteres.")
    noegle = f"{VISITERING}:{gang.bestilling.pk}:{gang.ark.udgave}"
    if noegle in bunke.journaliserede:
        return
    bunke.journaliserede.add(noegle)
    bunke.ny(
        leveret_post(
            gang.sag,
            dokument,
            noegle=noegle,
            art=VISITERING,
            titel=f"Kontrolark {gang.sag.sagsnr}, udgave {gang.ark.udgave}",
            bruger=gang.kollega,
            grundlag={"kontrolark": str(gang.ark.pk)},
            tid=tid,
        )
    )


def varsles(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """``kontrol.partshoering.varsel``: det generelle varsel blev sendt længe før."""
    dage = 30 + gang.sag.fundet.toordinal() * 7 % 200
    dato = timezone.localdate(tid) - timedelta(days=dage)
    bunke.ny(
        Varsel(kommune=bunke.kommune, sag=gang.sag, dato=dato, bruger=gang.kollega, noteret=tid)
    )
    noter(bunke, gang, Handling.VARSLET, tid, f"Sendt {dansk_dato(dato)}")


def _skift(bunke: Bunke, gang: Sagsgang, tilstand: Sagstilstand) -> None:
    gang.sag.tilstand = tilstand
    ny_version(bunke, gang)


def ny_version(bunke: Bunke, gang: Sagsgang) -> None:
    """Sagen er ændret."""
    gang.sag.version += 1
    bunke.flyttede[gang.sag.pk] = gang.sag


def noter(
    bunke: Bunke, gang: Sagsgang, handling: Handling, tid: datetime, detalje: str = ""
) -> None:
    """En linje i sagens historik."""
    bunke.ny(
        Sagshaendelse(
            kommune=bunke.kommune,
            sag=gang.sag,
            tidspunkt=tid,
            handling=handling,
            detalje=detalje[:200],
            bruger=gang.kollega,
        )
    )
