"""Det, der kan gå galt, til den, der står ved terminalen."""

from __future__ import annotations

from registre.paa_plads import PLADS


class KopiFejl(Exception):
    """Kopien blev ikke skrevet, eller den kan ikke bruges; ``str(fejl)`` siger, hvad man gør."""


def om_disken(fejl: OSError, hvor: str) -> KopiFejl:
    """En fejl fra disken i ord."""
    if fejl.errno in PLADS:
        return KopiFejl(f"Der er ikke plads i {hvor}. Skaf plads, og prøv igen.")
    return KopiFejl(f"{hvor} kan ikke læses eller skrives: {fejl.strerror or 'ukendt fejl'}.")
