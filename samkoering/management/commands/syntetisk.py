"""``manage.py syntetisk``: et registerudtræk, hvor ingen personer er rigtige."""

from __future__ import annotations

import argparse
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

if TYPE_CHECKING:
    import polars as pl

FORKERTE_ARGUMENTER = 2


class Command(BaseCommand):
    """Skriv et syntetisk registerudtræk; 0 skrevet, 2 forkerte argumenter."""

    help = "Lav et syntetisk registerudtræk (kun CPR-numre med dag + 60)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Størrelse, sted, tid og frø."""
        parser.add_argument("--personer", type=int, required=True, help="antal ydelsesmodtagere")
        parser.add_argument("--kommuner", required=True, help="fx 0175,0173, eller alle")
        parser.add_argument("--dato", type=_dato, required=True, help="ÅÅÅÅ-MM-DD")
        parser.add_argument("--seed", type=int, default=1, help="samme frø giver samme filer")
        parser.add_argument("--ud", type=Path, required=True, help="mappen, der skrives")
        parser.add_argument(
            "--horisont-dage", type=int, default=0, help="dage efter datoen, livet fortsætter"
        )
        parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")
        parser.add_argument("--overskriv", action="store_true", help="erstat mappens indhold")

    def handle(self, *args: Any, **options: Any) -> None:
        """Dan tabellerne, skriv dem, og vis hvor mange rækker der blev."""
        from registre.syntetisk import danmark, skriv
        from registre.syntetisk.kommuner import alle_kommuner

        valgt: str = options["kommuner"]
        koder = list(alle_kommuner()) if valgt == "alle" else valgt.split(",")
        begyndt = time.perf_counter()
        try:
            tabeller = danmark(
                options["personer"],
                [kode.strip() for kode in koder],
                options["dato"],
                options["seed"],
                options["horisont_dage"],
            )
            skriv(tabeller, options["ud"], options["format"], overskriv=options["overskriv"])
        except (ValueError, OSError) as fejl:
            raise CommandError(str(fejl), returncode=FORKERTE_ARGUMENTER) from fejl
        self._opsummer(tabeller, time.perf_counter() - begyndt, options["ud"])

    def _opsummer(self, tabeller: dict[str, pl.DataFrame], sekunder: float, ud: Path) -> None:
        from rich.console import Console
        from rich.table import Table

        oversigt = Table("Tabel", title=f"Syntetisk registerudtræk i {ud}")
        oversigt.add_column("Rækker", justify="right")
        for navn, tabel in tabeller.items():
            oversigt.add_row(navn, f"{tabel.height:,}".replace(",", "."))
        konsol = Console()
        konsol.print(oversigt)
        konsol.print(f"{sekunder:.1f} sekunder.".replace(".", ",", 1))


def _dato(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError as fejl:
        raise argparse.ArgumentTypeError(
            f"»{tekst}« er ikke en dato. Skriv den som ÅÅÅÅ-MM-DD, fx 2018-06-19."
        ) from fejl
