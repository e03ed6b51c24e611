"""``manage.py sagsopstartdemo``: ansøgninger i demonstrationens kommuner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.models import Bruger
from sagsopstart.demo import fyld, hent_igen, i_dag

BRUGERE = ("mette", "jonas")
"""Hvem der har modtaget ansøgningerne."""


class Command(BaseCommand):
    """Kan køres igen: en kommune med ansøgninger røres ikke."""

    help = "Modtag nogle ansøgninger i demonstrationens kommuner (kun når DEMO=true)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--i-gang``: til et billede af en ansøgning, der er ved at blive slået op."""
        parser.add_argument(
            "--i-gang", action="store_true", help="sæt den første ansøgning i gang igen"
        )

    def handle(self, *args: Any, **valg: Any) -> None:
        """Fyld hver kommune, der er tom."""
        if not settings.DEMO:
            raise CommandError("sagsopstartdemo kører kun, når DEMO=true.")
        for bruger in Bruger.objects.filter(brugernavn__in=BRUGERE).select_related("kommune"):
            if bruger.kommune and fyld(bruger.kommune, bruger, i_dag()):
                self.stdout.write(f"Sagsopstart er fyldt i {bruger.kommune.navn}.")
            if bruger.kommune and valg["i_gang"]:
                hent_igen(bruger.kommune)
