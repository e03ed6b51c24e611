"""``manage.py demokode mette``: koden, en demobrugers app viser lige nu."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.demo import DEMOBRUGERE, hemmelighedsfil, kode_nu, laes_hemmeligheder
from adgang.management.database import anden_var_mappe


class Command(BaseCommand):
    """Erstatter telefonen i en demonstration."""

    help = "Skriv den seks cifre lange kode for en demobruger (kun når DEMO=true)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Brugernavnet."""
        parser.add_argument("brugernavn", choices=[demo.brugernavn for demo in DEMOBRUGERE])

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv koden, eller sig, hvad der mangler."""
        if not settings.DEMO:
            raise CommandError("demokode findes kun i en demonstration. Sæt DEMO=true.")
        if not hemmelighedsfil().exists():
            raise CommandError(
                f"Der er ingen demobrugere i {settings.VAR_MAPPE}. {anden_var_mappe()}"
            )
        hemmelighed = laes_hemmeligheder(hemmelighedsfil())[options["brugernavn"]]
        self.stdout.write(kode_nu(hemmelighed.totp))
