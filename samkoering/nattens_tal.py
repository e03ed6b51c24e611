"""Nattens tal i én kommune: datoens hele kørsel og det, der er kørt igen siden, lagt sammen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Subquery

from adgang.omfang import Omfang
from samkoering.models import Koerselsdel


@dataclass(frozen=True, slots=True)
class NattensTal:
    """En kørsel igen finder kun det, natten manglede; alene ville dens nul ligne nattens."""

    afsluttet: datetime
    """Da kommunen senest blev skrevet."""
    modtagere: int
    aegtefaeller: int
    nye_sager: int
    udloebne_sager: int
    koert_igen: bool


def nattens_tal(omfang: Omfang, dato: date | None = None) -> NattensTal | None:
    """Datoens tal; usagt den dato, kommunen senest blev skrevet for."""
    kommunens = Koerselsdel.objects.i_kommune(omfang).select_related("koersel")
    seneste = Subquery(kommunens.order_by("-afsluttet").values("koersel__dato")[:1])
    dele = list(kommunens.filter(koersel__dato=dato or seneste).order_by("-koersel__nummer"))
    if not dele:
        return None
    hele = [d for d in dele if not d.koersel.kun_kommuner and not d.koersel.kun_register]
    kontrolleret = (hele or dele)[0]
    return NattensTal(
        afsluttet=max(d.afsluttet for d in dele),
        modtagere=kontrolleret.modtagere,
        aegtefaeller=kontrolleret.aegtefaeller,
        nye_sager=sum(d.nye_sager for d in dele),
        udloebne_sager=sum(d.udloebne_sager for d in dele),
        koert_igen=len(dele) > 1,
    )
