"""Resultaterne overlever sagen som tal: pr. kommune, måned, ydelse og resultat."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncMonth

from adgang.models import Effekttal
from feedback.models import Feedback

_GRUND = "tallene lægges sammen i hver sin kommune"
GRUPPE = ("kommune_id", "maaned", "kle", "resultat", "aendring", "aarsag")
TAL = ("antal", "krav_oere", "maanedlig_aendring_oere")


def bevar(resultater: QuerySet[Feedback]) -> None:
    """Læg resultaterne til kommunernes tal, før de slettes."""
    grupper = (
        resultater.order_by()
        .annotate(maaned=TruncMonth("registreret"), kle=F("sag__kle"))
        .values(*GRUPPE)
        .annotate(
            antal=Count("pk"),
            krav=Coalesce(Sum("krav_oere"), 0),
            maanedlig=Coalesce(Sum("maanedlig_aendring_oere"), 0),
        )
    )
    for gruppe in list(grupper):
        _laeg_til(
            {**{navn: gruppe[navn] for navn in GRUPPE}, "maaned": gruppe["maaned"].date()},
            dict(zip(TAL, (gruppe["antal"], gruppe["krav"], gruppe["maanedlig"]), strict=True)),
        )


def _laeg_til(gruppe: dict[str, Any], tal: dict[str, int]) -> None:
    raekker = Effekttal.objects.paa_tvaers(grund=_GRUND)
    raekke, _ = raekker.get_or_create(**gruppe)
    raekker.filter(pk=raekke.pk).update(**{navn: F(navn) + vaerdi for navn, vaerdi in tal.items()})
