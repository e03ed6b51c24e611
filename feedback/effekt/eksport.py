"""Diagrammernes og tabellernes tal som fil: de samme tal, siden viser, og de samme, den skjuler."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kraever, omfang_af
from adgang.roller import Ret
from feedback.effekt.diagrammer.diagram import Diagram
from feedback.effekt.filtre import fejl_i
from feedback.effekt.fordelinger import Fordeling, fordelinger
from feedback.effekt.laesning import laes_figurer
from feedback.effekt.svar import med_fejlen
from feedback.effekt.valg import laes, perioder
from feedback.effekt.views import UDEN_LOG
from feedback.effekt.visning import diagrammer
from kontrol.eksport.svar import Tabel, laes_format, som_fil


@kraever(Ret.EFFEKT, uden_log=UDEN_LOG)
@require_safe
def tal(request: Indlogget, slug: str) -> HttpResponse:
    """Ét diagrams eller én fordelings tabel som CSV eller Excel."""
    omfang = omfang_af(request)
    kendte = perioder(omfang)
    if not kendte:
        raise Http404("Der er ingen opgjort måned endnu.")
    if fejl_i(request.GET, omfang, kendte):
        return med_fejlen(request, reverse("effekt"))
    valg = laes(request.GET, omfang, kendte)
    figurer = laes_figurer(omfang, valg)
    tabeller: tuple[Diagram | Fordeling, ...] = (*diagrammer(figurer), *fordelinger(figurer))
    for vist in tabeller:
        if vist.navn == slug:
            tabel = Tabel(f"effekt-{slug}", vist.hoved, vist.celler)
            return som_fil(tabel, laes_format(request))
    raise Http404("Tabellen findes ikke.")
