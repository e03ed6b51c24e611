"""``manage.py bekraeft_log``: er opslagsloggen, som den blev skrevet?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from adgang.management.database import kraev_klargjort_database
from adgang.opslagslog.bekraeft import bekraeft

BRUD_FUNDET = 1


class Command(BaseCommand):
    """0: hver række og hvert segl passer. 1: noget er ændret, fjernet eller sat ind."""

    help = "Regn opslagsloggens segl efter, og hold dem op mod seglfilen."

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv resultatet; brud går til stderr med slutkode 1."""
        kraev_klargjort_database()
        svar = bekraeft()
        self.stdout.write(
            f"{svar.segl} segl, {svar.raekker} rækker regnet efter, {svar.ankre} ankre efter "
            f"oprydning, {svar.uforseglede} rækker venter på næste segl."
        )
        if svar.brud:
            fejl = "\n".join(svar.brud)
            raise CommandError(f"Loggen er brudt:\n{fejl}", returncode=BRUD_FUNDET)
        self.stdout.write("Loggen er hel.")
