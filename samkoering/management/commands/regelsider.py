"""``manage.py regelsider``: regelkataloget og en side pr. regel, dannet af registret @regel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Skriv samkoering/regelkatalog.json og docs/regler/*.md."""

    help = "Dan regelkataloget (JSON) og regelsiderne (docs/regler) af reglerne selv."

    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """``--kontroller`` skriver intet, men fejler, når noget er forældet."""
        parser.add_argument(
            "--kontroller", action="store_true", help="fejl, hvis noget er forældet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Dan filerne, eller sammenlign dem med de gemte."""
        from samkoering.regelsider import filer

        foraeldede = []
        for sti, tekst in filer(Path(settings.ROD)).items():
            gemt = sti.read_text(encoding="utf-8") if sti.exists() else None
            if gemt == tekst:
                continue
            foraeldede.append(sti)
            if not options["kontroller"]:
                sti.parent.mkdir(parents=True, exist_ok=True)
                sti.write_text(tekst, encoding="utf-8")
        if foraeldede and options["kontroller"]:
            navne = ", ".join(sti.name for sti in foraeldede)
            self.stderr.write(f"Forældet: {navne}. Kør: manage.py regelsider")
            raise SystemExit(1)
        self.stdout.write(f"{len(foraeldede)} filer skrevet.")
