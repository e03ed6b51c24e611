"""``manage.py nat``: hent registrene med de valgte adaptere, og kør natten."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from adgang.tilstede import meld_tilstede
from samkoering.management.commands.samkoer import (
    BESTAND_MANGLER,
    DELVIS,
    FORKERTE_ARGUMENTER,
    dato_argument,
    kommune_argument,
)
from samkoering.models import PLANLAGTE, Aarsag, Koersel, Koerselstilstand
from samkoering.natten import igen, oprydning
from samkoering.natten.arbejder import arbejd
from samkoering.natten.hovedbog import NatIGang, begynd
from samkoering.skrivning.alder import AeldreDato


class Command(BaseCommand):
    """En hel nat fra registre til sager; samme slutkoder som ``samkoer``."""

    help = "Hent registrene og kør natten (dags dato, hvis intet andet siges)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Nattens argumenter."""
        parser.add_argument("--dato", type=dato_argument, help="kørselsdato, ÅÅÅÅ-MM-DD")
        parser.add_argument("--kommune", action="append", type=kommune_argument)
        parser.add_argument("--tillad-aeldre", action="store_true")
        parser.add_argument("--register", help="udfyld det, ét register lod stå, fx feriekonto")
        parser.add_argument("--karantaene", action="store_true", help="prøv karantænens dele igen")
        parser.add_argument("--koersel", type=UUID, help="arbejd på en kørsel, der er begyndt")
        parser.add_argument(
            "--som-dengang",
            action="store_true",
            help="kun i en demonstration: skriv natten, som var den kørt den nat",
        )

    def run_from_argv(self, argv: list[str]) -> None:
        """Kør natten som sin egen proces; så længe må ingen skifte databasen ud."""
        meld_tilstede()
        oprydning.sjaeldnere()
        try:
            super().run_from_argv(argv)
        finally:
            oprydning.ikke_mere()

    def handle(self, *args: Any, **options: Any) -> None:
        """Kør natten, om bedt om det med uret stillet tilbage."""
        from samkoering.demoens_nat import som_dengang

        dag = options["dato"] or timezone.localdate()
        with som_dengang(dag) if options["som_dengang"] else nullcontext():
            self._koer(options)

    def _koer(self, options: dict[str, Any]) -> None:
        """Begynd kørslen, og arbejd på den, til den er slut."""
        from adgang.management.database import kraev_klargjort_database
        from samkoering.terminal import Terminal

        kraev_klargjort_database()
        terminal = Terminal()
        koersel_id = options["koersel"] or self._begynd(options).pk
        with terminal.fremgang("Natten") as fremgang:
            koersel = arbejd(koersel_id, fremgang)
        if koersel.aaben:
            raise CommandError(f"Natten er ikke færdig: {koersel.fejl}", returncode=BESTAND_MANGLER)
        if koersel.tilstand == Koerselstilstand.FEJLET:
            raise CommandError(koersel.fejl, returncode=BESTAND_MANGLER)
        terminal.vis_koersel(koersel)
        if koersel.tilstand == Koerselstilstand.DELVIST:
            sys.exit(DELVIS)

    def _begynd(self, options: dict[str, Any]) -> Koersel:
        try:
            if options["karantaene"]:
                seneste = igen.seneste_koersel()
                igen.delene_i_karantaene(seneste)
                return seneste
            if options["register"]:
                return igen.registeret(options["register"])
            dag = options["dato"] or timezone.localdate()
            kommuner = options["kommune"] or ()
            aarsag = Aarsag.GENTAGELSE if kommuner else _aarsag(dag)
            tillad = options["tillad_aeldre"]
            return begynd(dag, aarsag, kommuner=kommuner, tillad_aeldre=tillad)
        except (AeldreDato, NatIGang, igen.IntetAtKoere) as fejl:
            raise CommandError(str(fejl), returncode=FORKERTE_ARGUMENTER) from fejl


def _aarsag(dag: date) -> Aarsag:
    """Den første kørsel af hele landet for en dato er dens nat; resten er gentagelser."""
    planlagt = Koersel.objects.filter(dato=dag, aarsag__in=PLANLAGTE).exists()
    return Aarsag.GENTAGELSE if planlagt else Aarsag.PLANLAGT
