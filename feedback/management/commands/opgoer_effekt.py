"""``manage.py opgoer_effekt``: opgør de måneder, der er slut. Kan køres igen og igen."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from feedback.effekt.opgoerelse import opgoer_alle
from feedback.tasks import opgoer_effekt


class Command(BaseCommand):
    """Uret gør det samme hver nat; kommandoen er til den, der ikke vil vente."""

    help = "Opgør effekten af de måneder, der er slut, i alle kommuner."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--i-baggrunden``: en arbejder gør det, og kommandoen venter ikke."""
        parser.add_argument(
            "--i-baggrunden", action="store_true", help="bed en arbejder om det, og vent ikke"
        )

    def handle(self, *args: Any, **valg: Any) -> None:
        """Opgør det, der mangler, og sig, hvor meget det var."""
        if valg["i_baggrunden"]:
            opgoer_effekt.delay()
            self.stdout.write("Effektmålingen opgøres i baggrunden.")
            return
        antal = opgoer_alle(timezone.now())
        self.stdout.write(f"{antal} kommunemåneder er opgjort." if antal else "Alt er opgjort.")
