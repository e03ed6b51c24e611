"""Siden, enhver kan læse, når driften har slået den til med ``OFFENTLIG_SIDE``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from adgang.rettigheder import aaben
from feedback.effekt.statistik import Andel, procent, wilson
from feedback.effekt.udsnit import type_
from feedback.models import Landsfigur
from samkoering.regelkatalog import Katalogregel, regler

GEMMES = 3600
"""Sekunder, et mellemled må gemme siden; tallene er de samme en måned."""


@dataclass(frozen=True, slots=True)
class Linje:
    """En regel og dens træfprocent i landet; ``None``, når den er skjult eller ikke opgjort."""

    regel: Katalogregel
    traef: Andel | None

    @property
    def interval(self) -> str:
        """Usikkerheden, som den skrives."""
        return f"{procent(self.traef.nedre)}–{procent(self.traef.oevre)} %" if self.traef else ""


@aaben
@require_safe
def offentligt(request: HttpRequest) -> HttpResponse:
    """Regelkataloget med ord, og landets træfprocenter."""
    if not settings.OFFENTLIG_SIDE:
        raise Http404("Siden er slået fra.")
    seneste = Landsfigur.objects.order_by("-til").first()
    figurer = {f.maerke: f for f in Landsfigur.objects.filter(til=seneste.til)} if seneste else {}
    linjer = [Linje(regel, _traef(figurer.get(type_(regel["slug"])))) for regel in regler()]
    indhold = {
        "linjer": linjer,
        "seneste": seneste,
        "sidste_dag": seneste and seneste.til - timedelta(days=1),
        "alle": _traef(figurer.get("")),
    }
    svar = render(request, "feedback/effekt/offentligt.html", indhold)
    if not request.user.is_authenticated:
        patch_cache_control(svar, public=True, max_age=GEMMES)
    return svar


def _traef(figur: Landsfigur | None) -> Andel | None:
    if figur is None or "aendret" not in figur.vist:
        return None
    return wilson(figur.vist["aendret"], figur.vist["afsluttet"])
