"""``manage.py indlaes_adresser 0175 adresser.csv --kilde "DAR"``: adressefilen fra driften."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from adgang.filkommando import Filkommando
from adgang.models import Kommune
from hjemmebesoeg.adresser.modtag import Optaget
from hjemmebesoeg.adresser.nu import indlaes, som_ord


class Command(Filkommando):
    """Hele filen indlæses, eller intet af den."""

    help = "Indlæs en kommunes adressefil (CSV med DAR's kolonner)."

    def indlaes(self, indhold: bytes, kommune: Kommune, kilde: str, valg: dict[str, Any]) -> str:
        """Filen afløser den, der gælder; hver del er sin egen korte transaktion."""
        try:
            return som_ord(indlaes(indhold, kommune, kilde))
        except Optaget as optaget:
            raise CommandError(f"{optaget}.") from None
