"""Bestil og fortryd for et fagsystem, med de samme grænser som på siden."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.http import Http404

from adgang.api.beskeder import Antal
from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.api.problem import Afvisning, Felt, ugyldigt
from adgang.models import Bruger
from adgang.omfang import Omfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kraever_api, omfang_af
from kontrol.bestillingsliste import bestil as bestilling
from kontrol.bestillingsliste.graense import OverLoft, OverVarsel
from kontrol.models import Bestilling
from kontrol.tildeling.kolleger import find
from portal.api import beskrivelser
from portal.api.bestillingsliste import FORMAAL
from portal.api.endepunkt import Svar, endepunkt
from portal.api.former import Bestil
from samkoering.models import Sag


@kraever_api(Apiomfang.BESTIL, log=(Art.AENDRING, FORMAAL))
@endepunkt("POST", beskrivelser.BESTIL, krop=Bestil)
def bestillinger(request: Apikald, felter: dict[str, Any]) -> Svar:
    """Bestil de sager, der er ledige endnu."""
    omfang, token = omfang_af(request), uuid4()
    kollega = _kollega(omfang, felter)
    try:
        resultat = bestilling.bestil(
            felter["sager"],
            request.user,
            token,
            tildelt=kollega,
            bekraeftet=felter["bekraeftet"],
        )
    except OverLoft as fejl:
        raise _graense("loft", fejl, fejl.doegn.loft) from fejl
    except OverVarsel as fejl:
        raise _graense("bekraeft", fejl, fejl.doegn.varsel) from fejl
    _skriv(request, omfang, resultat.bestilt, "Bestilt")
    return Svar(
        {
            "bestilling": token,
            "bestilt": resultat.bestilt,
            "optaget": resultat.optaget,
            "egne": resultat.egne,
            "udgaaet": resultat.udgaaet,
        }
    )


@kraever_api(Apiomfang.BESTIL, log=(Art.AENDRING, FORMAAL))
@endepunkt("DELETE", beskrivelser.FORTRYD)
def fortryd(request: Apikald, _felter: dict[str, Any], bestilling_id: UUID) -> Svar:
    """Giv bestillingens uåbnede sager tilbage; et gentaget kald giver en tom liste."""
    omfang = omfang_af(request)
    egne = Bestilling.objects.i_kommune(omfang).filter(token=bestilling_id, bruger=request.user)
    if not egne.exists():
        raise Http404("Bestillingen findes ikke.")
    tilbage = bestilling.fortryd(request.user, bestilling_id)
    _skriv(request, omfang, tilbage, "Bestilling fortrudt")
    return Svar({"fortrudt": tilbage})


def _kollega(omfang: Omfang, felter: dict[str, Any]) -> Bruger | None:
    """Den, sagerne tildeles; ``None`` er teamets fælles bunke."""
    if felter["tildel_til"] is None:
        return None
    kollega = find(omfang, felter["tildel_til"])
    if kollega is None:
        raise ugyldigt(Felt("tildel_til", "kollega"))
    sager = Sag.objects.i_kommune(omfang).filter(pk__in=felter["sager"])
    if kollega.kle and sager.exclude(kle__in=kollega.kle).exists():
        raise ugyldigt(Felt("tildel_til", "kollegas_ydelser"))
    return kollega


def _graense(kode: str, fejl: OverLoft | OverVarsel, graense: int) -> Afvisning:
    return Afvisning(kode, i_dag=Antal(fejl.doegn.i_dag), nye=Antal(fejl.nye), graense=graense)


def _skriv(request: Apikald, omfang: Omfang, sager: Any, hvad: str) -> None:
    """Myndigheden skiftede hænder; uden sager blev intet ændret, og ingen borger er vist."""
    cpr = bestilling.borgere(omfang, sager)
    skriv(request, Brug(borgere=cpr, kriterium=hvad, antal=len(sager)))
