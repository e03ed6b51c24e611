"""``manage.py persongruppedemo``: et halvt års markeringer i demonstrationens kommuner."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from adgang.models import Bruger
from persongrupper.demo import fyld
from persongrupper.vaern.dagen import i_dag

BRUGERE = {"mette": 62, "jonas": 24}
"""Hvem der sætter markeringerne, og hvor mange borgere kommunen har i projektet."""


class Command(BaseCommand):
    """Kan køres igen: en kommune med borgere i projektet røres ikke."""

    help = "Fyld demonstrationens kommuner med persongruppemarkeringer (kun når DEMO=true)."

    def handle(self, *args: Any, **valg: Any) -> None:
        """Fyld hver kommune, der er tom."""
        if not settings.DEMO:
            raise CommandError("persongruppedemo kører kun, når DEMO=true.")
        for bruger in Bruger.objects.filter(brugernavn__in=BRUGERE).select_related("kommune"):
            if bruger.kommune and fyld(bruger.kommune, bruger, BRUGERE[bruger.brugernavn], i_dag()):
                self.stdout.write(f"Flere skal med er fyldt i {bruger.kommune.navn}.")
