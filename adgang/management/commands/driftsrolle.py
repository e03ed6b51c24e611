"""``manage.py driftsrolle``: giv databaserollen, som portalen kører under, sine rettigheder."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from adgang.databaseroller import giv_rettigheder


class Command(BaseCommand):
    """Køres af tabellernes ejer, efter ``migrate``. Adgangskoden læses af miljøet."""

    help = "Opret eller ret driftsrollen i PostgreSQL (adgangskode i DRIFTSROLLE_ADGANGSKODE)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Rollens navn."""
        parser.add_argument("navn", help="rollens navn, fx samkoering_drift")

    def handle(self, *args: Any, **options: Any) -> None:
        """Giv rettighederne i én transaktion."""
        if connection.vendor != "postgresql":
            raise CommandError("Driftsrollen findes kun på PostgreSQL. Sæt DATABASE_URL til den.")
        with transaction.atomic():
            giv_rettigheder(options["navn"], os.environ.get("DRIFTSROLLE_ADGANGSKODE"))
        self.stdout.write(f"{options['navn']} har sine rettigheder.")
