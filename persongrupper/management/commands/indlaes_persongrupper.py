"""``manage.py indlaes_persongrupper BRUTTOMAALGRUPPE 0175 fil.csv --kilde "STAR"``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from adgang.lejer import lejer
from adgang.models import Kommune
from adgang.opslagslog.skriv import skriv_fra_kommando
from persongrupper import formaal
from persongrupper.indlaesning.indlaes import Indlaest, indlaes
from persongrupper.models import Slags
from registre.hel_fil import FilAfvist

FORMAAL = formaal.INDLAESNING


class Command(BaseCommand):
    """Hele filen indlæses, eller intet af den."""

    help = "Indlæs bruttomålgruppen eller aktiviteter i en kommune."

    def add_arguments(self, parser: CommandParser) -> None:
        """Slags, kommunekode, fil og hvor den kommer fra."""
        parser.add_argument("slags", choices=Slags.values)
        parser.add_argument("kommune", help="kommunekoden, fx 0175")
        parser.add_argument("fil", type=Path)
        parser.add_argument("--kilde", required=True, help="hvor filen kommer fra")

    def handle(self, *args: Any, **valg: Any) -> None:
        """Indlæs, og sig, hvad der kom ud af det."""
        kommune = Kommune.objects.filter(pk=valg["kommune"]).first()
        if kommune is None:
            raise CommandError("Kommunen findes ikke.")
        try:
            indhold = valg["fil"].read_bytes()
        except OSError as fejl:
            raise CommandError(f"Filen kan ikke læses: {fejl.strerror}.") from None
        with lejer(kommune.pk):
            try:
                udfald = indlaes(indhold, Slags(valg["slags"]), kommune, valg["kilde"][:120])
            except FilAfvist as fejl:
                raise CommandError("\n".join([str(fejl), *fejl.fejl[:50]])) from None
            skriv_fra_kommando(
                FORMAAL,
                kommune,
                som_ord(udfald),
                kommando="indlaes_persongrupper",
                borgere=udfald.cpr,
            )
        self.stdout.write(som_ord(udfald))


def som_ord(udfald: Indlaest) -> str:
    """Hvad filen var, og hvad den ændrede."""
    fil = udfald.indlaesning
    if udfald.igen:
        return f"{fil.get_slags_display()}: filen er indlæst før. Intet er ændret."
    return (
        f"{fil.get_slags_display()}: {fil.antal}, {fil.nye} nye, {fil.aendrede} ændrede. "
        f"SHA-256 {fil.sha256[:12]}…"
    )
