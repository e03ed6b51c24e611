"""Journalens egne kopier: poster og breve efter fristen, og PDF'er, som intet bruger."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from journal.models import Dokument, Forsendelse, Journalpost, Leverance, Leveringstilstand
from portal.sletning.frister import graense
from sagsopstart.models import Ansoegning
from samkoering.models import Sag

SLAGS: tuple[type[Leverance], ...] = (Journalpost, Forsendelse)


def slet_poster(nu: datetime) -> list[Sletning]:
    """Leverede poster og breve på sager, der er slettet; dokumenterne følger med."""
    foer = graense("JOURNAL", nu)
    with paa_tvaers(grund=ENS_FRIST):
        sager = Sag.objects.paa_tvaers(grund=ENS_FRIST).values("pk")
        ansoegninger = Ansoegning.objects.paa_tvaers(grund=ENS_FRIST).values("pk")
        antal, bundne = {}, set()
        for model in SLAGS:
            gamle = (
                model.objects.paa_tvaers(grund=ENS_FRIST)
                .filter(tilstand=Leveringstilstand.LEVERET, leveret__lte=foer)
                .exclude(sag__in=sager)
                .exclude(sag__in=ansoegninger)
            )
            bundne |= set(gamle.values_list("dokument", flat=True))
            antal[model._meta.db_table] = gamle.delete()[0]
        dokumenter = _ubrugte().filter(pk__in=bundne - {None})
        antal[Dokument._meta.db_table] = dokumenter.delete()[0]
        return [kvitter(Opgave.JOURNAL, foer, antal)]


def slet_dokumenter(nu: datetime) -> list[Sletning]:
    """PDF'er, ingen post bruger. Hentes arket igen, dannes den samme PDF igen."""
    foer = graense("DOKUMENTER", nu)
    with paa_tvaers(grund=ENS_FRIST):
        antal = _ubrugte().filter(oprettet__lte=foer).delete()[0]
        return [kvitter(Opgave.DOKUMENTER, foer, {Dokument._meta.db_table: antal})]


def _ubrugte() -> QuerySet[Dokument]:
    """Bundet i samme øjeblik afviser databasen sletningen; den næste nat prøver igen."""
    alle = Dokument.objects.paa_tvaers(grund=ENS_FRIST)
    for model in SLAGS:
        brugte = model.objects.paa_tvaers(grund=ENS_FRIST).filter(dokument__isnull=False)
        alle = alle.exclude(pk__in=brugte.values("dokument"))
    return alle
