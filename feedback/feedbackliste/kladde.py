"""Kladden: formularen, som den er skrevet, gemt på serveren, til resultatet er registreret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Bruger
from feedback.models import Feedbackkladde
from kontrol.models import Bestilling

FELTER = (
    "resultat",
    "aendring",
    "aarsag",
    "krav",
    "krav_fra",
    "krav_til",
    "maanedlig",
    "afgoerelsesdato",
    "bemaerkning",
    "fredet_til",
)
LAENGSTE = 600
"""Tegn i ét felt; lidt over bemærkningens 500, så den, der skriver for langt, kan rette det."""
LUKKET = "Sagen er ikke længere under behandling, så kladden kan ikke gemmes."
INGEN = "Der er ingen kladde at skrive videre på."
FOR_LANG = f"Kladden er ikke gemt, fordi et felt er længere end {LAENGSTE} tegn."


class KanIkkeGemmes(ValueError):
    """Kladden er ikke gemt; ``str(fejl)`` siger hvorfor."""


def gem(bestilling: Bestilling, bruger: Bruger, skrevet: Mapping[str, Any]) -> Feedbackkladde:
    """Gem det skrevne oven i brugerens kladde; intet er prøvet undtagen det, der ikke må gemmes.

    Kaster ``KanIkkeGemmes``, når et felt rummer et CPR-nummer eller er for langt, eller
    bestillingen ikke længere gælder.
    """
    felter = _felter(skrevet)
    with transaction.atomic():
        _hold_fast(bestilling)
        ny = Feedbackkladde(kommune_id=bestilling.kommune_id, bestilling=bestilling, bruger=bruger)
        return _skriv(find(bestilling, bruger) or ny, felter)


def gem_videre(
    bestilling: Bestilling, bruger: Bruger, skrevet: Mapping[str, Any]
) -> Feedbackkladde | None:
    """Som ``gem``, men kun videre på en kladde, der findes; ellers ``None``."""
    felter = _felter(skrevet)
    with transaction.atomic():
        _hold_fast(bestilling)
        kladde = find(bestilling, bruger)
        return _skriv(kladde, felter) if kladde else None


def find(bestilling: Bestilling, bruger: Bruger) -> Feedbackkladde | None:
    """Brugerens egen kladde til bestillingen; en kollegas vises aldrig."""
    kladder = Feedbackkladde.objects.i_kommune(bestilling.kommune_id)
    return kladder.filter(bestilling=bestilling, bruger=bruger).first()


def kasser(bestilling: Bestilling, bruger: Bruger) -> bool:
    """Slet brugerens kladde; om der var en."""
    kladder = Feedbackkladde.objects.i_kommune(bestilling.kommune_id)
    slettet, _ = kladder.filter(bestilling=bestilling, bruger=bruger).delete()
    return bool(slettet)


def _hold_fast(bestilling: Bestilling) -> None:
    """Lås bestillingen, så en kladde aldrig overlever en lukning, der sker imens."""
    alle = Bestilling.objects.i_kommune(bestilling.kommune_id).select_for_update()
    if alle.filter(pk=bestilling.pk, lukket__isnull=True).first() is None:
        raise KanIkkeGemmes(LUKKET)


def _skriv(kladde: Feedbackkladde, felter: dict[str, str]) -> Feedbackkladde:
    kladde.felter, kladde.gemt = felter, timezone.now()
    kladde.save()
    return kladde


def _felter(skrevet: Mapping[str, Any]) -> dict[str, str]:
    """Formularens egne felter, der er udfyldt; alt andet i forespørgslen ses der bort fra."""
    felter = {navn: str(skrevet[navn]) for navn in FELTER if skrevet.get(navn)}
    if any(rummer_cpr(tekst) for tekst in felter.values()):
        raise KanIkkeGemmes(f"Kladden er ikke gemt. {UDEN_CPR.format(hvad='den')}.")
    if any(len(tekst) > LAENGSTE for tekst in felter.values()):
        raise KanIkkeGemmes(FOR_LANG)
    return felter
