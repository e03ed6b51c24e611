"""``manage.py demo``: kommuner, demobrugere og demoværn. Kan køres igen og igen."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from adgang.demo import DEMOBRUGERE, laes_adgangskoder, opret_brugere, opret_kommuner
from adgang.kommuner import KOMMUNER
from samkoering import demovaern


class Command(BaseCommand):
    """Gør databasen klar til en demonstration."""

    help = "Opret kommuner, demobrugere og demoværn (kun når DEMO=true)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--aktiveret``: kommunernes § 10-aktiveringsdato."""
        parser.add_argument(
            "--aktiveret",
            type=date.fromisoformat,
            default=date(2018, 1, 1),
            metavar="ÅÅÅÅ-MM-DD",
            help="§ 10-aktiveringsdato for nye kommuner (standard 2018-01-01)",
        )

    def handle(self, *args: Any, **valg: Any) -> None:
        """Opret det, der mangler, og skriv log-ins."""
        if not settings.DEMO:
            raise CommandError("demo opretter kendte brugere og kører kun, når DEMO=true.")
        koder = laes_adgangskoder(settings.VAR_MAPPE / "demo-brugere.json")
        with transaction.atomic():
            opret_kommuner(valg["aktiveret"])
            opret_brugere(koder)
            demovaern.installer()
        self.stdout.write("\n".join(log_ins(koder)))


def log_ins(koder: dict[str, str]) -> list[str]:
    """Tabellen med brugernavn, adgangskode, rolle og kommune."""
    return [
        f"{'Bruger':<8}{'Adgangskode':<22}{'Rolle':<26}Kommune",
        *(
            f"{demo.brugernavn:<8}{koder[demo.brugernavn]:<22}{demo.rolle.label:<26}"
            f"{KOMMUNER.get(demo.kommune, '–')}"
            for demo in DEMOBRUGERE
        ),
    ]
