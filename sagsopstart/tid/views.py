"""Siden om den sparede tid."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from sagsopstart.tid import regnestykke


@kraever(Ret.SAGSOPSTART, uden_log="Antal opslag og sekunder; ingen borgere")
@require_safe
def tid(request: Indlogget) -> HttpResponse:
    """Kildens to tal med regnestykket, og kommunens egne målte sekunder."""
    felter = {
        "sager": regnestykke.SAGER_OM_AARET,
        "minutter": regnestykke.MINUTTER_PR_SAG,
        "procent": regnestykke.KAN_AUTOMATISERES,
        "minutter_i_alt": regnestykke.SAGER_OM_AARET * regnestykke.MINUTTER_PR_SAG,
        "hele": _timer(regnestykke.HELE_TIMER),
        "automatiserbare": _timer(regnestykke.AUTOMATISERBARE_TIMER),
        "maalt": regnestykke.maal(kommune_af(request)),
    }
    return render(request, "sagsopstart/tid.html", felter)


def _timer(timer: float) -> str:
    return f"{round(timer, 1):g}".replace(".", ",")
