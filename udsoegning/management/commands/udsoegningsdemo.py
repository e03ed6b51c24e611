"""``manage.py udsoegningsdemo``: to projekter i demonstrationens Rødovre."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from adgang.models import Bruger
from udsoegning.demo import fyld

BRUGER = "projekt"


class Command(BaseCommand):
    """Kan køres igen: en kommune med projekter røres ikke."""

    help = "Fyld demonstrationen med udsøgningens projekter (kun når DEMO=true)."

    def handle(self, *args: Any, **valg: Any) -> None:
        """Fyld projektmedarbejderens kommune, når den er tom."""
        if not settings.DEMO:
            raise CommandError("udsoegningsdemo kører kun, når DEMO=true.")
        for bruger in Bruger.objects.filter(brugernavn=BRUGER).select_related("kommune"):
            if bruger.kommune and fyld(bruger.kommune, bruger, timezone.localdate()):
                self.stdout.write(f"Udsøgning er fyldt i {bruger.kommune.navn}.")
