"""Bestillingslistens rækker, en side ad gangen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.functions import TruncMonth

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.bestillingsliste.forespoergsel import aabne_udfald, med_orden, orden, valgte
from kontrol.lister import noeglesider
from kontrol.lister.bladring import Bladring, bladring
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import Nummer, numre
from samkoering.regelkatalog import regler

PR_SIDE = 25
FELTER = ("id", "sagsnr", "kle", "maaned", "udloeber")
"""Det, der hentes om en sag; måneden er første dag i den."""
ROLLER = {"YM": "Modtager", "AEF": "Ægtefælle"}


@dataclass(frozen=True, slots=True)
class Raekke:
    """En sag, som den må vises før bestilling; ``fundet`` er månedens første dag."""

    id: UUID
    sagsnr: str
    ydelse: Nummer
    temaer: tuple[str, ...]
    kontroltyper: tuple[str, ...]
    vedroerer: tuple[str, ...]
    fundet: date
    udloeber: date
    valgt: bool


class Side(NamedTuple):
    """En side af listen: rækkerne, og hvor i listen de står."""

    raekker: tuple[Raekke, ...]
    bladring: Bladring


def hent_side(
    omfang: Omfang, filtre: Filtre, valgte_ider: Collection[UUID] = (), antal: int = PR_SIDE
) -> Side:
    """Den side af listen, filtrene beder om; ``valgte_ider`` er dem, brugeren havde krydset af."""
    sager = valgte(omfang, filtre)
    ordnet = med_orden(sager, filtre).annotate(maaned=TruncMonth("fundet"))
    side = noeglesider.hent_side(ordnet, orden(filtre), filtre.plads, antal, FELTER)
    raekker = som_raekker(omfang, side.raekker, valgte_ider or _paa_forhaand(side.ider, filtre))
    adresse = lambda plads: filtre.med(plads=plads, alle=filtre.alle).som_adresse()  # noqa: E731
    return Side(raekker, bladring(side, noeglesider.tael(sager), adresse))


def _paa_forhaand(ider: Sequence[UUID], filtre: Filtre) -> Collection[UUID]:
    """De rækker, adressen har valgt: alle eller så mange af de øverste."""
    return ider if filtre.alle else ider[: filtre.vaelg]


def som_raekker(
    omfang: Omfang, poster: Sequence[tuple[Any, ...]], valgte_ider: Collection[UUID] = ()
) -> tuple[Raekke, ...]:
    """Poster med ``FELTER`` som rækker, i samme orden."""
    fund = _fund(omfang, [post[0] for post in poster])
    return tuple(_raekke(post, fund[post[0]], valgt=post[0] in valgte_ider) for post in poster)


def _fund(omfang: Omfang, sager: list[UUID]) -> dict[UUID, set[tuple[str, str]]]:
    """Sag → dens åbne udfald som (regel, rolle)."""
    fund: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    udfald = aabne_udfald(omfang).filter(sag_id__in=sager)
    for sag, regel, rolle in udfald.values_list("sag_id", "regel", "rolle"):
        fund[sag].add((regel, rolle))
    return fund


def _raekke(
    post: tuple[UUID, str, str, date, date], fund: set[tuple[str, str]], *, valgt: bool
) -> Raekke:
    sag, sagsnr, kle, maaned, udloeber = post
    slugs, roller = {regel for regel, _ in fund}, {rolle for _, rolle in fund}
    sagens_regler = [regel for regel in regler() if regel["slug"] in slugs]
    return Raekke(
        id=sag,
        sagsnr=sagsnr,
        ydelse=ydelse(kle),
        temaer=tuple(sorted({r["tema"] for r in sagens_regler}, key=sorteringsnoegle)),
        kontroltyper=tuple(regel["navn"] for regel in sagens_regler),
        vedroerer=tuple(navn for rolle, navn in ROLLER.items() if rolle in roller),
        fundet=maaned,
        udloeber=udloeber,
        valgt=valgt,
    )


def ydelse(kle: str) -> Nummer:
    """Ydelsen, eller nummeret selv, når kataloget ikke kender det."""
    kendt = next((n for n in numre() if n.kle == kle), None)
    return kendt or Nummer(kle=kle, navn=kle, kort=kle, saet=frozenset())
