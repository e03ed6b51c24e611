"""Det, dørens kommandoer læser på samme måde."""

from __future__ import annotations

from django.core.management.base import CommandError

from adgang.kommuner import KOMMUNER
from adgang.models import Kommune

FORKERTE_ARGUMENTER = 2


def forkert(tekst: str) -> CommandError:
    """En fejl i det, der blev skrevet på kommandolinjen."""
    return CommandError(tekst, returncode=FORKERTE_ARGUMENTER)


def find_kommune(kode: str) -> Kommune:
    """Kommunen med koden; den oprettes af den første nat, den er med i."""
    if kode not in KOMMUNER:
        raise forkert(f"»{kode}« er ikke en kommunekode på 4 cifre, fx 0175.")
    kommune = Kommune.objects.filter(pk=kode).first()
    if kommune is None:
        raise CommandError(
            f"{KOMMUNER[kode]} ({kode}) er ikke oprettet endnu. Det sker den første nat, kommunen "
            "er med i samkøringen."
        )
    return kommune
