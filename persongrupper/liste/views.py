"""Søgelisten, søgning på CPR-nummer, markering af flere og hentning som fil."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret
from kontrol.eksport.svar import LOFT, Tabel, for_mange, laes_format, som_fil
from kontrol.eksport.tabeller import med_streg
from kontrol.lister.bladring import bladring
from kontrol.lister.noeglesider import Plads, hent_side, tael
from persongrupper import formaal
from persongrupper.forms import Cprsoegning, Periode
from persongrupper.liste.filtre import VALG, Filtre, laes_filtre
from persongrupper.liste.flere import marker
from persongrupper.liste.forespoergsel import ORDEN, PR_SIDE, som_raekker, valgte
from persongrupper.liste.naevnte import Kvittering, husk
from persongrupper.liste.valgt import INTET_VALGT, Valgt
from persongrupper.markeringer import GRUPPER
from persongrupper.models import Projektborger
from persongrupper.vaern.dagen import i_dag
from samkoering.grundlag.ord import dansk_dato

_HOVED = (
    *("CPR-nummer", "I bruttomålgruppen", "Gruppe", "Siden", "Første gruppe", "Visiteret"),
    *("Andre markeringer", "Jobformidler"),
)


@kraever(Ret.PERSONGRUPPER, log=(Art.LISTE, formaal.LISTE))
@require_safe
def liste(request: Indlogget) -> HttpResponse:
    """Kommunens borgere i projektet, en side ad gangen; først dem, et tryk lige gjaldt."""
    return _vis(request, Cprsoegning())


@kraever(Ret.PERSONGRUPPER, log=(Art.SOEGNING, formaal.LISTE))
@require_POST
def soeg(request: Indlogget) -> HttpResponse:
    """Borgeren med nummeret; det kommer med POST, så det aldrig står i en adresse."""
    form = Cprsoegning(request.POST)
    if not form.is_valid():
        return _vis(request, form, status=422)
    cpr = form.cleaned_data["cpr"]
    fundet = Projektborger.objects.i_kommune(kommune_af(request)).filter(cpr=cpr).first()
    skriv(request, Brug(borgere=[cpr], kriterium="CPR-nummer", antal=1 if fundet else 0))
    if fundet:
        return redirect("persongrupper_borger", fundet.pk)
    messages.info(
        request,
        "Borgeren er ikke i kommunens bruttomålgruppe. Kun STAR kan sætte en borger i den.",
    )
    return redirect("persongrupper")


@kraever(Ret.PERSONGRUPPER, log=(Art.AENDRING, formaal.MARKERING))
@require_POST
def saet_flere(request: Indlogget) -> HttpResponse:
    """Sæt en gruppe på de valgte borgere; dem, reglerne siger nej til, vises bagefter."""
    tilbage = f"{reverse('persongrupper')}{laes_filtre(request.GET).som_adresse()}"
    valgt = Valgt.af(request)
    if valgt.fejl:
        return _vis(request, Cprsoegning(), valgt, status=422)
    gruppe = valgt.gruppe
    udfald = marker(kommune_af(request), valgt.borgere, gruppe, request.user)
    skriv(request, Brug(borgere=udfald.markeret, kriterium=gruppe))
    husk(request, VALG[gruppe], udfald)
    slags = messages.warning if udfald.afvist else messages.success
    slags(request, udfald.som_ord(VALG[gruppe]))
    return redirect(tilbage)


@kraever(Ret.PERSONGRUPPER, log=(Art.EKSPORT, formaal.LISTE))
@require_safe
def hent(request: Indlogget) -> HttpResponse:
    """De borgere, filtrene rummer, på alle sider."""
    kommune, filtre, dag = kommune_af(request), laes_filtre(request.GET), i_dag()
    ider = list(
        valgte(kommune, filtre, dag).order_by("cpr", "id").values_list("pk", flat=True)[: LOFT + 1]
    )
    if len(ider) > LOFT:
        skriv(request, Brug(kriterium="For mange til en fil", antal=0))
        return for_mange(request, f"{reverse('persongrupper')}{filtre.med().som_adresse()}")
    raekker = som_raekker(kommune, ider, dag)
    format_ = laes_format(request)
    skriv(request, Brug([r.cpr for r in raekker], kriterium=f"{format_}: {filtre.som_ord()}"))
    celler = [
        (
            med_streg(r.cpr),
            "Ja" if r.i_maalgruppen else "Nej",
            r.gruppe,
            r.siden,
            r.foerste_gruppe,
            r.foerste_dag,
            ", ".join(r.andre),
            r.jobformidler,
        )
        for r in raekker
    ]
    return som_fil(Tabel("persongrupper", _HOVED, celler), format_)


def _vis(
    request: Indlogget,
    form: Cprsoegning,
    valgt: Valgt = INTET_VALGT,
    status: int = 200,
) -> HttpResponse:
    kommune, filtre, dag = kommune_af(request), laes_filtre(request.GET), i_dag()
    borgere = valgte(kommune, filtre, dag)
    side = hent_side(borgere, ORDEN, filtre.plads, PR_SIDE)
    raekker = som_raekker(kommune, side.ider, dag)
    kvittering = Kvittering.af(request)
    numre = dict.fromkeys(r.cpr for r in [*raekker, *kvittering.raekker])
    skriv(request, Brug(numre, kriterium=filtre.som_ord(), art=Art.LISTE))
    felter: dict[str, Any] = {
        "form": form,
        "kvittering": kvittering,
        "valgt": valgt,
        "periode": _perioden(request, filtre),
        "valg": [(navn, ord_, navn in filtre.markeringer) for navn, ord_ in VALG.items()],
        "maerker": filtre.maerker(),
        "nulstil": Filtre().som_adresse(),
        "raekker": raekker,
        "bladring": bladring(side, tael(borgere), _til(filtre)),
        "adresse": filtre.som_adresse(),
        "grupper": [(str(g.value), str(g.label)) for g in GRUPPER],
        "findes": Projektborger.objects.i_kommune(kommune).exists(),
    }
    return render(request, "persongrupper/liste.html", felter, status=status)


def _perioden(request: Indlogget, filtre: Filtre) -> Periode:
    """Perioden, som den blev læst; det, der ikke kunne læses, står, som det blev skrevet."""
    dage = {"fra": filtre.fra, "til": filtre.til}
    skrevet = {navn: request.GET.get(navn, "") for navn in dage}
    if all(bool(dage[navn]) is bool(skrevet[navn].strip()) for navn in dage):
        skrevet = {navn: dansk_dato(dag) if dag else "" for navn, dag in dage.items()}
    return Periode(skrevet, auto_id="%s")


def _til(filtre: Filtre) -> Any:
    def adresse(plads: Plads) -> str:
        return filtre.med(plads=plads).som_adresse()

    return adresse
