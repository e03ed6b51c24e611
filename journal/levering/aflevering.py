"""Lever én leverance: straks for den, der venter på svaret, eller når den er forfalden."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from django.utils import timezone

from adgang.lejer import lejer
from journal.adaptere import adapter_til
from journal.fejl import Leveringsfejl, som_besked
from journal.leverancer import L
from journal.levering.dokumentet import dan_foerst, dokumentet
from journal.models import Leverance, Leveringstilstand

log = structlog.get_logger(__name__)
FRITAGET = timedelta(minutes=5)
"""Så længe har den, der tog leverancen, den for sig selv. Dør processen, prøves der igen da."""
FOERSTE_VENTETID, LAENGSTE_VENTETID = timedelta(minutes=1), timedelta(hours=1)
FORSOEG_HOEJST = 32767
"""Det, feltet kan rumme; efter så mange forsøg tælles der ikke længere."""


def lever(leverance: Leverance) -> bool:
    """Lever den, hvis den er forfalden, og ingen anden har taget den.

    ``True``, når modtageren kvitterede nu. En fejl noteres på leverancen og prøves igen; den
    kastes ikke, så den, der leverer mange, kan gå videre til den næste.
    """
    try:
        if not _tag(leverance):
            return False
        dan_foerst(leverance)
        with lejer(leverance.kommune_id):
            laast = _laas(leverance)
            if laast is None or laast.er_leveret:
                return False
            _aflever(laast)
            return True
    except Exception as fejl:  # alt, der kan fejle undervejs, skal noteres og prøves igen
        _noter(leverance, fejl)
        return False


def lever_nu(leverance: L) -> L:
    """Lever straks, også før tiden, og giv leverancen, som den står.

    Kaster ``Leveringsfejl``, når modtageren ikke kvitterede; leverancen venter da som før. Er
    den allerede leveret, sker der intet.
    """
    try:
        dan_foerst(leverance)
        with lejer(leverance.kommune_id):
            laast = _laas(leverance)
            if laast is None:
                raise Leveringsfejl("Den er trukket tilbage.")
            if not laast.er_leveret:
                _aflever(laast)
            return laast
    except Leveringsfejl:
        raise
    except Exception as fejl:
        log.error("levering_fejlet", leverance=str(leverance.pk), exc_info=True)
        raise Leveringsfejl(som_besked(fejl)) from fejl


def ventetid(forsoeg: int) -> timedelta:
    """Ventetiden efter så mange mislykkede forsøg: et minut, fordoblet op til en time."""
    fordoblet: timedelta = FOERSTE_VENTETID * 2 ** min(forsoeg - 1, 10)
    return min(fordoblet, LAENGSTE_VENTETID)


def _tag(leverance: Leverance) -> bool:
    """Tag den forfaldne leverance; databasen afgør, hvem der fik den."""
    nu = timezone.now()
    with lejer(leverance.kommune_id):
        forfalden = (
            type(leverance)
            .objects.i_kommune(leverance.kommune_id)
            .filter(pk=leverance.pk, tilstand=Leveringstilstand.VENTER, naeste_forsoeg__lte=nu)
        )
        return bool(forfalden.update(naeste_forsoeg=nu + FRITAGET))


def _laas(leverance: L) -> L | None:
    """Leverancens række, låst til transaktionen er slut; ``None``, når den er trukket tilbage.

    Der ventes på en anden, der har rækken: afviser databasen en, der ville trække den tilbage,
    er rækken låst et øjeblik, og gik arbejderen forbi, kom posten først frem ved næste forsøg.
    """
    raekker = type(leverance).objects.i_kommune(leverance.kommune_id)
    laaste = raekker.select_for_update(of=("self",))
    return laaste.select_related("kommune").filter(pk=leverance.pk).first()


def _aflever(leverance: Leverance) -> None:
    """Giv dokumentet til modtageren, og gem kvitteringen i samme transaktion."""
    dokument = dokumentet(leverance)
    leverance.kvittering = adapter_til(leverance).aflever(leverance, dokument)
    leverance.dokument, leverance.sha256 = dokument, dokument.sha256
    leverance.tilstand, leverance.leveret = Leveringstilstand.LEVERET, timezone.now()
    leverance.fejl = ""
    felter = ("kvittering", "dokument", "sha256", "tilstand", "leveret", "fejl")
    leverance.save(update_fields=felter)
    log.info("leveret", leverance=str(leverance.pk), art=leverance.art)


def _noter(leverance: Leverance, fejl: Exception) -> None:
    """Skriv, hvorfor det ikke lykkedes, og hvornår der prøves igen."""
    uventet = not isinstance(fejl, Leveringsfejl)
    log.error("levering_fejlet", leverance=str(leverance.pk), exc_info=fejl if uventet else None)
    with lejer(leverance.kommune_id):
        laast = _laas(leverance)
        if laast is None or laast.er_leveret:
            return
        laast.forsoeg = min(laast.forsoeg + 1, FORSOEG_HOEJST)
        laast.naeste_forsoeg = _naeste(laast.forsoeg)
        laast.fejl = som_besked(fejl)[:200]
        laast.save(update_fields=("forsoeg", "naeste_forsoeg", "fejl"))


def _naeste(forsoeg: int) -> datetime:
    return timezone.now() + ventetid(forsoeg)
