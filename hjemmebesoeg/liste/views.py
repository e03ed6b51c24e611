"""Forsiden, en ny liste og den enkelte liste."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever, omfang_af
from adgang.roller import Ret
from hjemmebesoeg import formaal
from hjemmebesoeg.kandidater.find import Kandidat, beskyttede_nu, kandidater
from hjemmebesoeg.liste.forms import Beskyttetform, Nyliste
from hjemmebesoeg.liste.opret import beskyttede_kandidater, opret, tilfoej_beskyttet
from hjemmebesoeg.liste.opslag import find_liste, leder, lister, stop_paa
from hjemmebesoeg.liste.oversigt import kandidattal, linje, seneste_kvitteringer
from hjemmebesoeg.models import Koereliste, Listetilstand, Omraade, Stop


@kraever(Ret.KOERELISTER, uden_log="Antal, listenumre og medarbejdere; ingen borgere")
@require_safe
def oversigt(request: Indlogget) -> HttpResponse:
    """Lederen ser kandidaterne talt og alle lister og kvitteringer; andre ser kun deres egne."""
    i_dag = timezone.localdate()
    er_leder = leder(request.user)
    felter: dict[str, Any] = {
        "linjer": [linje(liste, i_dag) for liste in lister(request)],
        "er_leder": er_leder,
        "kvitteringer": seneste_kvitteringer(
            kommune_af(request), None if er_leder else request.user
        ),
    }
    if er_leder:
        felter["tal"] = kandidattal(omfang_af(request), i_dag)
    return render(request, "hjemmebesoeg/oversigt.html", felter)


@kraever(Ret.KOERELEDELSE, log=(Art.LISTE, formaal.KANDIDATER))
@require_http_methods(["GET", "HEAD", "POST"])
def ny(request: Indlogget, omraade_id: UUID) -> HttpResponse:
    """Vælg dem, der skal opsøges i området; et POST laver listen."""
    kommune, i_dag = kommune_af(request), timezone.localdate()
    omraade = Omraade.objects.i_kommune(kommune).filter(pk=omraade_id).first()
    if omraade is None:
        raise Http404("Området findes ikke.")
    alle = [k for k in kandidater(omfang_af(request), i_dag) if k.omraade == omraade.navn]
    mulige = [k for k in alle if k.adresse and not k.beskyttet]
    # Ingen er krydset af: den, der lige er besøgt, står her igen, og intet her husker det.
    form = Nyliste(request.POST or None, initial={"dag": i_dag}, kandidater=mulige, kommune=kommune)
    if request.method == "POST" and form.is_valid():
        valgt = form.cleaned_data
        svar = opret(
            request.user, omraade.navn, valgt["dag"], valgt["besoeger"], valgt["sag"], i_dag
        )
        if svar.liste is not None:
            skriv(request, Brug([s.sag.cpr for s in svar.stop], art=Art.AENDRING))
            messages.success(request, f"Kørelisten {svar.liste.nr} er lavet.")
            return redirect("koereliste", svar.liste.pk)
        form.add_error("sag", "De valgte kan ikke længere opsøges. Vælg igen")
    skriv(request, Brug([k.sag.cpr for k in mulige]))
    felter = {
        "omraade": omraade,
        "form": form,
        "kandidater": _raekker(form, mulige),
        "beskyttede": len(alle) - len(mulige),
    }
    return render(request, "hjemmebesoeg/ny.html", felter, status=422 if form.errors else 200)


@kraever(Ret.KOERELISTER, log=(Art.VISNING, formaal.LISTE))
@require_safe
def vis(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Listens stop i den orden, de køres, og det næste, der kan gøres."""
    return vis_listen(request, find_liste(request, liste_id))


@kraever(Ret.KOERELEDELSE, log=(Art.AENDRING, formaal.LISTE))
@require_POST
def tilfoej(request: Indlogget, liste_id: UUID) -> HttpResponse:
    """Tag en beskyttet adresse med; grunden står i opslagsloggen."""
    liste, i_dag = find_liste(request, liste_id), timezone.localdate()
    form = Beskyttetform(request.POST, kandidater=beskyttede_kandidater(request.user, liste, i_dag))
    if not form.is_valid():
        return vis_listen(request, liste, form, status=422)
    valgt = form.cleaned_data
    stop = tilfoej_beskyttet(request.user, liste, valgt["sag"], valgt["grund"], i_dag)
    if stop is None:
        messages.warning(request, "Sagen kan ikke længere tages med. Intet er ændret.")
        skriv(request, Brug(kriterium="Ændret imens"))
        return redirect("koereliste", liste.pk)
    skriv(
        request,
        Brug([stop.sag.cpr], begrundelse=valgt["grund"], art=Art.AFSLOERING),
    )
    messages.success(request, "Stoppet er taget med sidst på listen. Det vises kun på skærmen.")
    return redirect("koereliste", liste.pk)


def vis_listen(
    request: Indlogget,
    liste: Koereliste,
    form: Beskyttetform | None = None,
    fejl: str = "",
    status: int = 200,
) -> HttpResponse:
    """Listens side; ``fejl`` siger, hvorfor noget ikke kunne lade sig gøre."""
    i_dag, stop = timezone.localdate(), stop_paa(liste)
    skriv(request, Brug([en.sag.cpr for en in stop], art=Art.VISNING))
    felter: dict[str, Any] = {
        "liste": liste,
        "linje": linje(liste, i_dag),
        "stop": _med_vaern(request, liste, stop),
        "mangler": sum(en.registreret is None for en in stop),
        "udskrifter": liste.udskrifter.select_related("bruger"),
        "er_leder": leder(request.user),
        "fejl": fejl,
        "token": uuid4(),
    }
    if felter["er_leder"] and liste.tilstand == Listetilstand.KLADDE:
        skjulte = beskyttede_kandidater(request.user, liste, i_dag)
        felter["skjulte"] = len(skjulte)
        felter["form"] = form or Beskyttetform(kandidater=skjulte)
    return render(request, "hjemmebesoeg/liste.html", felter, status=status)


def _med_vaern(
    request: Indlogget, liste: Koereliste, stop: list[Stop]
) -> list[tuple[Stop, bool, bool]]:
    """(stop, beskyttet, skjult). En adresse, der er blevet beskyttet, efter at listen blev lavet,
    er ikke taget med af nogen leder og skjules."""
    beskyttede = beskyttede_nu(liste.kommune_id, stop)
    return [(en, en.pk in beskyttede, en.pk in beskyttede and not en.beskyttet) for en in stop]


def _raekker(form: Nyliste, mulige: list[Kandidat]) -> list[tuple[Kandidat, bool]]:
    """(kandidat, krydset af)."""
    valgte = {str(pk) for pk in form["sag"].value() or []}
    return [(k, str(k.sag.pk) in valgte) for k in mulige]
