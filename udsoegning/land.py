"""Statsborgerskabet i ord: CPR skriver det med en landekode på fire cifre."""

from __future__ import annotations

DANMARK = "5100"


def land(skrevet: str) -> str:
    """Landet. Kodelisten er ikke i kilderne: kun Danmark har ord, og en anden kode vises som kode.

    Leverer kommunen landets navn, vises det, som det er.
    """
    if skrevet == DANMARK:
        return "Danmark"
    return f"Landekode {skrevet}" if skrevet.isdecimal() else skrevet
