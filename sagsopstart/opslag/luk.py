"""Luk ansøgningen: det, der ikke er svaret, bliver det ikke."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger
from sagsopstart.models import Ansoegning, Ansoegningstilstand, Opslagstilstand, Registeropslag
from sagsopstart.opslag.bestil import Lukket, laas_aaben

LUKKET_FOERST = "Ansøgningen blev lukket, før registeret svarede."


def luk(ansoegning: Ansoegning, bruger: Bruger) -> bool:
    """Luk den; falsk, når en anden kom først. Et svar, der er på vej, bliver ikke skrevet."""
    with transaction.atomic():
        try:
            aaben = laas_aaben(ansoegning)
        except Lukket:
            return False
        nu = timezone.now()
        i_gang = Registeropslag.objects.i_kommune(aaben.kommune_id).filter(
            ansoegning=aaben, tilstand__in=(Opslagstilstand.VENTER, Opslagstilstand.HENTER)
        )
        i_gang.update(tilstand=Opslagstilstand.FEJLET, fejl=LUKKET_FOERST, afsluttet=nu)
        aaben.tilstand = Ansoegningstilstand.LUKKET
        aaben.lukket, aaben.lukket_af = nu, bruger
        aaben.save(update_fields=("tilstand", "lukket", "lukket_af"))
        return True
