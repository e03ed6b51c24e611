"""Resultatet af en sag fra et fagsystem, prøvet og registreret som i formularen."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from adgang.api.beskeder import RESULTATETS_FELTER
from adgang.api.kald import Apikald, sprog
from adgang.api.omfang import Apiomfang
from adgang.api.problem import Felt, som_krop, ugyldigt
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kraever_api, omfang_af
from feedback.feedbackliste.forms import KUN_VED_AENDRING, FeedbackForm
from feedback.feedbackliste.formularside import formular
from feedback.feedbackliste.konflikt import beskriv
from feedback.feedbackliste.opslag import find_bestilling
from feedback.feedbackliste.registrer import (
    IkkeHoert,
    IkkeJournaliseret,
    Konflikt,
    Ventende,
    registrer,
)
from feedback.feedbackliste.svar import Svar as Sagsbehandlersvar
from feedback.models import Feedback, Resultat
from kontrol.journalisering.poster import sikr
from kontrol.models import UNDER_BEHANDLING, Bestilling
from portal.api import beskrivelser
from portal.api.endepunkt import Svar, endepunkt
from portal.api.former import Resultatet
from samkoering.models import Sag

FORMAAL = "§ 10-opfølgning: resultat af sag fra fagsystem"
I_FORMULAREN = {"krav_oere": "krav", "maanedlig_oere": "maanedlig"}
"""Formularens felter er hele kroner; her er de øre."""
I_KALDET = {formularens: kaldets for kaldets, formularens in I_FORMULAREN.items()}


@kraever_api(Apiomfang.FEEDBACK, log=(Art.AENDRING, FORMAAL))
@endepunkt("POST", beskrivelser.FEEDBACK, krop=Resultatet)
def feedback(request: Apikald, felter: dict[str, Any], sag_id: UUID) -> Svar:
    """Registrér resultatet, og luk sagen; eller sig, hvem der ændrede den imens."""
    bestilling = find_bestilling(sag_id, omfang_af(request))
    sag = bestilling.sag
    if sag.tilstand not in UNDER_BEHANDLING or sag.version != felter["version"]:
        return _konflikt(request, sag)
    svar = _proev(request, bestilling, felter)
    try:
        gemt = _gem(request, sag, svar)
    except Konflikt:
        return _konflikt(request, sag)
    except IkkeHoert as fejl:
        raise ugyldigt(_felt(request, "resultat", str(fejl))) from fejl
    except IkkeJournaliseret:
        return _afvist(request, sag, som_krop(request, "journal"))
    skriv(request, Brug(borgere=[bestilling.sag.cpr], sag=sag_id))
    return _svar(gemt)


def _proev(request: Apikald, bestilling: Bestilling, felter: dict[str, Any]) -> Sagsbehandlersvar:
    """Formularens egen prøvning; ``Afvisning`` nævner felterne, som kaldet kalder dem."""
    form = formular(bestilling, data=_som_formular(felter))
    fejl = [
        _felt(request, I_KALDET.get(navn, navn), str(besked))
        for navn, beskeder in form.errors.items()
        for besked in beskeder
    ]
    if fejl := [*fejl, *_hoerer_ikke_til(felter, form)]:
        raise ugyldigt(*fejl)
    return form.svar()


def _som_formular(felter: dict[str, Any]) -> dict[str, str]:
    return {I_FORMULAREN.get(navn, navn): _tekst(navn, v) for navn, v in felter.items()}


def _tekst(navn: str, vaerdi: object) -> str:
    match vaerdi:
        case None:
            return ""
        case int() if navn in I_FORMULAREN:
            return str(vaerdi // 100)
        case date():
            return vaerdi.isoformat()
        case _:
            return str(vaerdi)


def _hoerer_ikke_til(felter: dict[str, Any], form: FeedbackForm) -> list[Felt]:
    """Formularen ser bort fra felter, den ikke viser; et system skal vide, at de intet gjorde."""
    fejl = []
    if felter["resultat"] != Resultat.AENDRET_TILDELING:
        navne = [I_KALDET.get(navn, navn) for navn in KUN_VED_AENDRING]
        fejl += [Felt(navn, "kun_aendring") for navn in navne if felter[navn] is not None]
    if felter["fredet_til"] is not None and "fredet_til" not in form.fields:
        fejl.append(Felt("fredet_til", "kun_trin_3"))
    return fejl


def _felt(request: Apikald, navn: str, besked: str) -> Felt:
    """Formularens egne ord på dansk; på engelsk feltets regel."""
    return Felt(navn, "invalid", RESULTATETS_FELTER[navn] if sprog(request) == "en" else besked)


def _gem(request: Apikald, sag: Sag, svar: Sagsbehandlersvar) -> Feedback:
    """Arket skal stå i journalen, før sagen tages, så ingen venter på journalen imens.

    Et gentaget kald standses af sin egen nøgle; trykket er derfor nyt hver gang.
    """
    sikr(sag, request.user)
    ventende = Ventende(sag.pk, request.user, omfang_af(request), sag.version, token=uuid4())
    return registrer(ventende, svar)


def _konflikt(request: Apikald, sag: Sag) -> Svar:
    """Hvem der ændrede hvad og hvornår, uden noget, der peger på borgeren."""
    sag.refresh_from_db()
    aendret = beskriv(sag, request.user)
    om = {
        "hvem": aendret.hvem,
        "hvad": aendret.hvad,
        "hvornaar": aendret.naar,
        "version": aendret.version,
    }
    return _afvist(request, sag, som_krop(request, "konflikt") | {"aendret": om})


def _afvist(request: Apikald, sag: Sag, krop: dict[str, Any]) -> Svar:
    """Intet er registreret; at der blev spurgt om sagen, står i loggen."""
    skriv(request, Brug(art=Art.VISNING, borgere=[sag.cpr], sag=sag.pk))
    return Svar(krop, status=krop["status"])


def _svar(gemt: Feedback) -> Svar:
    sag = Sag.objects.i_kommune(gemt.kommune_id).get(pk=gemt.sag_id)
    krop = {
        "id": gemt.pk,
        "sag": sag.pk,
        "resultat": gemt.resultat,
        "version": sag.version,
        "registreret": gemt.registreret,
    }
    return Svar(krop, status=201)
