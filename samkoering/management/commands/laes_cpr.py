"""``python manage.py laes_cpr FIL --ud MAPPE``: CPR's U12170-P som kontraktens tabeller."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


def dato(tekst: str) -> date:
    """En dato fra kommandolinjen."""
    try:
        return date.fromisoformat(tekst)
    except ValueError as fejl:
        raise ArgumentTypeError("datoen skal skrives som ÅÅÅÅ-MM-DD") from fejl


class Command(BaseCommand):
    """Læs en fil fra CPR; en fil, der ikke er hel, afvises, og så skrives intet."""

    help = "Læs CPR's udtræk U12170-P om til kontraktens cpr-tabeller."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Fil, mappe, format og den sidst læste fils produktionsdato."""
        parser.add_argument("fil", type=Path, help="filen fra CPR (ISO-8859-1)")
        parser.add_argument("--ud", type=Path, required=True, help="mappen, tabellerne skrives i")
        parser.add_argument(
            "--forrige-proddto",
            type=dato,
            help="den sidst læste fils PRODDTO (ÅÅÅÅ-MM-DD); et hul i rækken afvises",
        )
        parser.add_argument("--format", choices=("parquet", "csv"), default="parquet")

    def handle(self, *args: Any, **valg: Any) -> None:
        """Læs, skriv og sig, hvad der blev skrevet."""
        from registre.cpr.u12170 import FilAfvist, laes
        from registre.skrivning import skriv

        fil, ud = valg["fil"], valg["ud"]
        try:
            udtraek = laes(fil.read_bytes(), valg["forrige_proddto"])
            skriv(udtraek.tabeller, ud, valg["format"])
        except FilAfvist as fejl:
            raise CommandError(f"{fil.name} er afvist. {fejl} Intet er skrevet.") from fejl
        except OSError as fejl:
            raise CommandError(f"Kan ikke læse eller skrive: {fejl.strerror}.") from fejl
        for advarsel in udtraek.advarsler:
            self.stderr.write(self.style.WARNING(advarsel))
        for navn, ramme in udtraek.tabeller.items():
            self.stdout.write(f"{navn:<18}{ramme.height:>10} rækker")
        self.stdout.write(
            f"{udtraek.antal_personer} personer i {udtraek.antal_poster} poster, "
            f"PRODDTO {udtraek.proddto.isoformat()}."
        )
