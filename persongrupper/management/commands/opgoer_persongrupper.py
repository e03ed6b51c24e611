"""``manage.py opgoer_persongrupper``: opgør de måneder, der er slut. Kan køres igen og igen."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from persongrupper.monitorering.opgoerelse import opgoer_alle


class Command(BaseCommand):
    """Uret gør det samme hver nat; kommandoen er til den, der ikke vil vente."""

    help = "Opgør monitoreringens måneder, der er slut, i alle kommuner."

    def handle(self, *args: Any, **valg: Any) -> None:
        """Opgør det, der mangler, og sig, hvor meget det var."""
        antal = opgoer_alle(timezone.now())
        self.stdout.write(f"{antal} kommunemåneder er opgjort." if antal else "Alt er opgjort.")
