"""Hvor længe en visitering tager: fra kontrolarket første gang blev åbnet, til sagen blev henlagt.

Kun sager, der blev åbnet og henlagt samme dag: er der gået en nat, måles ventetiden og ikke
arbejdet. En høring venter på borgeren og er aldrig med.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import F, Min
from django.utils.timezone import localdate

from feedback.models import Feedback, Resultat
from samkoering.models import Handling, Sagshaendelse

AFRUNDET = (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 90, 120, 180, 240, 480)
"""Minutterne gemmes kun så fint; så er en gruppe sjældnere på én."""


def minutter_i_visitering(kommune: str, feedback: Collection[Feedback]) -> dict[UUID, int]:
    """Feedbackens id → afrundede minutter, for dem, der kan måles."""
    henlagte = {en.sag_id: en for en in feedback if en.resultat == Resultat.HENLAGT_VISITERING}
    aabninger = (
        Sagshaendelse.objects.i_kommune(kommune)
        .filter(
            sag__in=list(henlagte),
            handling=Handling.AABNET,
            tidspunkt__gte=F("sag__bestillinger__bestilt"),
            sag__bestillinger__feedback__isnull=False,
        )
        .order_by()
        .values_list("sag")
        .annotate(foerst=Min("tidspunkt"))
    )
    maalt = {}
    for sag, foerst in aabninger:
        en = henlagte[sag]
        if foerst <= en.registreret and localdate(foerst) == localdate(en.registreret):
            maalt[en.pk] = _afrundet((en.registreret - foerst).total_seconds() / 60)
    return maalt


def _afrundet(minutter: float) -> int:
    return min(AFRUNDET, key=lambda trin: (abs(trin - minutter), trin))
