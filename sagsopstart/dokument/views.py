"""Læg fakta på sagen, og hent det igen, som det blev journaliseret."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from journal import dokumenter, poster
from journal.models import Journalpost
from sagsopstart import formaal
from sagsopstart.dokument.forlaeg import ART, er_notat
from sagsopstart.dokument.post import ErIGang, Form, laeg_paa_sagen
from sagsopstart.forms import Dokumentform
from sagsopstart.side.opslagene import dagens, find, personer

ER_I_GANG = "Vent, til alle registre har svaret eller er opgivet, og læg så fakta på sagen."
VAELG = "Vælg, om fakta lægges på sagen som dokument eller som journalnotat."
LAGT = "{} er lagt til journalen. Det kan hentes her, når journalen har kvitteret."


@kraever(Ret.SAGSOPSTART, log=(Art.AENDRING, formaal.DOKUMENT))
@require_POST
def laeg(request: Indlogget, ansoegning_id: UUID) -> HttpResponse:
    """Frys fakta, som de er nu, og send dem til journalen."""
    fundet, form = find(omfang_af(request), ansoegning_id), Dokumentform(request.POST)
    borgere = personer(fundet, dagens(fundet))
    skriv(request, Brug(borgere=borgere, sag=fundet.pk, kriterium="Lagt på sagen"))
    if not form.is_valid():
        messages.error(request, VAELG)
        return redirect("sagsopstart_ansoegning", fundet.pk)
    try:
        valgt = Form(form.cleaned_data["form"])
        laeg_paa_sagen(fundet, valgt, request.user)
        messages.success(request, LAGT.format(valgt.label))
    except ErIGang:
        messages.warning(request, ER_I_GANG)
    return redirect("sagsopstart_ansoegning", fundet.pk)


@kraever(Ret.SAGSOPSTART, log=(Art.PDF, formaal.DOKUMENT))
@require_GET
def hent(request: Indlogget, ansoegning_id: UUID, post_id: UUID) -> HttpResponse:
    """Præcis de bytes, der blev journaliseret."""
    fundet = find(omfang_af(request), ansoegning_id)
    egne = poster.paa_sag(fundet.kommune_id, fundet.pk).filter(art=ART).select_related("dokument")
    post = egne.filter(pk=post_id).first()
    if post is None or not post.er_leveret or post.dokument is None:
        raise Http404("Dokumentet findes ikke.")
    borgere = personer(fundet, dagens(fundet))
    skriv(request, Brug(borgere=borgere, sag=fundet.pk, kriterium=post.titel))
    if not dokumenter.er_helt(post.dokument):
        raise Http404("Dokumentet er beskadiget.")
    svar = HttpResponse(bytes(post.dokument.indhold), content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="{_filnavn(post)}"'
    svar["Cache-Control"] = "no-store"
    return svar


def _filnavn(post: Journalpost) -> str:
    """Dokumentet og notatet om den samme sag hedder ikke det samme."""
    slags = "notat-" if er_notat(post) else ""
    return f"sagsopstart-{slags}{post.sagsnr}.pdf"
