"""Hent en post fra journalen: præcis de bytes, der blev journaliseret, eller intet.

Viser de en adresse, der er blevet beskyttet siden, hentes de kun med en begrundelse.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import structlog
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from adgang.omfang import Omfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from journal.dokumenter import sha256
from journal.models import Journalpost, Leveringstilstand
from kontrol.journalisering.poster import ART
from kontrol.journalisering.vaern import uden_adressen, viser_skjult_adresse
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.log import skriv_brug
from kontrol.kontrolark.opslag import bestilt_kontrolark
from samkoering.models import Handling, Kontrolark, Sag

log = structlog.get_logger(__name__)


@kraever(Ret.SAGER, log=(Art.PDF, "§ 10-opfølgning: dokument fra journalen"))
@require_http_methods(["GET", "POST"])
def post_pdf(request: Indlogget, sag_id: UUID, post_id: UUID) -> HttpResponse:
    """Postens dokument. Er det ændret, siden det blev journaliseret, sendes det ikke.

    Et POST bærer begrundelsen for at se en adresse, der er blevet beskyttet siden.
    """
    omfang = omfang_af(request)
    sag, nyeste = bestilt_kontrolark(omfang, sag_id)
    post = _leveret_post(omfang, sag, post_id)
    if viser_skjult_adresse(sag, nyeste, post):
        return _med_begrundelse(request, sag, nyeste, post)
    return _hent(request, sag, post, Brug(borgere=_borgere(sag, post), sag=sag.pk))


def _med_begrundelse(
    request: Indlogget, sag: Sag, nyeste: Kontrolark, post: Journalpost
) -> HttpResponse:
    """Spørg hvorfor, før adressen vises; svaret står i historikken og i opslagsloggen."""
    form = Adressebegrundelse(request.POST if request.method == "POST" else None)
    brug = Brug(borgere=_borgere(sag, post), sag=sag.pk)
    if not form.is_valid():
        skriv(request, replace(brug, art=Art.VISNING, kriterium=post.titel))
        felter = {"sag": sag, "post": post, "form": form, "uden": uden_adressen(sag, post)}
        status = 422 if form.is_bound else 200
        return render(request, "kontrol/journal/beskyttet.html", felter, status=status)
    grund = form.cleaned_data["begrundelse"]
    svar = _hent(request, sag, post, replace(brug, art=Art.AFSLOERING, begrundelse=grund))
    if svar.status_code == 200:
        skriv_brug(sag, request.user, Handling.ADRESSE_VIST, grund, ark=nyeste)
    return svar


def _hent(request: Indlogget, sag: Sag, post: Journalpost, brug: Brug) -> HttpResponse:
    indhold = bytes(post.dokument.indhold) if post.dokument else b""
    if sha256(indhold) != post.sha256:
        log.error("journalpost_beskadiget", leverance=str(post.pk))
        return render(request, "kontrol/journal/beskadiget.html", {"sag": sag}, status=500)
    skriv(request, replace(brug, kriterium=post.titel))
    return _som_fil(post, indhold)


def _leveret_post(omfang: Omfang, sag: Sag, post_id: UUID) -> Journalpost:
    poster = Journalpost.objects.i_kommune(omfang).filter(
        pk=post_id, sag=sag.pk, tilstand=Leveringstilstand.LEVERET
    )
    post = poster.select_related("dokument").first()
    if post is None:
        raise Http404("Posten findes ikke.")
    return post


def _borgere(sag: Sag, post: Journalpost) -> list[str]:
    """Alle, dokumentet viser noget om; kun kontrolarket viser andre end borgeren."""
    if post.art != ART:
        return [sag.cpr]
    ark = Kontrolark.objects.i_kommune(sag.kommune_id).get(pk=UUID(post.grundlag["kontrolark"]))
    aef = ark.indhold["aef"]
    andre = sag.udfald.values_list("cpr", flat=True)
    return [sag.cpr, *([aef["cpr"]] if aef else []), *andre]


def _som_fil(post: Journalpost, indhold: bytes) -> HttpResponse:
    svar = HttpResponse(indhold, content_type="application/pdf")
    navn = f"journal-{post.sagsnr}-{post.art.lower()}.pdf"
    svar["Content-Disposition"] = f'attachment; filename="{navn}"'
    svar["Cache-Control"] = "no-store"
    return svar
