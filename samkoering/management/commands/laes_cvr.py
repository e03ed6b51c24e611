"""``python manage.py laes_cvr FIL --personer CSV --ud MAPPE``: CVR's JSON som cvr_deltagelser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Læs et svar fra CVR's distribution; et svar, der ikke er helt, afvises, og intet skrives."""

    help = "Læs et svar fra CVR's distributionstjeneste om til tabellen cvr_deltagelser."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Fil, nøgle, mappe og format."""
        parser.add_argument("fil", type=Path, help="JSON-svaret fra CVR")
        parser.add_argument(
            "--personer", type=Path, required=True, help="CSV med kolonnerne enhedsnummer,cpr"
        )
        parser.add_argument("--ud", type=Path, required=True, help="mappen, tabellen skrives i")
        parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")

    def handle(self, *args: Any, **valg: Any) -> None:
        """Læs, skriv og sig, hvad der blev skrevet."""
        from registre.cvr.distribution import laes
        from registre.cvr.knude import SvarAfvist
        from registre.cvr.personnoegle import laes_personnoegle
        from registre.cvr.skema import DELTAGELSER
        from registre.skrivning import skriv

        fil, noeglefil = valg["fil"], valg["personer"]
        try:
            udtraek = laes(fil.read_bytes(), laes_personnoegle(noeglefil.read_bytes()))
            skriv({DELTAGELSER.navn: udtraek.deltagelser}, valg["ud"], valg["format"])
        except SvarAfvist as fejl:
            raise CommandError(f"{fil.name} er afvist. {fejl} Intet er skrevet.") from fejl
        except OSError as fejl:
            raise CommandError(f"Kan ikke læse eller skrive: {fejl.strerror}.") from fejl
        for advarsel in udtraek.advarsler:
            self.stderr.write(self.style.WARNING(advarsel))
        self.stdout.write(
            f"{DELTAGELSER.navn}: {udtraek.deltagelser.height} rækker "
            f"fra {udtraek.antal_virksomheder} virksomheder."
        )
