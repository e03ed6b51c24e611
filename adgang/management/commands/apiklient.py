"""``manage.py apiklient``: driften opretter, lister og tilbagekalder et fagsystems adgang."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.brugere.oplysninger import UgyldigOplysning, kort_tekst
from adgang.lejer import lejer
from adgang.management.argumenter import find_kommune, forkert
from adgang.management.database import kraev_klargjort_database
from adgang.models import Apiklient, Kommune
from adgang.opslagslog.skriv import skriv_fra_kommando

FORMAAL = "Kommunens API-klienter"
NAVN_HOEJST = 80
DAGE = 180


class Command(BaseCommand):
    """0: gjort; en nøgle står på stdout. 1: det kunne ikke gøres. 2: forkerte argumenter."""

    help = "Opret, vis eller tilbagekald de systemer, der må kalde programgrænsefladen."

    def add_arguments(self, parser: CommandParser) -> None:
        """Handlingen og kommunen."""
        handlinger = parser.add_subparsers(dest="handling", required=True, metavar="handling")
        opret = handlinger.add_parser("opret", help="ny klient; nøglen vises én gang")
        liste = handlinger.add_parser("liste", help="vis kommunens klienter")
        tilbagekald = handlinger.add_parser("tilbagekald", help="luk en klient nu")
        for en in (opret, liste, tilbagekald):
            en.add_argument("kommune", metavar="KOMMUNE", help="kommunekode, fx 0175")
        for en in (opret, tilbagekald):
            en.add_argument("navn", metavar="NAVN", help="systemets navn, fx Fagsystemet")
        opret.add_argument(
            "--omfang",
            nargs="+",
            required=True,
            choices=Apiomfang.values,
            metavar="OMFANG",
            help=", ".join(Apiomfang.values),
        )
        opret.add_argument(
            "--dage", type=int, default=DAGE, help=f"nøglen gælder, 1–{klienter.HOEJST_DAGE}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Udfør handlingen, og skriv en ændring i opslagsloggen i samme transaktion."""
        kraev_klargjort_database()
        kommune = find_kommune(options["kommune"])
        with lejer(kommune.pk):
            match options["handling"]:
                case "opret":
                    self._opret(kommune, options)
                case "tilbagekald":
                    self._tilbagekald(kommune, options["navn"])
                case _:
                    self._liste(kommune)

    def _opret(self, kommune: Kommune, valg: dict[str, Any]) -> None:
        navn, omfang = _navn(valg["navn"]), [Apiomfang(et) for et in set(valg["omfang"])]
        try:
            klient, noegle = klienter.opret(kommune, navn, omfang, dage=valg["dage"])
        except ValueError as fejl:
            raise forkert(str(fejl)) from fejl
        except IntegrityError as fejl:
            raise CommandError(f"Kommunen har allerede en klient, der hedder {navn}.") from fejl
        _log(kommune, f"API-klient oprettet: {navn} ({', '.join(klient.omfang)})")
        self.stdout.write(
            f"{navn} er oprettet for {kommune} og gælder til og med {klient.udloeber:%d-%m-%Y}.\n"
            f"Nøgle: {noegle}\n"
            "Den vises kun her. Læg den, hvor fagsystemet gemmer sine hemmeligheder."
        )

    def _tilbagekald(self, kommune: Kommune, navn: str) -> None:
        klient = _gaeldende(kommune).filter(navn=navn).first()
        if klient is None or not klienter.tilbagekald(klient):
            raise CommandError("Kommunen har ingen gældende klient med det navn.")
        _log(kommune, f"API-klient tilbagekaldt: {navn}")
        self.stdout.write(f"{navn} er kaldt tilbage og lukkes ikke længere ind.")

    def _liste(self, kommune: Kommune) -> None:
        linjer = [_linje(klient) for klient in _gaeldende(kommune).order_by("navn")]
        self.stdout.write("\n".join(linjer) or f"{kommune} har ingen API-klienter.")


def _gaeldende(kommune: Kommune) -> Any:
    return Apiklient.objects.i_kommune(kommune).filter(tilbagekaldt__isnull=True)


def _linje(klient: Apiklient) -> str:
    brugt = klient.senest_brugt
    senest = f"{timezone.localtime(brugt):%d-%m-%Y %H.%M}" if brugt else "aldrig brugt"
    omfang = ", ".join(klient.omfang)
    return f"{klient.navn:<30} til {klient.udloeber:%d-%m-%Y}  {senest:<16}  {omfang}"


def _navn(tekst: str) -> str:
    try:
        return kort_tekst(tekst, "navnet", NAVN_HOEJST)
    except UgyldigOplysning as fejl:
        raise forkert(f"{fejl}.") from fejl


def _log(kommune: Kommune, kriterium: str) -> None:
    skriv_fra_kommando(FORMAAL, kommune, kriterium, kommando="apiklient")
