"""Kladden gemmes: af sig selv, mens der skrives, eller med en knap.

Opslagsloggen får én række, når en side gemmer sin første kladde (``gem``). Resten af sidens
kladder er den samme tekst, længere for hvert par ord; de går til ``gem_videre``, som hverken viser
noget eller kan begynde en kladde og derfor ikke logger. Ellers ville hundrede rækker om ét stykke
arbejde skjule dem, den, der ser loggen igennem, leder efter. Siden selv, og det registrerede
resultat, logges altid.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.formularside import formular, vis
from feedback.feedbackliste.opslag import find_bestilling
from feedback.feedbackliste.skjult import ventende
from kontrol.kladdesvar import gemt, ikke_gemt, klokken, vil_have_json
from kontrol.models import Bestilling

FORMAAL = "§ 10-opfølgning: kladde til resultat af sag"


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def gem(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Gem kladden: klokkeslættet som JSON til scriptet, ellers tilbage til formularen."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    try:
        kladde = kladder.gem(bestilling, request.user, request.POST)
    except kladder.KanIkkeGemmes as fejl:
        return _afvis(request, bestilling, str(fejl))
    _skriv(request, bestilling, "Kladde gemt")
    if vil_have_json(request):
        return gemt(kladde.gemt)
    messages.success(request, f"Kladden er gemt {klokken(kladde.gemt)}.")
    return redirect("feedback", sag_id)


@kraever(Ret.SAGER, uden_log="svaret er et klokkeslæt; sidens første kladde er logget")
@require_POST
def gem_videre(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Skriv videre på den kladde, siden har begyndt; 409, når der ingen er."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    try:
        kladde = kladder.gem_videre(bestilling, request.user, request.POST)
    except kladder.KanIkkeGemmes as fejl:
        return ikke_gemt(str(fejl))
    if kladde is None:
        return ikke_gemt(kladder.INGEN, 409)
    return gemt(kladde.gemt)


@kraever(Ret.SAGER, log=(Art.SLETNING, FORMAAL))
@require_POST
def kasser(request: Indlogget, sag_id: UUID) -> HttpResponse:
    """Slet kladden, og vis formularen tom."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    if kladder.kasser(bestilling, request.user):
        _skriv(request, bestilling, "Kladde kasseret")
        messages.success(request, "Kladden er kasseret.")
    return redirect("feedback", sag_id)


def _afvis(request: Indlogget, bestilling: Bestilling, fejl: str) -> HttpResponse:
    """Sig hvorfor; uden script vises formularen igen med det skrevne."""
    if vil_have_json(request):
        return ikke_gemt(fejl)
    form = formular(bestilling, initial=request.POST.dict())
    trykket = ventende(request, bestilling)
    return vis(request, bestilling, form, trykket, status=422, kladdefejl=fejl)


def _skriv(request: Indlogget, bestilling: Bestilling, hvad: str) -> None:
    sag = bestilling.sag
    skriv(request, Brug(borgere=[sag.cpr], sag=sag.pk, kriterium=hvad))
