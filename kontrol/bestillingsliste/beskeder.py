"""Ordene efter en bestilling, en fortrydelse og en tilbagelægning."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.messages import constants

from kontrol.bestillingsliste.bestil import Resultat

Besked = tuple[int, str]
"""(niveau, tekst)."""


def sager(antal: int) -> str:
    """``1 sag`` eller ``3 sager``."""
    return f"{antal} {'sag' if antal == 1 else 'sager'}"


def efter_bestilling(resultat: Resultat) -> Iterator[Besked]:
    """Kun det, der ikke gik som ventet; resten siger prioriteringslisten selv."""
    valgt = len(resultat.bestilt) + len(resultat.optaget) + len(resultat.udgaaet)
    resten = _resten(len(resultat.bestilt))
    if resultat.optaget:
        af = f"{len(resultat.optaget)} af de {valgt} sager" if valgt > 1 else "Sagen"
        yield (
            constants.WARNING,
            f"{af} blev bestilt af en kollega, mens du valgte.{resten}",
        )
    if resultat.udgaaet:
        af = f"{len(resultat.udgaaet)} af de {valgt} sager" if valgt > 1 else "Sagen"
        tekst = f"{af} er ikke længere på bestillingslisten."
        yield constants.WARNING, tekst if resultat.optaget else f"{tekst}{resten}"


def _resten(bestilt: int) -> str:
    if not bestilt:
        return ""
    if bestilt == 1:
        return " Den anden ligger på din prioriteringsliste."
    return f" De {bestilt} andre ligger på din prioriteringsliste."


def efter_fortrydelse(antal: int) -> Besked:
    """Om sagerne kom tilbage på listen."""
    if antal:
        ligger = "den ligger" if antal == 1 else "de ligger"
        return (
            constants.SUCCESS,
            f"Bestillingen af {sager(antal)} er fortrudt, og {ligger} igen på bestillingslisten.",
        )
    return constants.WARNING, "Bestillingen kan ikke fortrydes, fordi kontrolarket er åbnet."


def efter_tilbagelaegning(antal: int, valgt: int) -> Iterator[Besked]:
    """Hvor mange der kom tilbage, og hvorfor resten ikke gjorde."""
    if antal:
        yield constants.SUCCESS, f"{sager(antal)} er lagt tilbage på bestillingslisten."
    if antal < valgt:
        yield (
            constants.WARNING,
            f"{sager(valgt - antal)} blev ikke lagt tilbage. Kun dine egne sager, der ikke er i "
            "partshøring, kan lægges tilbage.",
        )
