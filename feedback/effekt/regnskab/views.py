"""Regnskabets side og dens tabeller som filer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import Indlogget, kommune_af, kraever
from adgang.roller import Ret, rettigheder
from feedback.effekt.regnskab.maaned import Maaned, hent
from feedback.effekt.regnskab.tabeller import Maanedstabeller, Vist, registrenes
from feedback.effekt.regnskab.valg import Valg, laes
from kontrol.eksport.svar import Tabel, laes_format, som_fil
from samkoering.haendelsesregnskab.beholdning import naeste_maaned
from samkoering.haendelsesregnskab.raekkerne import tabelregnskaber
from samkoering.regelkatalog import regel, regler

UDEN_LOG = "Antal pr. tabel, kørsel og regel, hvor 1–4 er skjult; ingen borgere"


@kraever(Ret.REGNSKAB, uden_log=UDEN_LOG)
@require_safe
def regnskab(request: Indlogget) -> HttpResponse:
    """De tre trin for én måned; driften ser det første."""
    valg = laes(request.GET)
    maaned = _kommunens(request, valg)
    tabeller = {tabel.navn: tabel for tabel in _tabeller(valg, maaned)}
    brud = list(_brud(tabeller["raekker"], maaned))
    return render(
        request,
        "feedback/regnskab/regnskab.html",
        {
            "valg": valg,
            "maaned": maaned,
            "tabeller": tabeller,
            "brud": brud,
            "regler": regler(),
            "grunde": _grunde(valg),
            "vises": naeste_maaned(valg.maaned),
        },
    )


@kraever(Ret.REGNSKAB, uden_log=UDEN_LOG)
@require_safe
def fil(request: Indlogget) -> HttpResponse:
    """Én af sidens tabeller, med sidens valg."""
    valg = laes(request.GET)
    for tabel in _tabeller(valg, _kommunens(request, valg)):
        if tabel.navn == request.GET.get("tabel"):
            navn = f"regnskab-{tabel.navn}"
            return som_fil(Tabel(navn, tabel.hoved(), tabel.raekker()), laes_format(request))
    raise Http404("Tabellen findes ikke.")


def _kommunens(request: Indlogget, valg: Valg) -> Maaned | None:
    """Kommunens tal; driften hører ikke til en og ser kun hele landets rækker."""
    if Ret.DRIFT in rettigheder(request.user.rolle):
        return None
    return hent(kommune_af(request), valg.maaned)


def _tabeller(valg: Valg, maaned: Maaned | None) -> Iterator[Vist]:
    """De tabeller, der må vises: en måneds tal først, når den er slut."""
    yield registrenes(tabelregnskaber(valg.koersel.tabeller if valg.koersel else []))
    if maaned is not None and maaned.er_slut:
        tabeller = Maanedstabeller(maaned)
        yield tabeller.reglernes(valg.regel)
        yield tabeller.koerslernes()
        yield tabeller.beholdningen(valg.regel)


def _brud(raekker: Vist, maaned: Maaned | None) -> Iterator[str]:
    for linje in raekker.linjer:
        if not linje.gaar_op:
            yield f"Trin 1: rækkerne i {linje.navn}"
    if maaned is not None:
        for trin, skaeve in (("2", maaned.skaeve_fund), ("3", maaned.skaev_beholdning)):
            yield from (f"Trin {trin}: {regel(slug)['navn']}" for slug in sorted(skaeve))


def _grunde(valg: Valg) -> list[dict[str, Any]]:
    """De afviste rækkers grunde, og tabeller, der ikke blev brugt."""
    svar = valg.koersel.tabeller if valg.koersel else []
    return [
        {"tabel": t["tabel"], "grund": grund, "antal": antal}
        for t in svar
        for grund, antal in (t.get("afvist_fordi") or {}).items()
    ]
