"""Hent feedbacklisten som fil, med listens egen fane og rettigheder."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste.liste import Raekke, hent, uden_resultat
from kontrol.eksport.celler import Celle
from kontrol.eksport.svar import LOFT, Tabel, for_mange, laes_format, som_fil
from kontrol.eksport.tabeller import med_streg
from kontrol.lister.noeglesider import Plads

_HOVED = (
    *("Sagsnr.", "CPR-nummer", "Navn", "Navne- og adressebeskyttet", "Ydelse", "KLE"),
    *("Nærmere oplysninger", "Bestilt", "Frist", "Status", "Tildelt"),
)


@kraever(Ret.SAGER, log=(Art.EKSPORT, "§ 10-opfølgning: sager, der mangler feedback"))
@require_safe
def feedbackliste(request: Indlogget) -> HttpResponse:
    """Fanens sager på alle sider, den længst bestilte først."""
    vis = "teamet" if request.GET.get("vis") == "teamet" else "mine"
    mine = None if vis == "teamet" else request.user
    side, raekker = hent(uden_resultat(omfang_af(request), mine), Plads(), LOFT)
    if side.naeste:
        return for_mange(request, f"{reverse('feedbackliste')}?vis={vis}")
    format_ = laes_format(request)
    skriv(request, Brug(borgere=[r.cpr for r in raekker], kriterium=f"{format_}: vis={vis}"))
    return som_fil(Tabel("feedbackliste", _HOVED, [_celler(r) for r in raekker]), format_)


def _celler(raekke: Raekke) -> tuple[Celle, ...]:
    return (
        raekke.sagsnr,
        med_streg(raekke.cpr),
        raekke.navn,
        "Ja" if raekke.adressebeskyttet else "",
        raekke.ydelse.kort,
        raekke.ydelse.kle,
        ", ".join(raekke.oplysninger),
        raekke.bestilt,
        raekke.frist,
        raekke.status,
        raekke.tildelt,
    )
