"""``manage.py slet_gammelt``: slet alt, hvis frist er gået."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from adgang.api.idempotens import glem
from adgang.opslagslog.oprydning import ryd_op
from kontrol.pakker.vedligehold import slet_gamle
from portal.sletning.nat import IkkeAltSlettet, slet_alt
from portal.sletning.visning import linje


class Command(BaseCommand):
    """Det samme, som uret kalder; bruges efter en genskabt kopi. 0: alt er slettet. 1: ikke alt."""

    help = "Slet alt, hvis frist er gået, og skriv kvitteringerne (fristerne: docs/opbevaring.md)."

    def handle(self, *args: Any, **options: Any) -> None:
        """Slet, og skriv hver kvittering."""
        nu = timezone.now()
        ryd_op()
        slet_gamle(nu)
        glem(nu)
        try:
            for kvittering in slet_alt(nu):
                self.stdout.write(linje(kvittering))
        except IkkeAltSlettet as fejl:
            raise CommandError(str(fejl)) from fejl
