"""Borgerens opslagslog: søgning, siden for DPO'en, og de to filer, borgeren kan få."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adgang.models import Opslag
from adgang.opslagslog.arter import Art
from adgang.opslagslog.indsigt import opslag_om
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret, Rolle
from kontrol.eksport.svar import fil
from kontrol.indsigt import navn
from kontrol.lister.tal import laes_tal
from portal.indsigt.borger import borgeren, soeg_borger
from portal.indsigt.filer import opslag_som_csv, opslag_som_pdf
from portal.indsigt.forms import Borgersoegning
from registre.cpr.numre import passer_modulus_11

FORMAAL = "Opslagslog efter anmodning fra borgeren"
PR_SIDE = 50


@kraever(Ret.LOG, log=(Art.SOEGNING, FORMAAL))
@require_http_methods(["GET", "HEAD", "POST"])
def soeg(request: Indlogget) -> HttpResponse:
    """Søg en borger frem; nummeret står kun i formularen, aldrig i adressen eller svaret."""
    form = Borgersoegning(request.POST or None)
    felter: dict[str, object] = {"form": form}
    if form.is_valid():
        cpr = form.cleaned_data["cpr"]
        fundet = soeg_borger(kommune_af(request), cpr)
        if fundet is not None:
            skriv(request, Brug(kendte=[fundet]))
            return redirect("borgerlog", fundet.pk)
        skriv(request, Brug(borgere=[cpr], antal=0))
        felter |= {"intet": True, "tjek": not passer_modulus_11(cpr), "form": Borgersoegning()}
    elif not form.is_bound:
        skriv(request, Brug(art=Art.VISNING, kriterium="Søgesiden", antal=0))
    return render(request, "portal/indsigt/soeg.html", felter, status=422 if form.errors else 200)


@kraever(Ret.LOG, log=(Art.VISNING, FORMAAL))
@require_safe
def log(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Borgerens log, nyeste først, 50 ad gangen; sidens eget opslag kommer med næste gang."""
    borger = borgeren(request, borger_id)
    alle = opslag_om(borger)
    antal = alle.count()
    sidens = list(_foer(alle, request.GET.get("foer", "")).select_related("bruger")[: PR_SIDE + 1])
    skriv(request, Brug(kendte=[borger], kriterium="" if "foer" not in request.GET else "Ældre"))
    felter = {
        "borger": borger,
        "navn": navn(borger.kommune, borger.cpr),
        "antal": antal,
        "opslag": [(o, Rolle(o.rolle).label if o.rolle else "") for o in sidens[:PR_SIDE]],
        "aeldre": sidens[PR_SIDE - 1].pk if len(sidens) > PR_SIDE else None,
        "nyeste": "foer" not in request.GET,
    }
    return render(request, "portal/indsigt/log.html", felter)


@kraever(Ret.LOG, log=(Art.PDF, FORMAAL))
@require_safe
def log_pdf(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Borgerens egen kopi som PDF: tidspunkt, art og formål."""
    borger = borgeren(request, borger_id)
    indhold = opslag_som_pdf(borger, timezone.now())
    skriv(request, Brug(kendte=[borger]))
    return fil(indhold, "opslagslog", "pdf")


@kraever(Ret.LOG, log=(Art.EKSPORT, FORMAAL))
@require_safe
def log_csv(request: Indlogget, borger_id: UUID) -> HttpResponse:
    """Borgerens egen kopi som CSV: dato, klokkeslæt, art og formål."""
    borger = borgeren(request, borger_id)
    indhold = opslag_som_csv(opslag_om(borger))
    skriv(request, Brug(kendte=[borger]))
    return fil(indhold, "opslagslog", "csv")


def _foer(alle: QuerySet[Opslag], noegle: str) -> QuerySet[Opslag]:
    """Opslagene efter det, den forrige side sluttede med; en nøgle uden for loggen giver 404."""
    if not noegle:
        return alle
    sidste = alle.filter(pk=laes_tal(noegle, 18)).first()
    if sidste is None:
        raise Http404("Opslaget findes ikke.")
    samtidige = Q(tidspunkt=sidste.tidspunkt, pk__lt=sidste.pk)
    return alle.filter(Q(tidspunkt__lt=sidste.tidspunkt) | samtidige)
