"""``manage.py genskab FIL``: læs en sikkerhedskopi ind igen, og regn den efter."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils.timezone import localtime

from portal.sikkerhedskopi.fejl import KopiFejl
from portal.sikkerhedskopi.genskab import genskab

KAN_IKKE, STEMMER_IKKE = 1, 2


class Command(BaseCommand):
    """0: genskabt, og alt stemmer. 1: kopien blev ikke brugt. 2: den er læst ind, men afviger."""

    help = "Genskab FIL. Stands portalen først; på PostgreSQL køres den som tabellernes ejer."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Kopien, og om den må erstatte det, der er."""
        parser.add_argument("fil", type=Path)
        parser.add_argument("--overskriv", action="store_true", help="erstat databasens data")

    def handle(self, *args: Any, **options: Any) -> None:
        """Genskab, og sig, hvad der skal ske nu."""
        try:
            svar = genskab(options["fil"], overskriv=options["overskriv"])
        except KopiFejl as fejl:
            raise CommandError(str(fejl), returncode=KAN_IKKE) from fejl
        taget = localtime(datetime.fromisoformat(svar.manifest.oprettet))
        self.stdout.write(f"Kopien fra {taget:%d-%m-%Y} kl. {taget:%H.%M} er genskabt.")
        for linje in svar.linjer:
            self.stdout.write(linje)
        if svar.afvigelser:
            fundet = "\n".join(svar.afvigelser)
            besked = "Det genskabte stemmer ikke. Start ikke portalen, og gem kopien, som den er:"
            raise CommandError(f"{besked}\n{fundet}", returncode=STEMMER_IKKE)
        self.stdout.write("Alt stemmer.")
        if connection.vendor == "postgresql":
            self.stdout.write("Kør nu manage.py driftsrolle, så portalen får sine rettigheder.")
        self.stdout.write(
            "Kør så manage.py slet_gammelt: kopien kan rumme det, der er slettet siden."
        )
