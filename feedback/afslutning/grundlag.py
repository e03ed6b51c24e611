"""Det frosne resultat: alt, dokumentet viser, som det var, da resultatet blev registreret."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from adgang.kommuner import fulde_navn
from feedback.feedbackliste.opslag import Haendelse, haendelser, navn_og_beskyttelse
from feedback.models import Feedback
from kontrol.bestillingsliste.liste import ydelse
from kontrol.models import Partshoering
from samkoering.models import Fredning, Kontrolark, Sag


class Omgivelser(NamedTuple):
    """Det, resultatet står i: borgeren, hændelserne, fredningen og det nyeste kontrolark."""

    navn: str
    beskyttet: bool
    haendelser: list[Haendelse]
    fredet_til: str
    """ISO-dato; tom, når der ingen fredningsperiode er."""
    kontrolark: dict[str, Any] | None
    """``udgave`` og ``sha256``."""


def grundlag(feedback: Feedback, *, erstatter: bool) -> dict[str, Any]:
    """Resultatet som værdier, der kan gemmes; datoer er ISO-tekst, beløb er øre."""
    sag = feedback.sag
    borger = navn_og_beskyttelse(sag)
    sagens = Omgivelser(*borger, haendelser(sag), _fredet_til(sag), _kontrolark(sag))
    return frys(feedback, sagens, erstatter=erstatter)


def frys(feedback: Feedback, sagens: Omgivelser, *, erstatter: bool) -> dict[str, Any]:
    """Resultatet og det, det står i, som de er nu; intet slås op."""
    return {
        "skema": 1,
        "kommune": fulde_navn(feedback.kommune),
        "borger": sagens.navn,
        "adressebeskyttet": sagens.beskyttet,
        "ydelse": ydelse(feedback.sag.kle).kort,
        "registreret": feedback.registreret.isoformat(timespec="seconds"),
        "registreret_af": feedback.bruger.navn,
        "erstatter": erstatter,
        "resultat": feedback.get_resultat_display(),
        "aendring": _aendring(feedback),
        "hoering": _hoering(feedback.partshoering),
        "bemaerkning": feedback.bemaerkning,
        "fredet_til": sagens.fredet_til,
        "haendelser": [
            {"navn": h.navn, "rolle": h.rolle, "register": h.register, "dato": h.dato.isoformat()}
            for h in sagens.haendelser
        ],
        "kontrolark": sagens.kontrolark,
    }


def _aendring(feedback: Feedback) -> dict[str, Any] | None:
    if not feedback.aendring:
        return None
    return {
        "art": feedback.get_aendring_display(),
        "aarsag": feedback.get_aarsag_display(),
        "krav_oere": feedback.krav_oere,
        "krav_fra": _iso(feedback.krav_fra),
        "krav_til": _iso(feedback.krav_til),
        "maanedlig_oere": feedback.maanedlig_aendring_oere,
        "afgoerelsesdato": _iso(feedback.afgoerelsesdato),
    }


def _hoering(hoering: Partshoering | None) -> dict[str, str] | None:
    """Hvordan borgeren blev hørt; svaret selv er sin egen post."""
    if hoering is None:
        return None
    return {
        "tilstand": hoering.get_tilstand_display(),
        "sendt": _iso(timezone.localtime(hoering.sendt).date() if hoering.sendt else None),
        "frist": _iso(hoering.frist),
        "svar_modtaget": _iso(hoering.svar_modtaget),
        "grund": hoering.grund,
    }


def _fredet_til(sag: Sag) -> str:
    til = Fredning.objects.i_kommune(sag.kommune_id).filter(sag=sag, til__isnull=False)
    return _iso(til.values_list("til", flat=True).first())


def _kontrolark(sag: Sag) -> dict[str, Any] | None:
    arkene = Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag).order_by("-udgave")
    nyeste = arkene.values("udgave", "sha256").first()
    return dict(nyeste) if nyeste else None


def _iso(dag: date | None) -> str:
    return dag.isoformat() if dag else ""
