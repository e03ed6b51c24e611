"""Hvor lang tid brugerens sager plejer at tage, så hun kun bestiller det, hun kan nå."""

from __future__ import annotations

from datetime import timedelta
from statistics import median

from django.db.models import F, Min, Q
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.models import Bestilling, Lukning
from samkoering.models import Handling, Sagstilstand

SENESTE = timedelta(days=90)
MINDST = 5
"""Så mange afsluttede sager skal der til, før tallet siger noget."""
HOEJST = 500


def minutter_pr_sag(omfang: Omfang, bruger: Bruger) -> int | None:
    """Brugerens egen median fra første åbning til resultat; ``None`` uden grundlag.

    Kun sager, hun lukkede i visitering: en partshøring venter på borgeren, ikke på hende.
    """
    aabnet = Q(
        sag__historik__handling=Handling.AABNET,
        sag__historik__bruger=bruger,
        sag__historik__tidspunkt__gte=F("bestilt"),
    )
    tider = list(
        Bestilling.objects.i_kommune(omfang.kommune)
        .filter(
            lukning=Lukning.FEEDBACK,
            lukket__gte=timezone.now() - SENESTE,
            sag__tildelt=bruger,
            sag__tilstand=Sagstilstand.HENLAGT_VISITERING,
        )
        .annotate(aabnet=Min("sag__historik__tidspunkt", filter=aabnet))
        .filter(aabnet__isnull=False)
        .order_by("-lukket")
        .values_list("aabnet", "lukket")[:HOEJST]
    )
    if len(tider) < MINDST:
        return None
    sekunder: float = median((lukket - aabnet).total_seconds() for aabnet, lukket in tider)
    return max(1, round(sekunder / 60))


def varighed(minutter: int) -> str:
    """Minutter i ord: ``1 time og 40 minutter``; fra ti timer i hele timer."""
    timer, rest = divmod(minutter, 60)
    if timer >= 10:
        return f"{round(minutter / 60)} timer"
    dele = [_antal(timer, "time", "timer"), _antal(rest, "minut", "minutter")]
    return " og ".join(del_ for del_ in dele if del_)


def _antal(tal: int, en: str, flere: str) -> str:
    return f"{tal} {en if tal == 1 else flere}" if tal else ""
