"""``manage.py indlaes_persongrupper BRUTTOMAALGRUPPE 0175 fil.csv --kilde "STAR"``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from adgang.filkommando import Filkommando
from adgang.lejer import lejer
from adgang.models import Kommune
from adgang.opslagslog.skriv import skriv_fra_kommando
from persongrupper import formaal
from persongrupper.indlaesning.indlaes import Indlaest, indlaes
from persongrupper.models import Slags

FORMAAL = formaal.INDLAESNING


class Command(Filkommando):
    """Hele filen indlæses, eller intet af den."""

    help = "Indlæs bruttomålgruppen eller aktiviteter i en kommune."

    def add_arguments(self, parser: CommandParser) -> None:
        """Slagsen, og så kommune, fil og kilde."""
        parser.add_argument("slags", choices=Slags.values)
        super().add_arguments(parser)

    def indlaes(self, indhold: bytes, kommune: Kommune, kilde: str, valg: dict[str, Any]) -> str:
        """Filen og loggens række om den i én transaktion."""
        with lejer(kommune.pk):
            udfald = indlaes(indhold, Slags(valg["slags"]), kommune, kilde)
            ord_ = som_ord(udfald)
            skriv_fra_kommando(
                FORMAAL, kommune, ord_, kommando="indlaes_persongrupper", borgere=udfald.cpr
            )
        return ord_


def som_ord(udfald: Indlaest) -> str:
    """Hvad filen var, og hvad den ændrede."""
    fil = udfald.indlaesning
    if udfald.igen:
        return f"{fil.get_slags_display()}: filen er indlæst før. Intet er ændret."
    return (
        f"{fil.get_slags_display()}: {fil.antal}, {fil.nye} nye, {fil.aendrede} ændrede. "
        f"SHA-256 {fil.sha256[:12]}…"
    )
