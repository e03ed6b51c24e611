"""Bestillingslistens sider."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from kontrol.bestillingsliste import beskeder, graense
from kontrol.bestillingsliste import bestil as bestilling
from kontrol.bestillingsliste.filtre import Filtre, laes_filtre
from kontrol.bestillingsliste.udvalg import ListenErAendret, valgte_sager
from kontrol.bestillingsliste.valg import BESTILLINGSLISTEN
from kontrol.bestillingsliste.visning import visning
from kontrol.lister import filterfejl
from kontrol.lister.ider import laes_id, laes_ider

FORMAAL = "§ 10-opfølgning: valg af sager"
INTET_VALGT = "Vælg mindst én sag, før du bestiller."
OMGANG = "bestillinger"
"""Sessionens tæller: hvor mange gange brugeren har bestilt."""
INTET_TIL_TILBAGE = "Vælg mindst én sag, før du lægger tilbage."


@kraever(Ret.SAGER, log=(Art.LISTE, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def liste(request: Indlogget) -> HttpResponse:
    """Vis listen; et POST bestiller de valgte sager og går til prioriteringslisten."""
    if request.method != "POST":
        return _vis(request, _laes(request))
    # Adressen siger, hvilke sager "alle" er; formularen siger, om de er valgt.
    filtre = replace(_laes(request), alle=request.POST.get("alle") == "1")
    token = laes_id(request.POST.get("token", ""))
    try:
        sager = valgte_sager(request.POST, omfang_af(request), filtre)
    except ListenErAendret as aendret:
        return _vis(request, filtre, fejl=beskeder.listen_er_aendret(aendret.nu, aendret.foer))
    if not sager or token is None:
        return _vis(request, filtre, fejl=INTET_VALGT)
    return _bestil(request, filtre, sager, token)


def _bestil(request: Indlogget, filtre: Filtre, sager: set[UUID], token: UUID) -> HttpResponse:
    """Bestil, eller vis listen igen med de samme sager valgt, når en grænse er nået."""
    bekraeftet = "bekraeftet" in request.POST
    try:
        resultat = bestilling.bestil(sager, request.user, token, bekraeftet=bekraeftet)
    except graense.OverVarsel as over:
        return _vis(request, filtre, sager, spoergsmaal=beskeder.over_varsel(over), token=token)
    except graense.OverLoft as over:
        skriv(request, Brug(kriterium="Bestilling nægtet: over døgnets loft", antal=over.nye))
        return _vis(request, filtre, sager, fejl=beskeder.over_loft(over))
    _skriv_aendring(request, resultat.bestilt, _kriterium(request, bekraeftet=bekraeftet))
    for niveau, tekst in beskeder.efter_bestilling(resultat):
        messages.add_message(request, niveau, tekst)
    if resultat.bestilt:
        request.session["seneste_bestilling"] = str(token)
        request.session[OMGANG] = request.session.get(OMGANG, 0) + 1
    if resultat.bestilt or resultat.egne:
        return redirect("prioriteringsliste")
    return redirect(f"{request.path}{filtre.med(plads=filtre.plads).som_adresse()}")


def _kriterium(request: Indlogget, *, bekraeftet: bool) -> str:
    """Det, loggen siger om bestillingen; en bekræftelse af mange sager står der med sine tal."""
    doegn = graense.doegn(request.user, omfang_af(request).kommune) if bekraeftet else None
    if doegn and doegn.i_dag > doegn.varsel:
        return f"Bestilt; bekræftet over varslet: {doegn.i_dag} i dag, aftalt {doegn.varsel}"
    return "Bestilt"


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def fortryd(request: Indlogget) -> HttpResponse:
    """Fortryd den seneste bestilling: de sager, der er uåbnede og ikke hos en kollega."""
    token = laes_id(request.POST.get("token", "")) or uuid4()
    sager = bestilling.fortryd(request.user, token)
    _skriv_aendring(request, sager, "Bestilling fortrudt")
    antal, rest = len(sager), bestilling.kan_ikke_fortrydes(request.user, token)
    request.session.pop("seneste_bestilling", None)
    for niveau, tekst in beskeder.efter_fortrydelse(antal, rest):
        messages.add_message(request, niveau, tekst)
    return redirect("bestillingsliste" if antal else "prioriteringsliste")


@kraever(Ret.SAGER, log=(Art.AENDRING, FORMAAL))
@require_POST
def laeg_tilbage(request: Indlogget) -> HttpResponse:
    """Læg de valgte sager tilbage på bestillingslisten."""
    sager = laes_ider(request.POST.getlist("sag"))
    if not sager:
        messages.error(request, INTET_TIL_TILBAGE)
    else:
        lagt = bestilling.laeg_tilbage(sager, request.user)
        _skriv_aendring(request, lagt, "Lagt tilbage")
        for niveau, tekst in beskeder.efter_tilbagelaegning(len(lagt), len(sager)):
            messages.add_message(request, niveau, tekst)
    return redirect("prioriteringsliste")


def _laes(request: Indlogget) -> Filtre:
    filtre = laes_filtre(request.GET, omfang_af(request).kommune)
    return filtre.i_omgang(str(request.session.get(OMGANG, "")))


def _skriv_aendring(request: Indlogget, sager: Sequence[UUID], hvad: str) -> None:
    """Myndigheden skiftede hænder: nu er det borgernes sager, og det står i deres log."""
    if sager:
        cpr = bestilling.borgere(omfang_af(request), sager)
        skriv(request, Brug(art=Art.AENDRING, borgere=cpr, kriterium=hvad, antal=len(sager)))


def _vis(
    request: Indlogget,
    filtre: Filtre,
    valgte: Collection[UUID] = (),
    *,
    fejl: str = "",
    spoergsmaal: str = "",
    token: UUID | None = None,
) -> HttpResponse:
    """Listen; et spørgsmål beholder tokenet, så to tryk på svaret bestiller én gang."""
    indhold = visning(omfang_af(request), request.user, filtre, valgte)
    indhold |= {"token": token or uuid4(), "fejl": fejl, "spoergsmaal": spoergsmaal}
    indhold |= filterfejl.tag(request, BESTILLINGSLISTEN)
    kriterium = filtre.som_adresse().removeprefix("?")
    skriv(request, Brug(kriterium=kriterium, antal=len(indhold["side"].raekker)))
    status = 422 if fejl or spoergsmaal else 200
    return render(request, "kontrol/bestillingsliste.html", indhold, status=status)
