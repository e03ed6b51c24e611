"""Hele landets træfprocenter til den offentlige side.

En kommune kan trække sine egne viste tal fra landets. Derfor regnes hver kommunes tal med til det,
læseren ved: resten af landet, og det, der er tilbage af dem alle, er heller aldrig et lille tal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from django.utils import timezone

from adgang.lejer import ALLE, laesende, paa_tvaers
from adgang.smaatal.udgivelse import Udgivelse
from adgang.smaatal.viden import Udsnit
from feedback.effekt.figurer import Gruppe, optael
from feedback.effekt.opdelinger import AFSLUTTET
from feedback.effekt.perioder import AAR, HUSKES_MAANEDER, Opgjort, foerste_dag, nummer
from feedback.effekt.udsnit import DELENDE, KLE, TRIN, daekninger, maerket, udsnit
from feedback.models import Effektfigur, Effektmaaned, Grundtal, Landsfigur

KOMMUNE = "kommune"
_GRUND = "landets tal lægges sammen af kommunernes"


def opgoer_landet(nu: datetime) -> bool:
    """Opgør det år, der sluttede med den seneste hele måned, når det ikke er gjort."""
    slut = nummer(timezone.localdate(nu))
    opgjort = Opgjort((slut - AAR, slut))
    til = foerste_dag(slut)
    with laesende(ALLE):
        hele = [] if Landsfigur.objects.filter(til=til).exists() else _hele_aar(opgjort)
        figurer = list(_figurer(opgjort, hele)) if hele else []
    if not hele:
        return False
    with paa_tvaers(grund=_GRUND):
        if Landsfigur.objects.filter(til=til).exists():
            return False
        Landsfigur.objects.bulk_create(figurer)
    return True


def _hele_aar(opgjort: Opgjort) -> list[str]:
    """De kommuner, der har opgjort hver måned i året."""
    fra, til = map(foerste_dag, opgjort.periode)
    koder = (
        Effektmaaned.objects.paa_tvaers(grund=_GRUND)
        .filter(maaned__gte=fra, maaned__lt=til)
        .values_list("kommune_id", flat=True)
    )
    return sorted(kode for kode, maaneder in Counter(koder).items() if maaneder == AAR)


def _figurer(opgjort: Opgjort, kommuner: list[str]) -> Iterator[Landsfigur]:
    fra, til = map(foerste_dag, opgjort.periode)
    raekker = Grundtal.objects.paa_tvaers(grund=_GRUND).filter(
        opdeling="AFSLUTTET", kommune__in=kommuner, maaned__gte=fra, maaned__lt=til
    )
    grupper = raekker.values_list(*Gruppe._fields).iterator()
    sande = {
        hvor: tal.blade
        for hvor, tal in optael(opgjort, map(Gruppe._make, grupper)).items()
        if _uden_filtre(hvor)
    }
    udgivelse = Udgivelse(AFSLUTTET, (*DELENDE, KOMMUNE), daekninger())
    udgivelse.husk(_det_viste(foerste_dag(opgjort.periode[1] - 1 - HUSKES_MAANEDER)))
    for hvor, vist in udgivelse.afgoer(opgjort.periode, sande).items():
        if vist:
            yield Landsfigur(
                maaned=foerste_dag(opgjort.periode[1] - 1),
                fra=fra,
                til=til,
                maerke=maerket(hvor),
                vist=vist,
                kommuner=len(kommuner),
            )


def _uden_filtre(hvor: Udsnit) -> bool:
    return not {KLE, TRIN} & {dimension for dimension, _ in hvor}


def _det_viste(efter: date) -> Iterator[tuple[Udsnit, tuple[int, int], dict[str, int]]]:
    """Landets egne tal, og hver kommunes, som dens brugere har set; kun det, der kan hænge sammen
    med året, som i kommunens egen opgørelse."""
    for lands in Landsfigur.objects.filter(til__gt=efter):
        yield udsnit(maerke=lands.maerke), (nummer(lands.fra), nummer(lands.til)), lands.vist
    kommunernes = Effektfigur.objects.paa_tvaers(grund=_GRUND).filter(
        opdeling="AFSLUTTET", kle="", trin=0, til__gt=efter
    )
    for figur in kommunernes:
        hvor = udsnit(maerke=figur.maerke) | {(KOMMUNE, figur.kommune_id)}
        yield hvor, (nummer(figur.fra), nummer(figur.til)), figur.vist
