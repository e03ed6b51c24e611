"""Bestillingslistens rækker, en side ad gangen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from math import ceil
from uuid import UUID

from django.db.models.functions import TruncMonth

from adgang.omfang import Omfang
from kontrol.bestillingsliste.filtre import Filtre
from kontrol.bestillingsliste.forespoergsel import aabne_udfald, ordnet, valgte
from kontrol.sortering import sorteringsnoegle
from samkoering.grundlag.kle import Nummer, numre
from samkoering.regelkatalog import regler

PR_SIDE = 25
TAELLES_TIL = 10_000
"""Der tælles ikke længere end hertil; derover står der "mere end"."""
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


@dataclass(frozen=True, slots=True)
class Side:
    """En side af listen; ``antal`` er højst ``TAELLES_TIL``, ``flere`` at der er flere."""

    raekker: tuple[Raekke, ...]
    antal: int
    flere: bool
    nummer: int

    @property
    def sider(self) -> int:
        """Hvor mange sider listen fylder; mindst én."""
        return max(1, ceil(self.antal / PR_SIDE))

    @property
    def foerste(self) -> int:
        """Nummeret på sidens første række."""
        return (self.nummer - 1) * PR_SIDE + 1

    @property
    def sidste(self) -> int:
        """Nummeret på sidens sidste række."""
        return self.foerste + len(self.raekker) - 1


def hent_side(omfang: Omfang, filtre: Filtre) -> Side:
    """Den side af listen, filtrene beder om; efter sidste side gives den sidste."""
    sager = valgte(omfang, filtre)
    talt = sager.order_by()[: TAELLES_TIL + 1].count()
    antal = min(talt, TAELLES_TIL)
    nummer = min(filtre.side, max(1, ceil(antal / PR_SIDE)))
    fra = (nummer - 1) * PR_SIDE
    felter = ("id", "sagsnr", "kle", "maaned", "udloeber")
    poster = list(
        ordnet(sager, omfang, filtre)
        .annotate(maaned=TruncMonth("fundet"))
        .values_list(*felter)[fra : fra + PR_SIDE]
    )
    fund = _fund(omfang, [post[0] for post in poster])
    raekker = tuple(
        _raekke(post, fund[post[0]], valgt=plads < filtre.vaelg)
        for plads, post in enumerate(poster)
    )
    return Side(raekker, antal, talt > TAELLES_TIL, nummer)


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
