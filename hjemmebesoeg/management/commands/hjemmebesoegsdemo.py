"""``manage.py hjemmebesoegsdemo``: kørelister og et års tal i demonstrationens Rødovre."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Bruger
from hjemmebesoeg.demo import fyld

LEDER, BESOEGER = "leder", "mette"


class Command(BaseCommand):
    """Kan køres igen: en kommune med et område røres ikke."""

    help = "Fyld demonstrationen med kørelister (kun når DEMO=true)."

    def handle(self, *args: Any, **valg: Any) -> None:
        """Fyld Rødovre, når den er tom."""
        if not settings.DEMO:
            raise CommandError("hjemmebesoegsdemo kører kun, når DEMO=true.")
        brugere = {b.brugernavn: b for b in Bruger.objects.filter(brugernavn__in=(LEDER, BESOEGER))}
        leder = brugere.get(LEDER)
        if leder is None or leder.kommune is None or BESOEGER not in brugere:
            raise CommandError("Kør først manage.py demo.")
        with lejer(leder.kommune.pk):
            ny = fyld(leder.kommune, leder, brugere[BESOEGER], timezone.localdate())
        if ny:
            self.stdout.write(f"Kørelisterne er fyldt i {leder.kommune.navn}.")
