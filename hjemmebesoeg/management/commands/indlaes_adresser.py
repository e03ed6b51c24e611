"""``manage.py indlaes_adresser``: kommunens adressefil, når den er for stor til siden."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.lejer import lejer
from adgang.models import Kommune
from hjemmebesoeg.adresser.indlaes import indlaes, som_ord
from registre.hel_fil import FilAfvist


class Command(BaseCommand):
    """Hele filen indlæses, eller intet af den."""

    help = "Indlæs en kommunes adressefil (CSV med DAR's kolonner)."

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
        with lejer(kommune.pk):
            try:
                udfald = indlaes(indhold, kommune, valg["kilde"][:120])
            except FilAfvist as fejl:
                raise CommandError("\n".join([str(fejl), *fejl.fejl[:50]])) from None
        self.stdout.write(som_ord(udfald))
