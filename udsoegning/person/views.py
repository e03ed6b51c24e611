"""Borgerens side og dens handlinger."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kraever
from adgang.roller import Ret
from adgang.telefon import i_par
from udsoegning import formaal
from udsoegning.forms import Begrundelse, Henvendelse, Telefon
from udsoegning.land import land
from udsoegning.models import Fundet, Kontakt
from udsoegning.nej import sig_nej
from udsoegning.person import handlinger
from udsoegning.person.handlinger import BorgerenErVaek
from udsoegning.projekt.visning import ser_nationalitet
from udsoegning.rummet import i_rummet, kode_i
from udsoegning.side import vis

P = ParamSpec("P")
NAVNET_SLAAS_OP = "Ægtefællens navn bliver slået op og kommer på siden af sig selv."
NAVNET_ER_I_GANG = "Ægtefællens navn slås allerede op og kommer på siden af sig selv."
NAVNET_ER_SLAAET_OP = "navnet-er-slaaet-op"
"""Det, panelet lytter efter for at hente sig selv igen."""


def _siger_hvis_vaek(
    view: Callable[Concatenate[Indlogget, P], HttpResponse],
) -> Callable[Concatenate[Indlogget, P], HttpResponse]:
    """Er borgeren væk, siger svaret det på dansk; en anden kommunes borger giver det samme svar."""

    @wraps(view)
    def svar(request: Indlogget, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except BorgerenErVaek:
            return vis(request, "vaek.html", {}, status=404)

    return svar


@kraever(Ret.UDSOEGNING, log=(Art.VISNING, formaal.KONTAKT))
@require_safe
@_siger_hvis_vaek
def person(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Borgeren, kontakten med hende, og det, der kan gøres."""
    return _side(request, person_id, {})


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.KONTAKT))
@require_POST
@_siger_hvis_vaek
def telefon(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Skriv telefonnummeret."""
    form = Telefon(request.POST)
    if not form.is_valid():
        return _side(request, person_id, {"telefonform": form}, status=422)
    with i_rummet():
        fundet = _aaben(request, person_id)
        handlinger.gem_telefon(fundet, form.cleaned_data["telefon"])
    return _faerdig(request, fundet, "Telefonnummer", "Telefonnummeret er gemt.")


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.KONTAKT))
@require_POST
@_siger_hvis_vaek
def kontakt(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Skriv en henvendelse."""
    form = Henvendelse(request.POST)
    if not form.is_valid():
        return _side(request, person_id, {"kontaktform": form}, status=422)
    with i_rummet():
        fundet = _aaben(request, person_id)
        valgt = form.cleaned_data
        handlinger.gem_kontakt(fundet, valgt["dag"], valgt["maade"], request.user)
    return _faerdig(request, fundet, valgt["maade"], "Henvendelsen er skrevet.")


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.KONTAKT))
@require_POST
@_siger_hvis_vaek
def ja(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Borgeren siger ja."""
    with i_rummet():
        fundet = _aaben(request, person_id)
        handlinger.sig_ja(fundet, timezone.localdate())
    return _faerdig(request, fundet, "Ja", "Det er skrevet, at borgeren siger ja.")


@kraever(Ret.UDSOEGNING, log=(Art.AENDRING, formaal.KONTAKT))
@require_POST
@_siger_hvis_vaek
def fortryd_ja(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Tag et ja tilbage; borgeren bliver på listen."""
    with i_rummet():
        fundet = _aaben(request, person_id)
        handlinger.fortryd_ja(fundet)
    return _faerdig(request, fundet, "Ja fortrudt", "Svaret er taget tilbage.")


@kraever(Ret.UDSOEGNING, log=(Art.SLETNING, formaal.KONTAKT))
@require_POST
@_siger_hvis_vaek
def nej(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Borgeren siger nej og slettes med alt, der er skrevet om hende."""
    with i_rummet():
        fundet = handlinger.laas(kode_i(request), person_id)  # også når projektet er lukket
        sig_nej(fundet)
    # Loggen siger, at oplysningerne er slettet, men ikke hvorfor: et nej skal ingen følger have.
    skriv(request, Brug(borgere=[fundet.cpr], kriterium="Slettet fra projektets liste"))
    messages.success(request, "Borgeren er slettet fra listen. Et nej har ingen følger.")
    return redirect("udsoegning_projekt", fundet.projekt_id)


@kraever(Ret.UDSOEGNING, log=(Art.SOEGNING, formaal.AEGTEFAELLE))
@require_POST
@_siger_hvis_vaek
def aegtefaelle(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Slå ægtefællens navn op, med en grund."""
    form = Begrundelse(request.POST, prefix="aegtefaelle")
    if not form.is_valid():
        return _side(request, person_id, {"aegtefaelleform": form}, status=422)
    with i_rummet():
        fundet = _aaben(request, person_id)
        sat = handlinger.bestil_aegtefaelle(fundet, timezone.now())
    grund = form.cleaned_data["grund"]
    skriv(request, Brug(borgere=[fundet.cpr], kriterium="Ægtefællens navn", begrundelse=grund))
    messages.success(request, NAVNET_SLAAS_OP if sat else NAVNET_ER_I_GANG)
    return redirect("udsoegning_person", fundet.pk)


@kraever(Ret.UDSOEGNING, uden_log="Om navnet slås op; intet om borgeren")
@require_safe
def tilstand(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Et tomt svar til panelet, der følger opslaget; er det slut, henter kun panelet sig selv igen,
    så det, der er ved at blive skrevet på resten af siden, bliver stående.
    """
    try:
        with i_rummet():
            i_gang = handlinger.navnet_slaas_op(_find(request, person_id), timezone.now())
    except BorgerenErVaek:
        svar = vis(request, "vaek.html", {}, status=404)
        svar.headers["HX-Refresh"] = "true"
        return svar
    return HttpResponse(status=204, headers={} if i_gang else {"HX-Trigger": NAVNET_ER_SLAAET_OP})


@kraever(Ret.UDSOEGNING, log=(Art.AFSLOERING, formaal.ADRESSE))
@require_POST
@_siger_hvis_vaek
def adresse(request: Indlogget, person_id: UUID) -> HttpResponse:
    """Vis den beskyttede adresse i dette ene svar, med en grund."""
    form = Begrundelse(request.POST, prefix="adresse")
    if not form.is_valid():
        return _side(request, person_id, {"adresseform": form}, status=422)
    return _side(request, person_id, {"vis_adresse": True}, grund=form.cleaned_data["grund"])


def _side(
    request: Indlogget,
    person_id: UUID,
    mere: dict[str, Any],
    status: int = 200,
    grund: str = "",
) -> HttpResponse:
    kode = kode_i(request)
    with i_rummet():
        fundet = _find(request, person_id)
        kontakter = list(Kontakt.objects.i_kommune(kode).filter(person=fundet))
        nationalitet = ser_nationalitet(kode)
    art = Art.AFSLOERING if grund else Art.VISNING
    skriv(request, Brug(borgere=[fundet.cpr], art=art, begrundelse=grund))
    i_dag = f"{timezone.localdate():%d-%m-%Y}"
    former: dict[str, forms.Form] = {
        "telefonform": Telefon(initial={"telefon": i_par(fundet.telefon)}),
        "kontaktform": Henvendelse(initial={"dag": i_dag}),
        "aegtefaelleform": Begrundelse(prefix="aegtefaelle"),
        "adresseform": Begrundelse(prefix="adresse"),
    }
    felter = {
        "person": fundet,
        "land": land(fundet.statsborgerskab),
        "navnet_slaas_op": handlinger.navnet_slaas_op(fundet, timezone.now()),
        "kontakter": kontakter,
        "nationalitet": nationalitet,
        **former,
        **mere,
    }
    felter["form"] = next((f for navn, f in felter.items() if navn in former and f.errors), None)
    return vis(request, "person.html", felter, status=status)


def _find(request: Indlogget, person_id: UUID) -> Fundet:
    fundet = handlinger.find(kode_i(request), person_id)
    if fundet is None:
        raise BorgerenErVaek
    return fundet


def _aaben(request: Indlogget, person_id: UUID) -> Fundet:
    """Borgeren, låst, i et projekt, der ikke er lukket."""
    fundet = handlinger.laas(kode_i(request), person_id)
    if fundet.projekt.lukket:
        raise BorgerenErVaek
    return fundet


def _faerdig(request: Indlogget, hvem: Fundet, kriterium: str, besked: str) -> HttpResponse:
    skriv(request, Brug(borgere=[hvem.cpr], kriterium=kriterium))
    messages.success(request, besked)
    return redirect("udsoegning_person", hvem.pk)
