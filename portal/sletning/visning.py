"""En kvittering som en linje tekst."""

from __future__ import annotations

from django.utils import timezone

from adgang.models import Sletning


def linje(kvittering: Sletning) -> str:
    """Tidspunkt, opgave, grænse og antal; uden antal var der intet, hvis frist var gået."""
    tid, graense = (timezone.localtime(t) for t in (kvittering.tidspunkt, kvittering.graense))
    antal = ", ".join(f"{tabel} {antal}" for tabel, antal in sorted(kvittering.antal.items()))
    return (
        f"{tid:%d-%m-%Y %H.%M}  {kvittering.get_opgave_display()}, til og med "
        f"{graense:%d-%m-%Y}: {antal or 'intet at slette'}"
    )
