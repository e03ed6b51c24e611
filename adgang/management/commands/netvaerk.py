"""``manage.py netvaerk``: en kommunes netværk, når ingen af dens brugere kan rette dem selv."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.brugere.oplysninger import UgyldigOplysning, kort_tekst
from adgang.lejer import lejer
from adgang.management.argumenter import find_kommune, forkert
from adgang.management.database import kraev_klargjort_database
from adgang.models import Kommune, Netvaerk
from adgang.netvaerk import forvalt
from adgang.opslagslog.skriv import skriv_fra_kommando

FORMAAL = "Kommunens netværk"
BESKRIVELSE_HOEJST = 80


class Command(BaseCommand):
    """0: gjort. 1: det kunne ikke gøres. 2: forkerte argumenter."""

    help = "Vis eller ret de netværk, en kommunes brugere må komme fra."

    def add_arguments(self, parser: CommandParser) -> None:
        """Kommunen og en af tre handlinger."""
        parser.add_argument("kommune", metavar="KOMMUNE", help="kommunekode, fx 0175")
        handlinger = parser.add_subparsers(dest="handling", required=True, metavar="handling")
        handlinger.add_parser("vis", help="vis listen")
        tilfoej = handlinger.add_parser("tilfoej", help="føj et netværk til")
        tilfoej.add_argument("cidr", metavar="CIDR", help="fx 192.0.2.0/24")
        tilfoej.add_argument("beskrivelse", metavar="BESKRIVELSE", help="fx Rådhuset")
        fjern = handlinger.add_parser("fjern", help="fjern et netværk")
        fjern.add_argument("cidr", metavar="CIDR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Udfør handlingen, og skriv en ændring i opslagsloggen i samme transaktion."""
        kraev_klargjort_database()
        kommune = find_kommune(options["kommune"])
        with lejer(kommune.pk):
            match options["handling"]:
                case "tilfoej":
                    self._tilfoej(kommune, options["cidr"], options["beskrivelse"])
                case "fjern":
                    self._fjern(kommune, options["cidr"])
                case _:
                    self._vis(kommune)

    def _vis(self, kommune: Kommune) -> None:
        alle = Netvaerk.objects.i_kommune(kommune).order_by("oprettet", "pk")
        linjer = [f"{net.adresser:<43} {net.beskrivelse}" for net in alle]
        ingen = f"{kommune} har ingen netværk, så ingen af dens brugere kan komme ind."
        self.stdout.write("\n".join(linjer) or ingen)

    def _tilfoej(self, kommune: Kommune, cidr: str, beskrivelse: str) -> None:
        adresser = _normaliser(cidr)
        try:
            hvad = kort_tekst(beskrivelse, "beskrivelsen", BESKRIVELSE_HOEJST)
        except UgyldigOplysning as fejl:
            raise forkert(f"{fejl}.") from fejl
        if not forvalt.tilfoej(kommune, adresser, hvad, None):
            raise CommandError(f"{adresser} står allerede på listen.")
        _log(kommune, f"Tilføjet {adresser}")
        self.stdout.write(f"{adresser} er tilføjet for {kommune} og gælder med det samme.")

    def _fjern(self, kommune: Kommune, cidr: str) -> None:
        adresser = _normaliser(cidr)
        slettet, _ = Netvaerk.objects.i_kommune(kommune).filter(adresser=adresser).delete()
        if not slettet:
            raise CommandError(f"{adresser} står ikke på listen for {kommune}.")
        _log(kommune, f"Fjernet {adresser}")
        self.stdout.write(f"{adresser} er fjernet for {kommune}.")
        if not Netvaerk.objects.i_kommune(kommune).exists():
            self.stderr.write("Det var det sidste netværk: ingen af dens brugere kan komme ind.")


def _normaliser(cidr: str) -> str:
    try:
        return forvalt.normaliser(cidr)
    except forvalt.UgyldigtNetvaerk as fejl:
        raise forkert(f"{fejl}.") from fejl


def _log(kommune: Kommune, kriterium: str) -> None:
    skriv_fra_kommando(FORMAAL, kommune, kriterium, kommando="netvaerk")
