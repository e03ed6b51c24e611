"""``manage.py forsegl_log``: forsegl opslagsloggen nu, uden at vente på uret."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from adgang.management.database import kraev_klargjort_database
from adgang.opslagslog.segl import forsegl


class Command(BaseCommand):
    """Samme forsegling, som uret kalder hvert femte minut."""

    help = "Forsegl opslagsloggens rækker til og med den forrige femminutters periode."

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv seglets nummer, eller at der intet var."""
        kraev_klargjort_database()
        segl = forsegl()
        if segl is None:
            self.stdout.write("Intet nyt at forsegle.")
        else:
            self.stdout.write(f"Segl {segl.nr}: {segl.antal} rækker.")
