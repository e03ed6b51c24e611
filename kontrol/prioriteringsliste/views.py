"""Prioriteringslistens side."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste.bestil import kan_fortrydes
from kontrol.bestillingsliste.views import laes_id
from kontrol.bestillingsliste.visning import Kolonne
from kontrol.prioriteringsliste.liste import SORTERINGER, aeldste, hent, mine, under_behandling

PR_SIDE = 50


class Udsnit(NamedTuple):
    """Hvilke sager, i hvilken orden, og hvor langt nede."""

    vis: str
    sorter: str
    faldende: bool
    side: int

    def adresse(self, **aendringer: Any) -> str:
        """Udsnittet som adressens søgedel; andet end et sidetal begynder forfra."""
        nyt = self._replace(side=1)._replace(**aendringer)
        par = {"vis": nyt.vis, "sorter": f"{'-' if nyt.faldende else ''}{nyt.sorter}"}
        return f"?{urlencode(par | ({'side': nyt.side} if nyt.side > 1 else {}))}"


@kraever(Ret.SAGER, log=(Art.LISTE, "§ 10-opfølgning: sager under behandling"))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Vis brugerens eller hele teamets bestilte sager, tidligste frist først."""
    omfang, udsnit = omfang_af(request), _udsnit(request)
    egne, alle = mine(omfang, request.user), under_behandling(omfang)
    raekker = hent(
        alle if udsnit.vis == "teamet" else egne,
        request.user,
        udsnit.sorter,
        faldende=udsnit.faldende,
    )
    sider = max(1, -(-len(raekker) // PR_SIDE))
    udsnit = udsnit._replace(side=min(udsnit.side, sider))
    fra = (udsnit.side - 1) * PR_SIDE
    vist = raekker[fra : fra + PR_SIDE]
    skriv(
        request, Brug(borgere=[r.cpr for r in vist], kriterium=udsnit.adresse(side=udsnit.side)[1:])
    )
    indhold = {
        "raekker": vist,
        "antal": len(raekker),
        "fra": fra,
        "til": min(fra + PR_SIDE, len(raekker)),
        "vis": udsnit.vis,
        "faner": _faner(udsnit, egne.count(), alle.count()),
        "kolonner": _kolonner(udsnit),
        "side": {"nummer": udsnit.side, "sider": sider},
        "sidetal": [(nr, udsnit.adresse(side=nr)) for nr in range(1, sider + 1)],
        "forrige": udsnit.adresse(side=udsnit.side - 1),
        "naeste": udsnit.adresse(side=udsnit.side + 1),
        "aeldste": aeldste(omfang, request.user),
        **_seneste_bestilling(request),
    }
    return render(request, "kontrol/prioriteringsliste.html", indhold)


def _udsnit(request: Indlogget) -> Udsnit:
    """Læs adressen; ukendte værdier ses der bort fra."""
    sorter = request.GET.get("sorter", "frist")
    kendt = sorter.removeprefix("-") in SORTERINGER
    side = request.GET.get("side", "")
    return Udsnit(
        vis="teamet" if request.GET.get("vis") == "teamet" else "mine",
        sorter=sorter.removeprefix("-") if kendt else "frist",
        faldende=kendt and sorter.startswith("-"),
        side=max(1, int(side)) if side.isascii() and side.isdigit() and len(side) < 6 else 1,
    )


def _faner(udsnit: Udsnit, mine_antal: int, teamets_antal: int) -> tuple[dict[str, object], ...]:
    faner = (("mine", "Mine sager", mine_antal), ("teamet", "Teamets sager", teamets_antal))
    return tuple(
        {
            "navn": f"{navn} ({antal})",
            "adresse": udsnit.adresse(vis=vis),
            "aktiv": udsnit.vis == vis,
        }
        for vis, navn, antal in faner
    )


def _kolonner(udsnit: Udsnit) -> tuple[Kolonne, ...]:
    tildelt = (Kolonne("Tildelt"),) if udsnit.vis == "teamet" else ()
    return (
        _sorterbar("Borger", "navn", udsnit),
        _sorterbar("Ydelse", "ydelse", udsnit),
        Kolonne("Nærmere oplysninger"),
        _sorterbar("Frist", "frist", udsnit),
        _sorterbar("Status", "status", udsnit),
        *tildelt,
        Kolonne("Handling"),
    )


def _sorterbar(navn: str, felt: str, udsnit: Udsnit) -> Kolonne:
    aktiv = udsnit.sorter == felt
    adresse = udsnit.adresse(sorter=felt, faldende=aktiv and not udsnit.faldende)
    retning = ("descending" if udsnit.faldende else "ascending") if aktiv else "none"
    return Kolonne(navn, adresse, retning)


def _seneste_bestilling(request: Indlogget) -> dict[str, object]:
    """Den bestilling, der endnu kan fortrydes; beskeden står, til et kontrolark er åbnet."""
    token = laes_id(request.session.get("seneste_bestilling", ""))
    antal = kan_fortrydes(request.user, token).count() if token else 0
    return {"fortryd_token": token, "fortryd_antal": antal}
