"""``manage.py samkoer``: kør en nat på et registerudtræk (registerkontraktens kommando)."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

if TYPE_CHECKING:
    from samkoering.motor.beregning import Beregning

BESTAND_MANGLER, FORKERTE_ARGUMENTER, DELVIS = 1, 2, 3


class Command(BaseCommand):
    """Kør samkøringen; 0 helt, 1 bestanden mangler, 2 forkerte argumenter, 3 delvist."""

    help = "Kør samkøringen på et registerudtræk."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Kontraktens argumenter."""
        parser.add_argument("--udtraek", type=Path, required=True, help="mappe med tabellerne")
        parser.add_argument(
            "--dato", type=dato_argument, required=True, help="kørselsdato, ÅÅÅÅ-MM-DD"
        )
        parser.add_argument("--resultat", type=Path, help="fil til udfald (CSV)")
        parser.add_argument("--status", type=Path, help="fil til regnskabet (CSV)")
        parser.add_argument(
            "--kommune", action="append", type=kommune_argument, help="kun denne kommune"
        )
        parser.add_argument("--kun-beregn", action="store_true", help="rør ikke databasen")
        parser.add_argument(
            "--tillad-aeldre", action="store_true", help="kør en dato før den seneste kørsel"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Beregn, skriv filer og/eller database, og slut med kontraktens kode."""
        from adgang.management.database import kraev_klargjort_database
        from samkoering.terminal import Terminal

        self._kontroller(options)
        if not options["kun_beregn"]:
            kraev_klargjort_database()
        kommuner = frozenset(options["kommune"]) if options["kommune"] else None
        terminal = Terminal()
        beregning = self._beregn(options, kommuner, terminal)
        self._skriv_filer(options, beregning)
        if not options["kun_beregn"]:
            self._skriv_database(options, beregning, terminal)
        terminal.opsummer(beregning)
        if not beregning.er_hel:
            sys.exit(DELVIS)

    def _kontroller(self, options: dict[str, Any]) -> None:
        if options["kun_beregn"] and not (options["resultat"] or options["status"]):
            _afvis("--kun-beregn skriver kun filer. Angiv --resultat eller --status.")
        if not options["udtraek"].is_dir():
            _afvis(f"Mappen {options['udtraek']} findes ikke. Angiv en mappe med registertabeller.")
        for navn in ("resultat", "status"):
            sti = options[navn]
            if sti and not sti.resolve().parent.is_dir():
                _afvis(f"Mappen til --{navn} findes ikke: {sti.parent}. Opret den først.")

    def _beregn(
        self, options: dict[str, Any], kommuner: frozenset[str] | None, terminal: Any
    ) -> Beregning:
        from django.conf import settings

        from registre.laesning import Udtraek
        from samkoering.motor.beregning import BestandIkkeFundet, beregn

        udtraek = Udtraek(options["udtraek"], graense=settings.AFVISTE_RAEKKER_GRAENSE)
        with terminal.arbejder(f"Beregner {options['dato']:%d-%m-%Y}"):
            try:
                _kendte_kommuner(udtraek, kommuner)
                med_bevis = not options["kun_beregn"]
                return beregn(udtraek, options["dato"], kommuner, med_bevis=med_bevis)
            except BestandIkkeFundet as fejl:
                if not options["kun_beregn"]:
                    self._registrer_fejl(options, udtraek, fejl)
                raise CommandError(str(fejl), returncode=BESTAND_MANGLER) from fejl

    def _skriv_filer(self, options: dict[str, Any], beregning: Beregning) -> None:
        from samkoering.motor.resultat import skriv_csv, status_som_tekst, udfald_som_tekst

        if options["resultat"]:
            skriv_csv(udfald_som_tekst(beregning), options["resultat"])
        if options["status"]:
            skriv_csv(status_som_tekst(beregning), options["status"])

    def _skriv_database(self, options: dict[str, Any], beregning: Beregning, terminal: Any) -> None:
        from samkoering.koersel import skriv_natten
        from samkoering.natten.hovedbog import NatIGang, alene_med_et_udtraek
        from samkoering.skrivning.alder import AeldreDato

        try:
            with alene_med_et_udtraek(), terminal.fremgang("Skriver kommuner") as fremgang:
                koersel = skriv_natten(
                    beregning, tillad_aeldre=options["tillad_aeldre"], fremgang=fremgang
                )
        except (AeldreDato, NatIGang) as fejl:
            _afvis(str(fejl), fejl)
        terminal.vis_koersel(koersel)

    def _registrer_fejl(self, options: dict[str, Any], udtraek: Any, fejl: Exception) -> None:
        from samkoering.koersel import registrer_fejlet
        from samkoering.skrivning.alder import AeldreDato

        try:
            registrer_fejlet(udtraek, options["dato"], fejl, tillad_aeldre=options["tillad_aeldre"])
        except AeldreDato as aeldre:
            _afvis(str(aeldre), aeldre)


def _kendte_kommuner(udtraek: Any, kommuner: frozenset[str] | None) -> None:
    leveret = udtraek.leveret("kommuner")
    if kommuner is None or not leveret.besvaret:
        return
    ukendte = kommuner - set(leveret.ramme["kommunekode"])
    if ukendte:
        _afvis(f"Kommunen {', '.join(sorted(ukendte))} findes ikke i udtrækkets kommuner.")


def _afvis(tekst: str, aarsag: Exception | None = None) -> None:
    raise CommandError(tekst, returncode=FORKERTE_ARGUMENTER) from aarsag


def dato_argument(tekst: str) -> date:
    """En dato fra kommandolinjen."""
    try:
        return date.fromisoformat(tekst)
    except ValueError as fejl:
        raise argparse.ArgumentTypeError(
            f"»{tekst}« er ikke en dato. Skriv den som ÅÅÅÅ-MM-DD, fx 2018-06-19."
        ) from fejl


def kommune_argument(tekst: str) -> str:
    """En kommunekode fra kommandolinjen."""
    if not (len(tekst) == 4 and tekst.isascii() and tekst.isdigit()):
        raise argparse.ArgumentTypeError(f"»{tekst}« er ikke en kommunekode på 4 cifre, fx 0175.")
    return tekst
