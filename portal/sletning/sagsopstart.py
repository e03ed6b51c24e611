"""Ansøgninger og deres registeropslag, når de er lukket eller glemt; journalen har sit eget."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.scoping import KommuneModel
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from portal.sletning.frister import graense
from sagsopstart.models import Ansoegning, Bunke, Registeropslag


def slet_ansoegninger(nu: datetime) -> list[Sletning]:
    """Ansøgninger lukket før grænsen, og åbne, ingen har slået op siden; så deres bunker."""
    foer = graense("ANSOEGNINGER", nu)
    with paa_tvaers(grund=ENS_FRIST):
        nyere = _alle(Registeropslag).filter(ansoegning=OuterRef("pk"), bestilt__gt=foer)
        glemt = Q(lukket=None, oprettet__lte=foer) & ~Q(Exists(nyere))
        gamle = _alle(Ansoegning).filter(Q(lukket__lte=foer) | glemt)
        ider = list(gamle.select_for_update().values_list("pk", flat=True))
        antal = {
            model._meta.db_table: _alle(model).filter(**{f"{felt}__in": ider}).delete()[0]
            for model, felt in ((Registeropslag, "ansoegning"), (Ansoegning, "pk"))
        }
        i_brug = _alle(Ansoegning).filter(bunke=OuterRef("pk"))
        bunker = _alle(Bunke).filter(oprettet__lte=foer).exclude(Exists(i_brug))
        antal[Bunke._meta.db_table] = bunker.delete()[0]
        return [kvitter(Opgave.ANSOEGNINGER, foer, antal)]


def _alle(model: type[KommuneModel]) -> Any:
    return model.objects.paa_tvaers(grund=ENS_FRIST)
