"""Søgesiden. Teksten kommer med POST, så et CPR-nummer aldrig står i en adresse."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from portal.soegning.forms import Soegning
from portal.soegning.soeg import HOEJST, Traef, hent, passende
from portal.soegning.spoergsmaal import Slags, Spoergsmaal


@kraever(Ret.SAGER, log=(Art.SOEGNING, "§ 10-opfølgning: søgning efter en sag"))
@require_http_methods(["GET", "HEAD", "POST"])
def soeg(request: Indlogget) -> HttpResponse:
    """Ét træf åbner kontrolarket, flere vises som en liste, og ingen røber intet."""
    form = Soegning(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        skriv(request, Brug(art=Art.VISNING, kriterium="Søgesiden", antal=0))
        status = 422 if form.is_bound else 200
        return render(request, "portal/soegning/soeg.html", {"form": form}, status=status)
    spoergsmaal: Spoergsmaal = form.cleaned_data["tekst"]
    traef = hent(passende(omfang_af(request), spoergsmaal))
    skriv(request, _brug(spoergsmaal, traef[:HOEJST]))
    if len(traef) == 1:
        return redirect("kontrolark", traef[0].id)
    felter = {
        "form": form,
        "soegt": True,
        "traef": traef[:HOEJST],
        "flere": len(traef) > HOEJST,
        "hoejst": HOEJST,
    }
    return render(request, "portal/soegning/soeg.html", felter)


def _brug(spoergsmaal: Spoergsmaal, traef: list[Traef]) -> Brug:
    """De viste borgere og den, der blev søgt på, også når der intet var; aldrig selve teksten."""
    soegt = [spoergsmaal.vaerdi] if spoergsmaal.slags is Slags.CPR else []
    return Brug(
        borgere=[*soegt, *(t.cpr for t in traef)],
        kriterium=spoergsmaal.slags.value,
        antal=len(traef),
    )
