"""Henlæg med én tast fra en hvilken som helst side, og beskeden, der kan fortryde det."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import template
from django.http import HttpRequest
from django.template.context import RequestContext
from django.utils import timezone

from adgang.egen_adresse import hertil
from adgang.models import Bruger
from adgang.omfang import omfang_for
from adgang.roller import Ret, rettigheder
from feedback.afslutning.post import fortryd_inden
from feedback.feedbackliste.fortryd import kan_fortrydes
from feedback.feedbackliste.tryk import HENLAGT
from feedback.models import Feedback
from kontrol.lister.ider import laes_id
from samkoering.models import Sag

register = template.Library()


@register.simple_tag
def henlaeg_token() -> str:
    """Et nyt tryk; det samme, uanset hvor mange gange knappen på siden nås at blive trykket."""
    return str(uuid4())


@register.inclusion_tag("feedback/henlagt_besked.html", takes_context=True)
def henlagt_besked(context: RequestContext) -> dict[str, Any]:
    """Brugerens seneste henlæggelse, så længe den kan fortrydes; ellers intet.

    Spørger kun databasen, når sessionen kender en.
    """
    request = context.get("request")
    if not isinstance(request, HttpRequest) or not (feedback := _seneste(request)):
        return {}
    vist = context.get("sag")
    return {
        "henlagt": feedback,
        "inden": timezone.localtime(fortryd_inden(feedback)),
        "anden_sag": isinstance(vist, Sag) and vist.pk != feedback.sag_id,
        "retur": hertil(request),
        "csrf_token": context.get("csrf_token"),
    }


def _seneste(request: HttpRequest) -> Feedback | None:
    bruger, session = getattr(request, "user", None), getattr(request, "session", {})
    if not isinstance(bruger, Bruger) or Ret.SAGER not in rettigheder(bruger.rolle):
        return None
    id_ = laes_id(str(session.get(HENLAGT, "")))
    if id_ is None:
        return None
    gemte = Feedback.objects.i_kommune(omfang_for(bruger)).select_related("sag")
    feedback = gemte.filter(pk=id_).first()
    return feedback if feedback and kan_fortrydes(feedback, bruger) else None
