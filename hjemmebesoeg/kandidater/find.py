"""De borgere, hvis frist i partshøringen er gået, uden at de svarede, og hvor de bor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from adgang.models import Kommune
from adgang.omfang import Omfang
from hjemmebesoeg.kandidater.adresse import Adresse, laes
from hjemmebesoeg.models import Omraadepostnr, Stop
from kontrol.kontrolark.felter import navn_eller_ukendt, uden_styretegn
from kontrol.kontrolark.indhold import indhold_af
from kontrol.kontrolark.maskering import bor_beskyttet
from kontrol.models import Hoeringstilstand, Partshoering
from kontrol.partshoering.afgoerelse import paa_gaeldende_bestilling
from samkoering.models import Kontrolark, Sag, Sagstilstand

DOED = "Død"


@dataclass(frozen=True, slots=True)
class Kandidat:
    """En borger, der kan opsøges. Adressen er tom, når der ikke kan køres til den."""

    sag: Sag
    frist: date
    navn: str
    adresse: Adresse | None
    adressetekst: str
    beskyttet: bool
    omraade: str
    """Områdets navn; tomt uden for områderne."""


def kandidater(omfang: Omfang, i_dag: date) -> list[Kandidat]:
    """Alle i brugerens omfang efter vej og husnummer; den, der står på en liste, er ikke med."""
    frister = _ubesvarede(omfang, i_dag)
    omraader = omraader_pr_postnr(omfang.kommune)
    fundne = [
        _kandidat(ark, frister[ark.sag_id], omraader)
        for ark in nyeste_ark(omfang.kommune, frister)
        if not _er_doed(ark)
    ]
    return sorted(fundne, key=_orden)


def omraader_pr_postnr(kommune: Kommune | str) -> dict[str, str]:
    """Postnummer → områdets navn."""
    alle = Omraadepostnr.objects.i_kommune(kommune).select_related("omraade")
    return {en.postnr: en.omraade.navn for en in alle}


def nyeste_ark(kommune: Kommune | str, sager: Iterable[UUID]) -> Iterator[Kontrolark]:
    """Hver sags nyeste kontrolark, med sagen, i én forespørgsel."""
    arkene = Kontrolark.objects.i_kommune(kommune)
    nyeste = arkene.filter(sag=OuterRef("sag")).order_by("-udgave").values("pk")[:1]
    valgte = arkene.filter(sag__in=list(sager), pk=Subquery(nyeste))
    yield from valgte.select_related("sag").order_by("sag_id")


def er_beskyttet(ark: Kontrolark) -> bool:
    """Om borgerens adresse er beskyttet, som den nyeste nat kender det."""
    return bor_beskyttet(indhold_af(ark)["ym"])


def beskyttede_nu(kommune: Kommune | str, stop: Iterable[Stop]) -> set[UUID]:
    """De stop, hvis adresse er beskyttet: da listen blev lavet, eller siden."""
    alle = list(stop)
    siden = {
        ark.sag_id for ark in nyeste_ark(kommune, (s.sag_id for s in alle)) if er_beskyttet(ark)
    }
    return {s.pk for s in alle if s.beskyttet or s.sag_id in siden}


def _ubesvarede(omfang: Omfang, i_dag: date) -> dict[UUID, date]:
    """Sag → den frist, der gik; den nyeste høring på den gældende bestilling afgør det."""
    hoeringer = Partshoering.objects.i_kommune(omfang).filter(
        sag__tilstand=Sagstilstand.PARTSHOERING
    )
    paa_liste = set(Stop.objects.i_kommune(omfang.kommune).values_list("sag_id", flat=True))
    nyeste = {
        h.sag_id: h
        for h in paa_gaeldende_bestilling(hoeringer).defer("tekst", "svar").reverse()
        if h.sag_id not in paa_liste
    }
    return {
        sag: h.frist
        for sag, h in nyeste.items()
        if h.tilstand == Hoeringstilstand.SENDT and h.frist and h.frist < i_dag
    }


def _kandidat(ark: Kontrolark, frist: date, omraader: dict[str, str]) -> Kandidat:
    ym = uden_styretegn(indhold_af(ark)["ym"])
    adresse = laes(ym["adresse"])
    return Kandidat(
        ark.sag,
        frist,
        navn_eller_ukendt(ym["navn"]),
        adresse,
        ym["adresse"],
        er_beskyttet(ark),
        omraader.get(adresse.postnr, "") if adresse else "",
    )


def _er_doed(ark: Kontrolark) -> bool:
    return bool(indhold_af(ark)["ym"]["status"] == DOED)


def _orden(kandidat: Kandidat) -> tuple[object, ...]:
    sidst = ("~", "~", 0, "", "")
    return (*(kandidat.adresse.gadeorden if kandidat.adresse else sidst), kandidat.sag.sagsnr)
