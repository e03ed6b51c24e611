"""``manage.py ryd_log``: slet opslag, der er ældre end 183 dage."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from adgang.management.database import kraev_klargjort_database
from adgang.opslagslog.oprydning import ryd_op


class Command(BaseCommand):
    """Samme oprydning, som uret kalder hver nat."""

    help = "Slet opslagsloggens rækker efter fristen; seglene bliver stående."

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv, hvor meget der blev slettet."""
        kraev_klargjort_database()
        rensning = ryd_op()
        if rensning is None:
            self.stdout.write("Intet er ældre end fristen.")
        else:
            self.stdout.write(
                f"{rensning.antal} opslag slettet til og med segl {rensning.til_segl}."
            )
