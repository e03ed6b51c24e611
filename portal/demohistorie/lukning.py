"""Sagen lukkes med sit resultat, som ``feedback.feedbackliste.registrer`` skriver det."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from feedback.afslutning.grundlag import Omgivelser, frys
from feedback.afslutning.post import ART, fortryd_inden, noegle
from feedback.feedbackliste.opslag import Haendelse
from feedback.models import Feedback, Resultat
from journal.models import Dokument
from kontrol.prioriteringsliste.liste import UDEN_NAVN
from portal.demohistorie.aendring import aendring
from portal.demohistorie.bunken import Bunke, Sagsgang
from portal.demohistorie.poster import leveret_post
from portal.demohistorie.skaebne import terning
from portal.demohistorie.skridt import noter, ny_version, visitering
from samkoering.models import Fredning, Handling, Sagstilstand
from samkoering.regelkatalog import regel


def lukkes(bunke: Bunke, gang: Sagsgang, tid: datetime, dokument: Dokument) -> None:
    """Resultatet registreres; er arket dannet på ny siden, journaliseres udgaven først."""
    visitering(bunke, gang, tid, dokument)
    feedback = _feedback(bunke, gang, tid)
    gang.sag.tilstand = Sagstilstand(feedback.resultat)
    ny_version(bunke, gang)
    bunke.ny(feedback)
    _luk(bunke, gang)
    noter(bunke, gang, Handling.FEEDBACK, tid, feedback.get_resultat_display())
    bunke.ny(
        leveret_post(
            gang.sag,
            dokument,
            noegle=noegle(feedback.token),
            art=ART,
            titel=f"Resultat af sag {gang.sag.sagsnr}",
            bruger=gang.kollega,
            grundlag=frys(feedback, _omgivelser(gang), erstatter=False),
            tid=tid,
            tidligst=fortryd_inden(feedback),
        )
    )


def _feedback(bunke: Bunke, gang: Sagsgang, tid: datetime) -> Feedback:
    if gang.bestilling is None:
        raise LookupError("En sag, der ikke er bestilt, kan ikke få et resultat.")
    hoering, felter = gang.hoering, dict[str, Any]()
    if gang.skaebne.resultat == Resultat.AENDRET_TILDELING:
        rng = terning("ændring", gang.sag.kommune_id, gang.sag.sagsnr)
        felter = dict(aendring(rng, timezone.localdate(tid)))
    sendt = timezone.localdate(hoering.sendt) if hoering and hoering.sendt else None
    return Feedback(
        kommune=bunke.kommune,
        bestilling=gang.bestilling,
        sag=gang.sag,
        bruger=gang.kollega,
        registreret=tid,
        token=uuid5(NAMESPACE_URL, f"{gang.sag.kommune_id}:{gang.sag.sagsnr}:resultat"),
        resultat=gang.skaebne.resultat.value,
        partshoering=hoering,
        partshoering_sendt=sendt,
        **felter,
    )


def _luk(bunke: Bunke, gang: Sagsgang) -> None:
    """``feedback.feedbackliste.lukning.luk``; bunken lukker bestillingen og hændelserne."""
    bunke.lukkede.append(gang.sag.pk)
    for udfald in gang.udfald:
        bunke.ny(
            Fredning(
                kommune=bunke.kommune,
                ym_cpr=udfald.ym_cpr,
                identitet=udfald.identitet,
                sag=gang.sag,
                til=None,
            )
        )


def _omgivelser(gang: Sagsgang) -> Omgivelser:
    haendelser = [
        Haendelse(
            regel(u.regel)["navn"],
            "ægtefælle" if u.rolle == "AEF" else "",
            u.bevis.get("register") or "",
            u.haendelsesdato,
        )
        for u in gang.udfald
    ]
    ark = {"udgave": gang.ark.udgave, "sha256": gang.ark.sha256}
    navn = gang.arkets.navn.strip() or UDEN_NAVN
    return Omgivelser(navn, gang.arkets.adressebeskyttet, haendelser, "", ark)
