"""Posten om besøget på borgerens sag. Den nævner hverken listens nummer eller de andre stop."""

from __future__ import annotations

from typing import Any, cast
from uuid import uuid4

from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from hjemmebesoeg.models import Stop
from journal import poster
from journal.forlaeg import Forlaeg
from journal.models import Leverance
from kontrol.partshoering.dokument import notat_som_forlaeg
from kontrol.partshoering.journalposter import Notat
from samkoering.grundlag.ord import dansk_dato

ART = "HJEMMEBESOEG"
OVERSKRIFT = "Forsøg på kontakt på bopælen"
INTET = "Der blev ikke oplyst andet ved døren."


def opret(stop: Stop, bruger: Bruger) -> str:
    """Opret posten på sagen, og giv dens nøgle; nøglen er tilfældig og kendes kun af stoppet."""
    sag, noegle = stop.sag, f"{ART}:{uuid4()}"
    poster.opret(
        stop.kommune,
        noegle=noegle,
        art=ART,
        titel=f"{OVERSKRIFT}, sag {sag.sagsnr}",
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=bruger,
        grundlag=cast(dict[str, Any], notat(stop)),
    )
    return noegle


def notat(stop: Stop) -> Notat:
    """Besøget, som det journaliseres. Er adressen beskyttet, står den ikke i notatet."""
    if stop.besoegt is None or stop.klokken is None or stop.registreret_af is None:
        raise LookupError("Stoppet er ikke noteret.")
    nu = timezone.localtime()
    adresse = [] if stop.beskyttet else [["Adresse", stop.adresse]]
    return Notat(
        skema=1,
        overskrift=OVERSKRIFT,
        kommune=fulde_navn(stop.kommune),
        sagsnr=stop.sag.sagsnr,
        borger=stop.navn,
        linjer=[
            ["Opsøgt", f"{dansk_dato(stop.besoegt)} kl. {stop.klokken:%H.%M}"],
            *adresse,
            ["Navn på dørtelefon, postkasse eller dør", stop.navn_paa_doer],
            ["Kontakt med borgeren", "Ja" if stop.kontakt else "Nej"],
            ["En anden åbnede", "Ja" if stop.anden_aabnede else "Nej"],
            ["Noteret af", stop.registreret_af.navn],
        ],
        tekst=f"Oplyst uopfordret: {stop.oplysninger}" if stop.oplysninger else INTET,
        dannet=nu.isoformat(timespec="seconds"),
    )


def forlaeg(post: Leverance) -> Forlaeg:
    """Det, postens dokument dannes af."""
    return notat_som_forlaeg(cast(Notat, post.grundlag), "kontakt")
