"""Listen, den nye bruger og brugerens egen side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from adgang.brugere import forvalt
from adgang.models import Bruger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret, Rolle
from kontrol.lister.kolonner import Kolonne, Sortering, laes_sortering
from portal.brugere.forms import OPTAGET, AdgangForm, NyBrugerForm
from portal.brugere.handlinger import vis_engangskode
from portal.brugere.liste import SORTERINGER, een, hent, ved_doeren
from portal.brugere.opslag import FORMAAL, find, muligheder

METODER = ["GET", "HEAD", "POST"]


@kraever(Ret.ADMINISTRATION, log=(Art.LISTE, FORMAAL))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Kommunens brugere."""
    orden = laes_sortering(request.GET.get("sorter", ""), SORTERINGER, "navn")
    raekker = hent(kommune_af(request), orden.felt, faldende=orden.faldende)
    skriv(request, Brug(antal=len(raekker)))
    return render(
        request,
        "portal/brugere/liste.html",
        {"raekker": raekker, "kolonner": _kolonner(orden), "egen": request.user.reference},
    )


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_http_methods(METODER)
def ny(request: Indlogget) -> HttpResponse:
    """Formularen; et POST opretter brugeren og viser hendes engangskode."""
    form = NyBrugerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and (oprettet := _opret(request, form)):
        return vis_engangskode(request, *oprettet, "Bruger oprettet")
    skriv(request, Brug(art=Art.VISNING))
    status = 422 if form.errors else 200
    return render(request, "portal/brugere/ny.html", {"form": form}, status=status)


@kraever(Ret.ADMINISTRATION, log=(Art.AENDRING, FORMAAL))
@require_http_methods(METODER)
def bruger(request: Indlogget, bruger_id: UUID) -> HttpResponse:
    """Brugerens side; et POST retter enhed og ydelser."""
    fundet = find(request, bruger_id)
    nuvaerende = {"enhed": fundet.enhed, "ydelser": fundet.kle}
    form = AdgangForm(request.POST if request.method == "POST" else None, initial=nuvaerende)
    if form.is_valid():
        return _ret(request, fundet, form)
    kommune = kommune_af(request)
    indhold = {
        "raekke": een(kommune, fundet.reference),
        "bruger": fundet,
        "form": form,
        "kan": muligheder(fundet, request.user, timezone.now()),
        "egen": fundet.pk == request.user.pk,
        "ved_doeren": ved_doeren(kommune, fundet),
    }
    skriv(request, Brug(art=Art.VISNING, kriterium=f"Bruger: {fundet.brugernavn}", antal=1))
    status = 422 if form.errors else 200
    return render(request, "portal/brugere/bruger.html", indhold, status=status)


def _opret(request: Indlogget, form: NyBrugerForm) -> tuple[Bruger, str] | None:
    """Brugeren og engangskoden; ``None``, når en anden tog brugernavnet i samme øjeblik."""
    felter = form.cleaned_data
    try:
        return forvalt.opret(
            felter["brugernavn"],
            felter["navn"],
            Rolle(felter["rolle"]),
            kommune_af(request),
            enhed=felter["enhed"],
            kle=felter["ydelser"],
        )
    except IntegrityError:
        form.add_error("brugernavn", OPTAGET)
        return None


def _ret(request: Indlogget, fundet: Bruger, form: AdgangForm) -> HttpResponse:
    if form.has_changed():
        enhed, kle = form.cleaned_data["enhed"], form.cleaned_data["ydelser"]
        forvalt.ret(fundet, enhed=enhed, kle=kle)
        ydelser = ", ".join(kle) or "alle ydelser"
        kriterium = f"Bruger rettet: {fundet.brugernavn} ({enhed}; {ydelser})"
        skriv(request, Brug(kriterium=kriterium, antal=1))
        messages.success(request, "Ændringerne er gemt og gælder med det samme.")
    else:
        messages.info(request, "Der var ikke noget at gemme.")
    return redirect("bruger", fundet.reference)


def _kolonner(orden: Sortering) -> tuple[Kolonne, ...]:
    def sorterbar(navn: str, felt: str) -> Kolonne:
        return orden.kolonne(navn, felt, lambda ny: f"?sorter={ny}")

    return (
        sorterbar("Navn", "navn"),
        sorterbar("Brugernavn", "brugernavn"),
        sorterbar("Rolle", "rolle"),
        Kolonne("Ydelser"),
        sorterbar("Tilstand", "tilstand"),
        sorterbar("Sidste log-ind", "log-ind"),
        sorterbar("Åbne sessioner", "sessioner"),
    )
