"""``manage.py sundhed``: er der noget, driften skal gøre nu?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

NOGET_GALT = 1


class Command(BaseCommand):
    """0: alt er i orden. 1: mindst ét tjek fejlede; linjen siger hvad man gør."""

    help = "Tjek natten, karantænen, regnskabet, køerne, loggens segl, mægler, database og disk."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv en linje pr. tjek; fejler ét, er slutkoden 1."""
        from portal.drift.tjek import alle_tjek

        svar = alle_tjek()
        for tjek in svar:
            self.stdout.write(f"{'ok  ' if tjek.i_orden else 'FEJL'}  {tjek.navn}: {tjek.tekst}")
        fejl = sum(not tjek.i_orden for tjek in svar)
        if fejl:
            raise CommandError(f"{fejl} af {len(svar)} tjek fejlede.", returncode=NOGET_GALT)
