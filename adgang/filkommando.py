"""Det fælles for driftens kommandoer, der indlæser en fil i en kommune: hele filen eller intet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.models import Kommune
from registre.hel_fil import FilAfvist

LAENGST_KILDE = 120
FEJL_VIST = 50


class Filkommando(BaseCommand, ABC):
    """Kommune, fil og kilde; kommandoen selv siger, hvordan filen indlæses."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Kommunekode, fil og hvor den kommer fra."""
        parser.add_argument("kommune", help="kommunekoden, fx 0175")
        parser.add_argument("fil", type=Path)
        parser.add_argument("--kilde", required=True, help="hvor filen kommer fra")

    def handle(self, *args: Any, **valg: Any) -> None:
        """Indlæs, og sig, hvad der kom ud af det."""
        kommune = Kommune.objects.filter(pk=valg["kommune"]).first()
        if kommune is None:
            raise CommandError("Kommunen findes ikke.")
        try:
            indhold = valg["fil"].read_bytes()
        except OSError as fejl:
            raise CommandError(f"Filen kan ikke læses: {fejl.strerror}.") from None
        try:
            ord_ = self.indlaes(indhold, kommune, valg["kilde"][:LAENGST_KILDE], valg)
        except FilAfvist as fejl:
            raise CommandError("\n".join([str(fejl), *fejl.fejl[:FEJL_VIST]])) from None
        self.stdout.write(ord_)

    @abstractmethod
    def indlaes(self, indhold: bytes, kommune: Kommune, kilde: str, valg: dict[str, Any]) -> str:
        """Det, der kom ud af det, i ord; ``FilAfvist``, når intet er gemt."""
