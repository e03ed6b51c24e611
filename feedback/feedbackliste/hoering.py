"""Hvad hvert resultat kræver af partshøringen, og ordene, når det mangler."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from feedback.models import Resultat
from kontrol.models import Hoeringstilstand, Partshoering
from kontrol.partshoering.afgoerelse import gaeldende, hvorfor_ikke, kan_afgoeres
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Sag

MED_PARTSHOERING = (Resultat.HENLAGT_EFTER_PARTSHOERING, Resultat.AENDRET_TILDELING)
ELLERS = "vælg at henlægge i visitering"
IKKE_HOERT = f"Borgeren er ikke partshørt. Send en partshøring, eller {ELLERS}"
FRAVALGT = f"Partshøringen er fravalgt, så borgeren er ikke hørt. Send en ny, eller {ELLERS}"


class IkkeHoert(Exception):
    """Borgeren er ikke hørt, som resultatet kræver; ``str(fejl)`` siger hvorfor og hvad man gør."""


def mangler(resultat: str, hoering: Partshoering | None, i_dag: date) -> str:
    """Hvorfor resultatet ikke kan registreres endnu, og hvad man gør; tom, når det kan."""
    if resultat not in MED_PARTSHOERING:
        return ""
    if resultat == Resultat.AENDRET_TILDELING:
        return hvorfor_ikke(hoering, i_dag).removesuffix(".")
    if hoering is not None and hoering.tilstand == Hoeringstilstand.FRAFALDET:
        return FRAVALGT
    if hoering is None or hoering.sendt is None:
        return IKKE_HOERT
    if kan_afgoeres(hoering, i_dag):
        return ""
    return f"Borgeren har frist til {dansk_dato(hoering.frist)}. Vent på svaret, eller {ELLERS}"


def tidligste_afgoerelse(hoering: Partshoering | None) -> date | None:
    """Den første dag, sagen kunne afgøres; ``None``, når høringen ikke sætter en grænse.

    Fristens sidste dag er borgerens. Svarer hun før, kan sagen afgøres samme dag.
    """
    if hoering is None or hoering.frist is None or hoering.tilstand == Hoeringstilstand.FRAFALDET:
        return None
    efter_fristen = hoering.frist + timedelta(days=1)
    return min(efter_fristen, hoering.svar_modtaget or efter_fristen)


def laast_hoering(sag: Sag, resultat: str) -> Partshoering | None:
    """Høringen, resultatet bygger på, holdt fast til transaktionen er slut.

    En påmindelse, der flytter fristen imens, kommer enten før og ses her, eller efter og finder
    sagen lukket. Kaster ``IkkeHoert``.
    """
    if resultat not in MED_PARTSHOERING:
        return None
    hoering = gaeldende(sag)
    if hoering is not None:
        raekker = Partshoering.objects.i_kommune(sag.kommune_id).select_for_update()
        hoering = raekker.get(pk=hoering.pk)
    if fejl := mangler(resultat, hoering, timezone.localdate()):
        raise IkkeHoert(fejl)
    return hoering
