"""Feedbacklistens side."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste.liste import hent, uden_resultat
from kontrol.lister.bladring import bladring, laes_plads, plads_som_par
from kontrol.lister.noeglesider import Plads, tael


@kraever(Ret.SAGER, log=(Art.LISTE, "§ 10-opfølgning: sager, der mangler feedback"))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Sager i gang uden resultat, den længst bestilte først."""
    vis = "teamet" if request.GET.get("vis") == "teamet" else "mine"
    omfang = omfang_af(request)
    mine, teamets = uden_resultat(omfang, request.user), uden_resultat(omfang)
    side, raekker = hent(teamets if vis == "teamet" else mine, laes_plads(request.GET))
    mine_antal, mangler = tael(mine), tael(teamets)
    skriv(request, Brug(borgere=[raekke.cpr for raekke in raekker], kriterium=f"vis={vis}"))
    indhold = {
        "raekker": raekker,
        "vis": vis,
        "mine_antal": mine_antal,
        "mangler": mangler,
        "bladring": bladring(
            side, mangler if vis == "teamet" else mine_antal, lambda plads: _adresse(vis, plads)
        ),
    }
    return render(request, "feedback/feedbackliste.html", indhold)


def _adresse(vis: str, plads: Plads) -> str:
    return f"?{urlencode([('vis', vis), *plads_som_par(plads)])}"
