"""``manage.py sikkerhedskopi MAPPE``: hele husets tilstand i én fil."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.sikkerhedskopi.fejl import KopiFejl
from portal.sikkerhedskopi.kopier import slet_aeldre, tag_kopi


class Command(BaseCommand):
    """0: kopien er skrevet hel. 1: den er ikke, og der er intet efterladt."""

    help = "Skriv en sikkerhedskopi i MAPPE; portalen må gerne køre. MAPPE skal være krypteret."

    def add_arguments(self, parser: CommandParser) -> None:
        """Hvorhen, og hvor længe de gamle beholdes."""
        parser.add_argument("mappe", type=Path)
        parser.add_argument("--behold", type=int, metavar="DAGE", help="slet ældre kopier")

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv kopien; de ældre slettes først, når den nye er hel."""
        behold = options["behold"]
        if behold is not None and behold < 1:
            raise CommandError("--behold skal være mindst 1 dag.")
        try:
            kopi = tag_kopi(options["mappe"])
        except KopiFejl as fejl:
            raise CommandError(str(fejl)) from fejl
        antal = sum(kopi.manifest.raekker.values())
        self.stdout.write(f"{kopi.fil}: {antal} rækker i {len(kopi.manifest.raekker)} tabeller.")
        if behold is not None:
            slettet = slet_aeldre(options["mappe"], behold)
            self.stdout.write(f"{slettet} kopier ældre end {behold} dage er slettet.")
