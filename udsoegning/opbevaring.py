"""Fristerne, og sletningen: rigtigt, hver nat, med kvittering.

Fristerne kan ikke sættes længere: et projekt, der er lukket, er væk efter seks måneder.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from udsoegning.models import Fundet, Kontakt, Kursusafslutning, Kursusfil, Nej, Projekt
from udsoegning.rummet import i_rummet

EFTER_LUKNING = timedelta(days=183)
USOEGT_KURSUSLISTE = timedelta(days=30)
"""En kursusliste, ingen har søgt på."""
HOEJST_AABENT = timedelta(days=730)
"""Et projekt, ingen lukker, lukkes."""


def frist() -> timedelta:
    """Fristen efter lukning; miljøet kan kun gøre den kortere."""
    valgt: timedelta = settings.OPBEVARING["UDSOEGNING"]
    return min(valgt, EFTER_LUKNING)


def slet(nu: datetime) -> list[Sletning]:
    """Lukkede projekter med alt i dem, og kursuslister, der er blevet liggende."""
    foer = nu - frist()
    with paa_tvaers(grund=ENS_FRIST):
        with i_rummet():
            alle = Projekt.objects.paa_tvaers(grund=ENS_FRIST)
            alle.filter(lukket=None, oprettet__lte=nu - HOEJST_AABENT).update(lukket=nu)
            # Låst før det, der er i dem: den, der skriver et nej imens, venter og får svar.
            udloebne = alle.filter(lukket__lte=foer).select_for_update().order_by("pk")
            gamle = list(udloebne.values_list("pk", flat=True))
            antal = {
                model._meta.db_table: model.objects.paa_tvaers(grund=ENS_FRIST)
                .filter(**{sti: gamle})
                .delete()[0]
                for model, sti in (
                    (Kontakt, "person__projekt__in"),
                    (Fundet, "projekt__in"),
                    (Nej, "projekt__in"),
                )
            }
            kurser = Kursusafslutning.objects.paa_tvaers(grund=ENS_FRIST)
            usoegte = kurser.filter(fil__tidspunkt__lte=nu - USOEGT_KURSUSLISTE)
            tabel = Kursusafslutning._meta.db_table
            antal[tabel] = (usoegte | kurser.filter(projekt__in=gamle)).delete()[0]
            filer = Kursusfil.objects.paa_tvaers(grund=ENS_FRIST).filter(projekt__in=gamle)
            antal[Kursusfil._meta.db_table] = filer.delete()[0]
            antal[Projekt._meta.db_table] = alle.filter(pk__in=gamle).delete()[0]
        return [kvitter(Opgave.UDSOEGNING, foer, antal)]
