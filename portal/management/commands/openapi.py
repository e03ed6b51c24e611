"""``manage.py openapi``: beskrivelsen af programgrænsefladen i docs/openapi.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.api.skemafil import som_yaml

FIL = Path("docs") / "openapi.yaml"


class Command(BaseCommand):
    """0: skrevet, eller filen passer. 1: filen passer ikke til koden."""

    help = "Skriv docs/openapi.yaml ud fra koden, eller prøv, om den passer."

    def add_arguments(self, parser: CommandParser) -> None:
        """Skriv, eller prøv blot."""
        parser.add_argument("--proev", action="store_true", help="ændr intet")

    def handle(self, *args: Any, **options: Any) -> None:
        """Filen, som koden er nu."""
        fil, nu = settings.ROD / FIL, som_yaml()
        if not options["proev"]:
            fil.write_text(nu, encoding="utf-8")
            self.stdout.write(f"{FIL} er skrevet.")
        elif not fil.exists() or fil.read_text(encoding="utf-8") != nu:
            raise CommandError(f"{FIL} passer ikke til koden. Kør: manage.py openapi")
