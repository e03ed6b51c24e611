"""Adresser i ord: den samme adresse skrives ikke altid ens i to rækker."""

from __future__ import annotations


def paa_ens_form(adresse: str) -> str:
    """Adressen uden forskel på store og små bogstaver og på, hvor mange mellemrum der er."""
    return " ".join(adresse.split()).casefold()
