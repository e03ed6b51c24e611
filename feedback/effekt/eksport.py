"""Diagrammernes tal som fil: de samme tal, siden viser, og de samme, den skjuler."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.valg import laes, perioder, ukendte
from feedback.effekt.views import UDEN_LOG
from feedback.effekt.visning import diagrammer
from kontrol.eksport.svar import Tabel, laes_format, som_fil


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def tal(request: Indlogget, slug: str) -> HttpResponse:
    """Ét diagrams tabel som CSV eller Excel; et filter, der ikke kendes, giver siden med fejlen."""
    omfang = omfang_af(request)
    kendte = perioder(omfang)
    if not kendte:
        raise Http404("Der er ingen opgjort måned endnu.")
    if ukendte(request.GET, omfang, kendte):
        return redirect(f"{reverse('effekt')}?{request.GET.urlencode()}")
    valg = laes(request.GET, omfang, kendte)
    fundne = {d.navn: d for d in diagrammer(laes_figurer(omfang, valg))}
    if slug not in fundne:
        raise Http404("Diagrammet findes ikke.")
    diagram = fundne[slug]
    tabel = Tabel(f"effekt-{slug}", diagram.hoved, diagram.raekker)
    return som_fil(tabel, laes_format(request))
