"""``manage.py registerserver``: syntetiske registre over HTTP, som fejler på bestilling."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    """Start serveren og lad den køre, til den afbrydes."""

    help = "Start en registerserver, der leverer den syntetiske verden over HTTP."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Sted, størrelse, træghed og fejl."""
        parser.add_argument("--vaert", default="127.0.0.1", help="adressen, der lyttes på")
        parser.add_argument("--port", type=int, default=8010)
        parser.add_argument(
            "--mappe", type=Path, help="den syntetiske verden (ellers REGISTERMAPPE)"
        )
        parser.add_argument("--sidestoerrelse", type=int, help="bytes pr. side")
        parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")
        parser.add_argument(
            "--forsinkelse", type=float, default=0.0, help="sekunder før hvert svar"
        )
        parser.add_argument(
            "--takt", type=float, default=0.0, help="højst så mange kald i sekundet"
        )
        parser.add_argument(
            "--fejl", action="append", default=[], help="slags:register:tabel:gange, fx 500:udk::3"
        )

    def handle(self, *args: Any, **valg: Any) -> None:
        """Byg serveren, bestil fejlene, og svar på kald."""
        from registre.http.bestilling import Bestilling, UkendtFejl
        from registre.http.server import SIDESTOERRELSE, ForKortNoegle, Registerserver

        try:
            fejl = [Bestilling.laes(tekst) for tekst in valg["fejl"]]
            server = Registerserver(
                valg["mappe"] or settings.REGISTERMAPPE,
                os.environ.get("REGISTERSERVER_NOEGLE", ""),
                (valg["vaert"], valg["port"]),
                sidestoerrelse=valg["sidestoerrelse"] or SIDESTOERRELSE,
                format_=valg["format"],
                forsinkelse=valg["forsinkelse"],
                takt=valg["takt"],
            )
        except ForKortNoegle as kort:
            raise CommandError(f"{kort} Sæt den i REGISTERSERVER_NOEGLE.") from kort
        except UkendtFejl as ukendt:
            raise CommandError(str(ukendt)) from ukendt
        except OSError as optaget:
            raise CommandError(f"Der kan ikke lyttes på porten: {optaget.strerror}.") from optaget
        except OverflowError as uden_for:
            raise CommandError("Porten er et tal fra 0 til 65535.") from uden_for
        for bestilling in fejl:
            server.bestillinger.bestil(bestilling)
        self.stdout.write(f"Registerserveren svarer på {server.url}. Stop den med Ctrl-C.")
        self._koer(server)

    def _koer(self, server: Any) -> None:
        foer = signal.signal(signal.SIGTERM, signal.default_int_handler)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            self.stdout.write("Stoppet.")
        finally:
            signal.signal(signal.SIGTERM, foer)
            server.server_close()
