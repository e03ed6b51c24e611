"""``manage.py demo``: kommuner, demobrugere og demoværn. Kan køres igen og igen."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from adgang.demo import (
    DEMOBRUGERE,
    Hemmelighed,
    aabn_netvaerk,
    hemmelighedsfil,
    laes_hemmeligheder,
    opret_brugere,
    opret_kommuner,
)
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
        hemmeligheder = laes_hemmeligheder(hemmelighedsfil())
        with transaction.atomic():
            opret_kommuner(valg["aktiveret"])
            opret_brugere(hemmeligheder)
            aabn_netvaerk()
            demovaern.installer()
        self.stdout.write("\n".join(log_ins(hemmeligheder)))


def log_ins(hemmeligheder: dict[str, Hemmelighed]) -> list[str]:
    """Tabellen med brugernavn, adgangskode, appens nøgle, rolle og kommune."""
    return [
        f"{'Bruger':<8}{'Adgangskode':<21}{'Appens nøgle (TOTP)':<34}{'Rolle':<27}Kommune",
        *(
            f"{demo.brugernavn:<8}{hemmeligheder[demo.brugernavn].adgangskode:<21}"
            f"{hemmeligheder[demo.brugernavn].totp:<34}{demo.rolle.label:<27}"
            f"{KOMMUNER.get(demo.kommune, '–')}"
            for demo in DEMOBRUGERE
        ),
        "",
        "Uden en app: “sh scripts/koer kode mette” skriver den kode, Mettes app viser lige nu.",
    ]
