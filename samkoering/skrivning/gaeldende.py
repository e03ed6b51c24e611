"""De svar, et ark bygger på, når kun ét register er kørt igen.

Registrene hentes alle påny, men kun det ene registers huller fyldes. De andre kontroller er natten
før de blev spurgt igen, og det er det opslag, arket skal sige.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from registre.kontrakt import TABELLER
from samkoering.models import Koersel, Koerselstilstand

Kilde = Mapping[str, Any]
"""En række i ``Koersel.tabeller``."""
_SKREVNE = (Koerselstilstand.GENNEMFOERT, Koerselstilstand.DELVIST)


def gaeldende_kilder(koersel: Koersel, kommune: str, egne: Sequence[Kilde]) -> list[Kilde]:
    """Hver tabels svar, som kommunens celler bygger på det; ``egne`` er kørslens."""
    if not koersel.kun_register:
        return list(egne)
    gaelder = {kilde["tabel"]: kilde for kilde in egne}
    for register, tabeller in _foer(koersel, kommune):
        gaelder |= _brugte(register, tabeller)
    gaelder |= _brugte(koersel.kun_register, egne)
    return [gaelder[kilde["tabel"]] for kilde in egne]


def _foer(koersel: Koersel, kommune: str) -> Iterable[tuple[str, list[Kilde]]]:
    """Datoens tidligere kørsler af kommunen, ældste først."""
    skrevne = Koersel.objects.filter(
        dato=koersel.dato, nummer__lt=koersel.nummer, tilstand__in=_SKREVNE
    ).order_by("nummer")
    for kun_kommuner, register, tabeller in skrevne.values_list(
        "kun_kommuner", "kun_register", "tabeller"
    ):
        if not kun_kommuner or kommune in kun_kommuner:
            yield register, tabeller


def _brugte(register: str, tabeller: Iterable[Kilde]) -> dict[str, Kilde]:
    """Det, kørslen skrev celler af: alt, eller det ene registers svar."""
    return {
        kilde["tabel"]: kilde
        for kilde in tabeller
        if not register
        or (TABELLER[kilde["tabel"]].register == register and kilde["tilstand"] == "BESVARET")
    }
