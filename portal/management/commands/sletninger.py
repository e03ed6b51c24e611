"""``manage.py sletninger``: hvad der er slettet, og hvornår."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from adgang.models import Sletning
from portal.sletning.visning import linje


class Command(BaseCommand):
    """Kvitteringerne, de nyeste først."""

    help = "Vis kvitteringerne for det, der er slettet."

    def add_arguments(self, parser: CommandParser) -> None:
        """Hvor langt tilbage, og om de tomme skal med."""
        parser.add_argument("--dage", type=int, default=31, help="så mange dage tilbage (31)")
        parser.add_argument("--alle", action="store_true", help="også dem, der intet slettede")

    def handle(self, *args: Any, **options: Any) -> None:
        """En linje pr. kvittering."""
        siden = timezone.now() - timedelta(days=options["dage"])
        kvitteringer = Sletning.objects.filter(tidspunkt__gte=siden)
        if not options["alle"]:
            kvitteringer = kvitteringer.exclude(antal={})
        for kvittering in kvitteringer:
            self.stdout.write(linje(kvittering))
        if not kvitteringer:
            self.stdout.write(f"Intet er slettet de seneste {options['dage']} dage.")
