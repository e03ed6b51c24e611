"""En kørsel for en dato før den seneste ændrer sager bagud i tid og skal være ment."""

from __future__ import annotations

from datetime import date

from samkoering.models import Koersel, Koerselstilstand


class AeldreDato(Exception):
    """Der er allerede kørt en senere nat."""


def kraev_ikke_aeldre(dag: date, *, tillad_aeldre: bool) -> None:
    """Kast ``AeldreDato``, når en senere nat er kørt, og den ældre ikke er tilladt."""
    seneste = Koersel.objects.exclude(tilstand=Koerselstilstand.FEJLET).first()
    if seneste and dag < seneste.dato and not tillad_aeldre:
        raise AeldreDato(
            f"Der er allerede kørt for {seneste.dato:%d-%m-%Y}. En kørsel for {dag:%d-%m-%Y} kan "
            "ændre sager bagud i tid. Brug --tillad-aeldre, hvis det er meningen."
        )
