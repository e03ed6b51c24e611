"""Borgeren høres, svarer eller høres ikke, som ``kontrol.partshoering`` skriver det."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from django.utils import timezone

from journal.models import Dokument
from kontrol.models import Brevart, Hoeringsbrev, Hoeringstilstand, Kanal, Partshoering
from kontrol.partshoering.brev import brev, som_tekst
from kontrol.partshoering.formuleringer import kan_ikke_hoeres
from kontrol.partshoering.journalposter import (
    BREV,
    SVAR,
    brevnoegle,
    fravalgets_notat,
    svarets_notat,
)
from kontrol.partshoering.udkast import udkast
from portal.demohistorie.bunken import Bunke, Sagsgang
from portal.demohistorie.poster import leveret_post
from portal.demohistorie.skaebne import terning
from portal.demohistorie.skridt import noter, ny_version
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Handling, Sagstilstand

_SKREVET_PAA = timedelta(minutes=9)
SVARENE = (
    "Jeg har fået lidt timer ved siden af og troede, I kunne se det selv.",
    "Det passer ikke. Jeg har sendt papirerne til jobcentret.",
    "Jeg er ikke flyttet sammen med nogen. Jeg har kun skiftet værelse.",
    "Det er rigtigt. Jeg vil gerne have at vide, hvad jeg skal betale tilbage.",
    "Pengene er fra et arbejde, jeg havde, før jeg fik kontanthjælp.",
    "Jeg har ringet og fortalt det. Det må stå hos jer.",
)
GRUNDE = (
    "Borgeren har selv oplyst ændringen skriftligt og er enig.",
    "Borgeren er afgået ved døden. Der er ingen at høre.",
)


def hoeres(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """Brevet sendes om de hændelser, borgeren kan høres om; fristen løber."""
    valgte = [u for u in gang.udfald if not kan_ikke_hoeres(u)]
    sidste = gang.skaebne.frist
    if sidste is None or gang.bestilling is None:
        raise LookupError("En høring har en bestilling og en frist.")
    tekst = udkast(gang.sag, valgte, Brevart.HOERING)
    indhold = brev(gang.sag, valgte, art=Brevart.HOERING, tekst=tekst, frist=sidste, tid=tid)
    gang.sag.tilstand = Sagstilstand.PARTSHOERING
    ny_version(bunke, gang)
    gang.hoering = Partshoering(
        kommune=bunke.kommune,
        sag=gang.sag,
        bestilling=gang.bestilling,
        bruger=gang.kollega,
        tilstand=Hoeringstilstand.SENDT,
        udfald=[str(u.pk) for u in valgte],
        version=1,
        oprettet=tid - _SKREVET_PAA,
        gemt=tid,
        sendt=tid,
        frist=sidste,
    )
    sendt = Hoeringsbrev(
        kommune=bunke.kommune,
        partshoering=gang.hoering,
        nr=1,
        art=Brevart.HOERING,
        kanal=Kanal.SELV,
        tekst=som_tekst(indhold),
        frist=sidste,
        bruger=gang.kollega,
        sendt=tid,
    )
    bunke.ny(gang.hoering)
    bunke.ny(sendt)
    noter(bunke, gang, Handling.PARTSHOERT, tid, f"Svar senest {dansk_dato(sidste)}")
    titel = f"{sendt.get_art_display()} i sag {gang.sag.sagsnr}"
    _journaliser(bunke, gang, dokument, tid, brevnoegle(sendt), BREV, titel, indhold)


def svares(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """Borgerens svar registreres den dag, det kommer."""
    hoering = gang.hoering
    if hoering is None:
        raise LookupError("Kun en hørt borger kan svare.")
    ny_version(bunke, gang)
    hoering.tilstand, hoering.version = Hoeringstilstand.BESVARET, hoering.version + 1
    hoering.gemt = hoering.svar_registreret = tid
    hoering.svar_modtaget = timezone.localdate(tid)
    hoering.svar = terning("svar", gang.sag.kommune_id, gang.sag.sagsnr).choice(SVARENE)
    if not hoering._state.adding:
        bunke.besvarede.append(hoering)
    detalje = f"Modtaget {dansk_dato(hoering.svar_modtaget)}"
    noter(bunke, gang, Handling.SVAR_MODTAGET, tid, detalje)
    notat = svarets_notat(gang.sag, hoering)
    titel = f"{notat['overskrift']} i sag {gang.sag.sagsnr}"
    _journaliser(bunke, gang, dokument, tid, f"{SVAR}:{hoering.pk}", SVAR, titel, notat)


def fravaelges(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """Borgeren høres ikke, og grunden står på sagen."""
    if gang.bestilling is None:
        raise LookupError("En sag, der ikke er bestilt, kan ikke høres.")
    ny_version(bunke, gang)
    gang.hoering = Partshoering(
        kommune=bunke.kommune,
        sag=gang.sag,
        bestilling=gang.bestilling,
        bruger=gang.kollega,
        tilstand=Hoeringstilstand.FRAFALDET,
        grund=GRUNDE[any(map(kan_ikke_hoeres, gang.udfald))],
        oprettet=tid,
        gemt=tid,
    )
    bunke.ny(gang.hoering)
    noter(bunke, gang, Handling.PARTSHOERING_FRAFALDET, tid, gang.hoering.grund)
    notat = fravalgets_notat(gang.sag, gang.hoering)
    titel, noegle = f"{notat['overskrift']} i sag {gang.sag.sagsnr}", f"{SVAR}:{gang.hoering.pk}"
    _journaliser(bunke, gang, dokument, tid, f"{noegle}:FRAVALGT", SVAR, titel, notat)


def _journaliser(
    bunke: Bunke,
    gang: Sagsgang,
    dokument: Dokument,
    tid: datetime,
    noegle: str,
    art: str,
    titel: str,
    grundlag: object,
) -> None:
    bunke.ny(
        leveret_post(
            gang.sag,
            dokument,
            noegle=noegle,
            art=art,
            titel=titel,
            bruger=gang.kollega,
            grundlag=cast(dict[str, Any], grundlag),
            tid=tid,
        )
    )
