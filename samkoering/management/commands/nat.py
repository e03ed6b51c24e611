"""``manage.py nat``: hent registrene med de valgte adaptere, og kør natten."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samkoering.management.commands.samkoer import (
    BESTAND_MANGLER,
    DELVIS,
    FORKERTE_ARGUMENTER,
    dato_argument,
    kommune_argument,
)


class Command(BaseCommand):
    """En hel nat fra registre til sager; samme slutkoder som ``samkoer``."""

    help = "Hent registrene og kør natten (dags dato, hvis intet andet siges)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Nattens argumenter."""
        parser.add_argument("--dato", type=dato_argument, help="kørselsdato, ÅÅÅÅ-MM-DD")
        parser.add_argument("--kommune", action="append", type=kommune_argument)
        parser.add_argument("--tillad-aeldre", action="store_true")
        parser.add_argument(
            "--som-dengang",
            action="store_true",
            help="kun i en demonstration: skriv natten, som var den kørt den nat",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Kør natten, om bedt om det med uret stillet tilbage."""
        from samkoering.demoens_nat import som_dengang

        dag = options["dato"] or timezone.localdate()
        with som_dengang(dag) if options["som_dengang"] else nullcontext():
            self._koer(dag, options)

    def _koer(self, dag: date, options: dict[str, Any]) -> None:
        """Hent, beregn og skriv."""
        from adgang.management.database import kraev_klargjort_database
        from registre.laesning import Udtraek
        from samkoering.hentning import nattens_udtraek
        from samkoering.koersel import koer
        from samkoering.models import Koerselstilstand
        from samkoering.motor.beregning import BestandIkkeFundet
        from samkoering.skrivning.forloeb import AeldreDato
        from samkoering.terminal import Terminal

        kraev_klargjort_database()
        kommuner = frozenset(options["kommune"]) if options["kommune"] else None
        terminal = Terminal()
        with nattens_udtraek(dag) as mappe, terminal.fremgang("Natten") as fremgang:
            try:
                koersel = koer(
                    Udtraek(mappe),
                    dag,
                    kommuner=kommuner,
                    tillad_aeldre=options["tillad_aeldre"],
                    fremgang=fremgang,
                )
            except BestandIkkeFundet as fejl:
                raise CommandError(str(fejl), returncode=BESTAND_MANGLER) from fejl
            except AeldreDato as fejl:
                raise CommandError(str(fejl), returncode=FORKERTE_ARGUMENTER) from fejl
        terminal.vis_koersel(koersel)
        if koersel.tilstand == Koerselstilstand.DELVIST:
            sys.exit(DELVIS)
