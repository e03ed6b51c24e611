"""Posten om resultatet: én pr. tryk på knappen, og ved henlæggelse først, når fristen er gået."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from feedback.afslutning.grundlag import grundlag
from feedback.models import Feedback, Resultat
from journal import poster

ART = "AFSLUTNING"
FORTRYDELSESFRIST = timedelta(minutes=10)


def noegle(token: UUID) -> str:
    """Postens nøgle: det tryk, der registrerede resultatet."""
    return f"{ART}:{token}"


def fortryd_inden(feedback: Feedback) -> datetime | None:
    """Indtil da kan henlæggelsen fortrydes; ``None`` for de resultater, der ikke kan."""
    if feedback.resultat != Resultat.HENLAGT_VISITERING:
        return None
    return feedback.registreret + FORTRYDELSESFRIST


def opret(feedback: Feedback, *, erstatter: bool) -> None:
    """Læg resultatet til journalen, som det er nu."""
    sag = feedback.sag
    poster.opret(
        feedback.kommune,
        noegle=noegle(feedback.token),
        art=ART,
        titel=f"Resultat af sag {sag.sagsnr}",
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=feedback.bruger,
        grundlag=grundlag(feedback, erstatter=erstatter),
        tidligst=fortryd_inden(feedback),
    )


def traek_tilbage(feedback: Feedback) -> bool:
    """Om posten er væk igen; ``False``, når journalen har eller kan have den."""
    return poster.traek_tilbage(feedback.kommune, noegle(feedback.token))
