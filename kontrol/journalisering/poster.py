"""Posten om visiteringen: kontrolarket, som sagsbehandleren så det."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from adgang.models import Bruger
from journal import poster
from journal.forlaeg import Forlaeg
from journal.levering import Leveringsfejl, lever_nu
from journal.models import Journalpost, Leverance
from kontrol.kontrolark import dokument
from kontrol.models import UNDER_BEHANDLING, Bestilling, Lukning
from samkoering.models import Kontrolark, Sag

ART = "VISITERING"


class IkkeJournaliseret(Exception):
    """Sagens kontrolark står ikke i journalen. Beskeden er til sagsbehandleren."""

    def __init__(self, grund: str) -> None:
        self.besked = (
            f"Sagen kan ikke lukkes, før kontrolarket står i journalen. {grund} "
            "Intet er ændret. Prøv igen om et minut."
        )
        super().__init__(self.besked)


def visitering(sag: Sag, ark: Kontrolark, bruger: Bruger) -> Journalpost:
    """Posten om denne udgave i sagens bestilling; oprettes første gang."""
    return poster.opret(
        sag.kommune,
        noegle=_noegle(sag, ark),
        art=ART,
        titel=f"Kontrolark {sag.sagsnr}, udgave {ark.udgave}",
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=bruger,
        grundlag={"kontrolark": str(ark.pk)},
    )


def aabnet(sag: Sag, bruger: Bruger, ark: Kontrolark | None = None) -> None:
    """Læg udgaven, ellers den nyeste, til journalen, mens sagen er under behandling."""
    # En kollega kan have lagt sagen tilbage, siden den blev fundet; så er der intet at visitere.
    with suppress(IkkeJournaliseret):
        if sag.tilstand in UNDER_BEHANDLING:
            visitering(sag, ark or _nyeste(sag), bruger)


def sikr(sag: Sag, bruger: Bruger) -> None:
    """Få den nyeste udgave i journalen nu; kaster ``IkkeJournaliseret``, når det ikke lykkes."""
    try:
        lever_nu(visitering(sag, _nyeste(sag), bruger))
    except Leveringsfejl as fejl:
        raise IkkeJournaliseret(fejl.besked) from fejl


def kraev(sag: Sag) -> None:
    """Kast ``IkkeJournaliseret``, hvis den nyeste udgave ikke står i journalen; intet leveres."""
    if not poster.staar(sag.kommune_id, _noegle(sag, _nyeste(sag))):
        raise IkkeJournaliseret("Journalen har endnu ikke kvitteret.")


def forlaeg(post: Leverance) -> Forlaeg:
    """Det, postens dokument dannes af: den udgave, der blev åbnet."""
    alle = Kontrolark.objects.i_kommune(post.kommune_id).select_related("sag__kommune")
    ark = alle.get(pk=UUID(post.grundlag["kontrolark"]))
    return dokument.forlaeg(ark.sag, ark)


def _noegle(sag: Sag, ark: Kontrolark) -> str:
    return f"{ART}:{_bestilling(sag)}:{ark.udgave}"


def _bestilling(sag: Sag) -> UUID:
    """Sagens bestilling: den gældende, eller for en lukket sag den, resultatet hører til."""
    bestilling = (
        Bestilling.objects.i_kommune(sag.kommune_id)
        .filter(sag=sag)
        .exclude(lukning__in=(Lukning.FORTRUDT, Lukning.LAGT_TILBAGE))
        .order_by("-bestilt")
        .values_list("pk", flat=True)
        .first()
    )
    if bestilling is None:
        raise IkkeJournaliseret("Sagen er ikke bestilt.")
    return bestilling


def _nyeste(sag: Sag) -> Kontrolark:
    return Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag).latest("udgave")
