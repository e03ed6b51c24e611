"""Hent en post fra journalen: præcis de bytes, der blev journaliseret, eller intet."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from adgang.omfang import Omfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from journal.dokumenter import sha256
from journal.models import Journalpost, Leveringstilstand
from kontrol.journalisering.poster import ART
from kontrol.kontrolark.opslag import bestilt_kontrolark
from samkoering.models import Kontrolark, Sag

log = structlog.get_logger(__name__)


@kraever(Ret.SAGER, log=(Art.PDF, "§ 10-opfølgning: dokument fra journalen"))
@require_GET
def post_pdf(request: Indlogget, sag_id: UUID, post_id: UUID) -> HttpResponse:
    """Postens dokument. Er det ændret, siden det blev journaliseret, sendes det ikke."""
    omfang = omfang_af(request)
    sag, _ = bestilt_kontrolark(omfang, sag_id)
    post = _leveret_post(omfang, sag, post_id)
    indhold = bytes(post.dokument.indhold) if post.dokument else b""
    if sha256(indhold) != post.sha256:
        log.error("journalpost_beskadiget", leverance=str(post.pk))
        return render(request, "kontrol/journal/beskadiget.html", {"sag": sag}, status=500)
    skriv(request, Brug(borgere=_borgere(sag, post), sag=sag.pk, kriterium=post.titel))
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
