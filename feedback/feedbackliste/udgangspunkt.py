"""Det, formularen åbnes med: kladden, det valgte resultat, eller det, der skal rettes."""

from __future__ import annotations

from typing import Any

from feedback.models import Feedback, Feedbackkladde, Resultat


def udgangspunkt(kladde: Feedbackkladde | None, oensket: str | None) -> dict[str, Any]:
    """Kladdens felter; et resultat valgt på kontrolarket går forud for kladdens."""
    felter = dict(kladde.felter) if kladde else {}
    if oensket in Resultat.values:
        felter["resultat"] = oensket
    return felter


def som_skrevet(feedback: Feedback) -> dict[str, Any]:
    """Et registreret resultat, som det skrives i formularen: hele kroner uden fortegn."""
    return {
        "resultat": feedback.resultat,
        "aendring": feedback.aendring,
        "aarsag": feedback.aarsag,
        "krav": _kroner(feedback.krav_oere),
        "krav_fra": feedback.krav_fra,
        "krav_til": feedback.krav_til,
        "maanedlig": _kroner(feedback.maanedlig_aendring_oere),
        "afgoerelsesdato": feedback.afgoerelsesdato,
        "bemaerkning": feedback.bemaerkning,
    }


def _kroner(oere: int | None) -> str:
    return "" if oere is None else str(abs(oere) // 100)
