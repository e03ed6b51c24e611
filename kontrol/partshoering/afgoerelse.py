"""Om sagen kan afgøres: høringen skal være besvaret, udløbet eller fravalgt med en grund."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kontrol.models import Hoeringstilstand, Lukning, Partshoering
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Sag

IKKE_GAELDENDE = (Lukning.FORTRUDT, Lukning.LAGT_TILBAGE)
"""Bestillinger, der er ophørt uden resultat; deres høringer er ikke sagens."""
_FRAVAELG = "registrér, at høringen er fravalgt."


def paa_gaeldende_bestilling(sager: QuerySet[Partshoering]) -> QuerySet[Partshoering]:
    """Høringerne på de bestillinger, der gælder eller er endt med et resultat; nyeste først."""
    return sager.exclude(bestilling__lukning__in=IKKE_GAELDENDE).order_by("-oprettet", "-id")


def gaeldende(sag: Sag) -> Partshoering | None:
    """Den nyeste høring på sagens gældende bestilling, også en kladde."""
    paa_sagen = Partshoering.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    return paa_gaeldende_bestilling(paa_sagen).first()


def udloebet(hoering: Partshoering, i_dag: date) -> bool:
    """Om borgerens frist er passeret uden svar. Den sidste dag er borgerens."""
    sendt = hoering.tilstand == Hoeringstilstand.SENDT
    return sendt and hoering.frist is not None and hoering.frist < i_dag


def kan_afgoeres(hoering: Partshoering | None, i_dag: date) -> bool:
    """Om tildelingen må ændres nu."""
    if hoering is None:
        return False
    afsluttet = hoering.tilstand in (Hoeringstilstand.BESVARET, Hoeringstilstand.FRAFALDET)
    return afsluttet or udloebet(hoering, i_dag)


def hvorfor_ikke(hoering: Partshoering | None, i_dag: date) -> str:
    """Hvad der mangler, og hvad man gør; tom tekst, når sagen kan afgøres."""
    if kan_afgoeres(hoering, i_dag):
        return ""
    if hoering is None:
        return f"Borgeren er ikke partshørt. Start en partshøring, eller {_FRAVAELG}"
    if hoering.tilstand == Hoeringstilstand.KLADDE:
        return f"Brevet om partshøring er ikke sendt. Send det, eller {_FRAVAELG}"
    return f"Borgeren har frist til {dansk_dato(hoering.frist)}. Vent på svaret, eller {_FRAVAELG}"
