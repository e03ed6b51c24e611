"""``manage.py demohistorik``: et års syntetisk historie, så demonstrationens diagrammer lever."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.demohistorie.historik import er_ung, skriv_historien
from portal.demohistorie.kalender import naetter
from samkoering.management.commands.samkoer import dato_argument


class Command(BaseCommand):
    """Skriv historien i en ny demonstration; gør intet, når der allerede er kørt en nat."""

    help = "Giv en ny demonstration et års nætter og afsluttede sager (kun når DEMO=true)."

    def add_arguments(self, parser: CommandParser) -> None:
        """``--dato``: den dag, historien når frem til."""
        parser.add_argument("--dato", type=dato_argument, help="i dag, ÅÅÅÅ-MM-DD")

    def handle(self, *args: Any, **valg: Any) -> None:
        """Nætter og arbejde frem til dagen; selve dagens nat køres for sig."""
        if not settings.DEMO:
            raise CommandError("demohistorik opdigter sager og kører kun, når DEMO=true.")
        if not er_ung():
            self.stdout.write(
                "Der er allerede kørt en nat. Historien skrives kun i en ny database."
            )
            return
        i_dag = valg["dato"] or timezone.localdate()
        skriv_historien(i_dag, naetter(i_dag), self._fremgang)
        self.stdout.write("")

    def _fremgang(self, nr: int, antal: int) -> None:
        self.stdout.write(f"\rSkriver et års historie: nat {nr} af {antal} …", ending="")
        self.stdout.flush()
