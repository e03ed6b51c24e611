"""``manage.py bruger``: en ny kommunes første teamleder, og vejen ind igen for den sidste."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django.utils import timezone

from adgang.brugere import forvalt, oplysninger
from adgang.brugere.oplysninger import UgyldigOplysning
from adgang.kommuner import fulde_navn
from adgang.lejer import INGEN, lejer
from adgang.management.argumenter import find_kommune, forkert
from adgang.management.database import kraev_klargjort_database
from adgang.models import Bruger, Kommune, Rolle
from adgang.opslagslog.skriv import skriv_fra_kommando
from adgang.roller import Ret, indhold, roller_med

FORMAAL = "Kommunens brugere"
ROLLER = tuple(rolle for rolle in Rolle if rolle in roller_med(Ret.PORTAL))


class Command(BaseCommand):
    """0: gjort; en engangskode står på stdout. 1: det kunne ikke gøres. 2: forkerte argumenter."""

    help = "Opret en bruger, nulstil en adgang, eller åbn for en spærret."

    def add_arguments(self, parser: CommandParser) -> None:
        """Tre handlinger, hver med et brugernavn."""
        handlinger = parser.add_subparsers(dest="handling", required=True, metavar="handling")
        opret = handlinger.add_parser("opret", help="ny bruger med engangskode")
        opret.add_argument("brugernavn")
        opret.add_argument("--navn", default="", help="brugerens navn, fx 'Anna Bro'")
        opret.add_argument("--rolle", type=_rolle, metavar="ROLLE", help=", ".join(ROLLER))
        opret.add_argument("--kommune", default="", metavar="KODE", help="fx 0175")
        opret.add_argument("--enhed", default="Ydelsesservice")
        for navn, hjaelp in (
            ("nulstil", "ny engangskode; app og adgangskode glemmes"),
            ("aabn", "ophæv spærringen efter afviste log-ind"),
        ):
            handlinger.add_parser(navn, help=hjaelp).add_argument("brugernavn")

    def handle(self, *args: Any, **options: Any) -> None:
        """Udfør handlingen og skriv den i opslagsloggen i samme transaktion."""
        kraev_klargjort_database()
        if options["handling"] == "opret":
            self._opret(options)
            return
        bruger = _find(options["brugernavn"])
        with lejer(bruger.kommune_id or INGEN):
            if options["handling"] == "nulstil":
                self._nulstil(bruger)
            else:
                self._aabn(bruger)

    def _opret(self, valg: dict[str, Any]) -> None:
        felter, kommune = _felter(valg), _kommune(valg)
        with lejer(kommune.pk if kommune else INGEN):
            try:
                bruger, kode = forvalt.opret(rolle=valg["rolle"], kommune=kommune, kle=[], **felter)
            except IntegrityError as fejl:
                raise _optaget(felter["brugernavn"]) from fejl
            _log("Bruger oprettet", bruger)
        hvor = f" i {fulde_navn(kommune)}" if kommune else ""
        besked = f"{bruger.brugernavn} er oprettet som {bruger.get_rolle_display().lower()}{hvor}."
        self._skriv_engangskode(besked, bruger, kode)

    def _nulstil(self, bruger: Bruger) -> None:
        if not bruger.is_active:
            raise CommandError(f"{bruger.brugernavn} er lukket. En teamleder kan genåbne brugeren.")
        kode = forvalt.nulstil(bruger)
        _log("Adgang nulstillet", bruger)
        self._skriv_engangskode(f"Adgangen for {bruger.brugernavn} er nulstillet.", bruger, kode)

    def _aabn(self, bruger: Bruger) -> None:
        if not bruger.er_spaerret(timezone.now()):
            raise CommandError(f"{bruger.brugernavn} er ikke spærret. Intet er ændret.")
        forvalt.aabn(bruger)
        _log("Spærring ophævet", bruger)
        self.stdout.write(f"{bruger.brugernavn} kan logge ind igen.")

    def _skriv_engangskode(self, besked: str, bruger: Bruger, kode: str) -> None:
        self.stdout.write(
            f"{besked}\nEngangskode: {kode}\n"
            f"Den gælder i 24 timer, til {_tidspunkt(bruger.engangskode_udloeber)}, og vises kun "
            "her. Giv den mundtligt eller i en lukket kuvert."
        )


def _felter(valg: dict[str, Any]) -> dict[str, str]:
    """Brugernavn, navn og enhed efter samme regler som på siden."""
    try:
        felter = {
            "brugernavn": oplysninger.brugernavn(valg["brugernavn"]),
            "navn": oplysninger.kort_tekst(valg["navn"], "navnet", oplysninger.NAVN_HOEJST),
            "enhed": oplysninger.kort_tekst(valg["enhed"], "enheden", oplysninger.ENHED_HOEJST),
        }
    except UgyldigOplysning as fejl:
        raise forkert(f"{fejl}.") from fejl
    if oplysninger.er_optaget(felter["brugernavn"]):
        raise _optaget(felter["brugernavn"])
    return felter


def _kommune(valg: dict[str, Any]) -> Kommune | None:
    """Kommunen, når rollen hører til en, og kun da."""
    rolle: Rolle | None = valg["rolle"]
    if rolle is None:
        raise forkert(f"Angiv --rolle: {', '.join(ROLLER)}.")
    if not indhold(rolle).kraever_kommune:
        if valg["kommune"]:
            raise forkert(f"{rolle.label} hører ikke til en kommune. Udelad --kommune.")
        return None
    if not valg["kommune"]:
        raise forkert(f"{rolle.label} skal høre til en kommune. Angiv --kommune, fx 0175.")
    return find_kommune(valg["kommune"])


def _rolle(tekst: str) -> Rolle:
    if tekst not in ROLLER:
        raise argparse.ArgumentTypeError(
            f"»{tekst}« er ikke en rolle, der kan logge ind. Vælg {', '.join(ROLLER)}."
        )
    return Rolle(tekst)


def _find(brugernavn: str) -> Bruger:
    bruger = Bruger.objects.filter(brugernavn=brugernavn).first()
    if bruger is None:
        raise CommandError("Der er ingen bruger med det brugernavn.")
    if bruger.rolle not in ROLLER:
        raise CommandError(f"{bruger.brugernavn} er et system og logger ikke ind i portalen.")
    return bruger


def _optaget(brugernavn: str) -> CommandError:
    return CommandError(f"Brugernavnet {brugernavn} er optaget. Vælg et andet.")


def _log(hvad: str, bruger: Bruger) -> None:
    kriterium = f"{hvad}: {bruger.brugernavn}"
    skriv_fra_kommando(FORMAAL, bruger.kommune, kriterium, kommando="bruger")


def _tidspunkt(tid: datetime | None) -> str:
    return f"{timezone.localtime(tid):%d-%m-%Y kl. %H.%M}" if tid else ""
