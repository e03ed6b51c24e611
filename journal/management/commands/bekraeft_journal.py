"""``manage.py bekraeft_journal``: er det leverede, som det var, da det blev leveret?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from journal.bekraeft import bekraeft

AFVIGELSE_FUNDET = 1


class Command(BaseCommand):
    """0: hvert dokument passer med sit fingeraftryk. 1: noget er ændret eller mangler."""

    help = "Regn alle leverede dokumenters SHA-256 efter, også i modtagernes mapper."

    def handle(self, *args: Any, **options: Any) -> None:
        """Skriv resultatet; afvigelser går til stderr med slutkode 1."""
        svar = bekraeft()
        self.stdout.write(
            f"{svar.leveret} leverede dokumenter regnet efter, {svar.hentet} hentet af modtageren, "
            f"{svar.venter} venter."
        )
        if svar.afvigelser:
            fejl = "\n".join(svar.afvigelser)
            raise CommandError(f"Journalen er ikke hel:\n{fejl}", returncode=AFVIGELSE_FUNDET)
        self.stdout.write("Journalen er hel.")
