"""Persongruppemarkeringer for et fagsystem: søg på markering, sæt, flyt og slut."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.api.problem import Afvisning, Felt, ugyldigt
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kommune_af, kraever_api
from kontrol.lister.noeglesider import Plads, hent_side
from persongrupper.liste.filtre import Filtre
from persongrupper.liste.forespoergsel import ORDEN, valgte
from persongrupper.markering.handlinger import Afvist, Markeringsfelter, find, flyt, saet, slut
from persongrupper.markering.muligheder import Hvordan, muligheder
from persongrupper.markeringer import Markering
from persongrupper.models import Markeringsperiode, Projektborger
from persongrupper.vaern.dagen import i_dag
from portal.api import persongruppeformer as former
from portal.api.endepunkt import Svar, endepunkt
from portal.api.persongruppebeskrivelser import MARKER, PERSONGRUPPER, SLUT

FORMAAL = "Flere skal med: markeringer i fagsystem"


@kraever_api(Apiomfang.PERSONGRUPPER, log=(Art.LISTE, FORMAAL))
@endepunkt("GET", PERSONGRUPPER, soeg=former.Markeringsvalg)
def persongrupper(request: Apikald, valg: dict[str, Any]) -> Svar:
    """En side af kommunens borgere med deres gældende markeringer."""
    kommune, dag = kommune_af(request), i_dag()
    filtre = Filtre(tuple(valg.get("markering", ())), valg.get("fra"), valg.get("til"))
    borgere = valgte(kommune, filtre, dag)
    efter = valg.get("efter")
    if efter and not borgere.filter(pk=efter).exists():
        raise ugyldigt(Felt("efter", "efter"))
    side = hent_side(borgere, ORDEN, Plads(efter=efter), valg["antal"])
    fundne = Projektborger.objects.i_kommune(kommune).in_bulk(list(side.ider))
    raekker = [fundne[id_] for id_ in side.ider]
    skriv(request, Brug([b.cpr for b in raekker], kriterium=filtre.som_ord()))
    perioder: dict[UUID, list[Markeringsperiode]] = {id_: [] for id_ in side.ider}
    for periode in _perioder(request).filter(borger__in=list(side.ider), annulleret=None):
        perioder[periode.borger_id].append(periode)
    svar = [_borger(b, perioder[b.pk]) for b in raekker]
    return Svar({"borgere": svar, "naeste": side.naeste})


@kraever_api(Apiomfang.MARKER, log=(Art.AENDRING, FORMAAL))
@endepunkt("POST", MARKER, krop=former.Marker)
def marker(request: Apikald, felter: dict[str, Any], borger_id: UUID) -> Svar:
    """Sæt markeringen fra i dag; en, den ikke kan stå sammen med, slutter i går."""
    borger = find(kommune_af(request), borger_id)
    if borger is None:
        raise Http404("Borgeren findes ikke.")
    valgt = felter.pop("markering")
    perioder = list(_perioder(request).filter(borger=borger))
    mulige = {str(m.markering): m for m in muligheder(perioder, i_dag())}
    mulighed = mulige.get(valgt)
    goer = flyt if mulighed and mulighed.hvordan == Hvordan.FLYT else saet
    try:
        periode = goer(borger, valgt, request.user, Markeringsfelter(**felter))
    except Afvist as nej:
        raise Afvisning("markering", [Felt("markering", "markering", str(nej))]) from nej
    skriv(request, Brug([borger.cpr], kriterium=valgt))
    return Svar(_periode(periode), 201)


@kraever_api(Apiomfang.MARKER, log=(Art.AENDRING, FORMAAL))
@endepunkt("POST", SLUT, krop=former.Slut)
def slut_markering(request: Apikald, _felter: dict[str, Any], markering_id: UUID) -> Svar:
    """Sæt slutdatoen til i dag."""
    egne = _perioder(request).exclude(markering=Markering.BRUTTOMAALGRUPPE)
    periode = egne.select_related("borger").filter(pk=markering_id).first()
    if periode is None:
        raise Http404("Markeringen findes ikke.")
    try:
        slut(periode, request.user)
    except Afvist as nej:
        raise Afvisning("markering", [Felt("markering", "markering", str(nej))]) from nej
    skriv(request, Brug([periode.borger.cpr], kriterium=f"Slut: {periode.markering}"))
    periode.refresh_from_db()
    return Svar(_periode(periode))


def _perioder(request: Apikald) -> Any:
    return Markeringsperiode.objects.i_kommune(kommune_af(request))


def _borger(borger: Projektborger, perioder: list[Markeringsperiode]) -> dict[str, Any]:
    return {
        "id": borger.pk,
        "cpr": borger.cpr,
        "foerste_gruppe": borger.foerste_gruppe,
        "foerste_dag": borger.foerste_dag,
        "markeringer": [_periode(periode) for periode in perioder],
    }


def _periode(periode: Markeringsperiode) -> dict[str, Any]:
    return {
        "id": periode.pk,
        "markering": periode.markering,
        "fra": periode.fra,
        "til": periode.til,
        "jobformidler": periode.jobformidler or None,
        "forventet_til": periode.forventet_til,
    }
