"""Hoveddøren: fra filens bytes til kontraktens tabeller, eller en afvisning af dem alle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

import polars as pl

from registre.cpr import skema
from registre.cpr.u12170.adresser import adresser
from registre.cpr.u12170.beskyttelse import beskyttelser
from registre.cpr.u12170.boern import boern
from registre.cpr.u12170.civilstand import civilstande, separationer
from registre.cpr.u12170.layout import AFMELDT, FEJL
from registre.cpr.u12170.person import Person, saml
from registre.cpr.u12170.personer import personraekker
from registre.cpr.u12170.post import Post
from registre.cpr.u12170.poster import del_i_poster
from registre.cpr.u12170.ramme import kontroller_ramme
from registre.cpr.u12170.status import statusser
from registre.cpr.u12170.veje import Vejregister
from registre.skrivning import til_ramme

Raekke = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Cprudtraek:
    """Det læste udtræk: tabellerne efter navn, filens PRODDTO og det, der blev sprunget over."""

    tabeller: Mapping[str, pl.DataFrame]
    proddto: date
    antal_poster: int
    antal_personer: int
    advarsler: tuple[str, ...]


def laes(raa: bytes, forrige: date | None = None) -> Cprudtraek:
    """Læs en hel U12170-P-fil.

    ``forrige`` er PRODDTO i den sidst læste fil, når kæden skal prøves. Kaster ``FilAfvist``
    med linje og grund; så er intet læst.
    """
    poster = del_i_poster(raa)
    proddto = kontroller_ramme(poster, forrige)
    personer = saml(poster)
    raekker = _raekker(personer)
    tabeller = {
        tabel.navn: til_ramme(tabel, raekker[tabel.navn]).unique(maintain_order=True)
        for tabel in skema.TABELLER
    }
    return Cprudtraek(
        tabeller, proddto, len(poster), len(personer), tuple(_advarsler(poster, personer.values()))
    )


def _raekker(personer: Mapping[str, Person]) -> dict[str, Iterable[Raekke]]:
    veje = Vejregister(personer.values())
    alle = personer.values()
    return {
        skema.PERSONER.navn: personraekker(personer),
        skema.STATUS.navn: chain.from_iterable(map(statusser, alle)),
        skema.CIVILSTAND.navn: chain.from_iterable(map(civilstande, alle)),
        skema.SEPARATION.navn: chain.from_iterable(map(separationer, alle)),
        skema.ADRESSER.navn: chain.from_iterable(adresser(person, veje) for person in alle),
        skema.BOERN.navn: chain.from_iterable(map(boern, alle)),
        skema.BESKYTTELSE.navn: chain.from_iterable(map(beskyttelser, alle)),
    }


def _advarsler(poster: Iterable[Post], personer: Iterable[Person]) -> Iterable[str]:
    """Det, der blev sprunget over, uden at filen er forkert."""
    for post in poster:
        if post.type.nr == FEJL:
            yield f"Linje {post.linje}: CPR melder fejl {post.tekst('FEJLNR')} (post {FEJL})."
        if post.type.nr == AFMELDT:
            yield f"Linje {post.linje}: post {AFMELDT} læses ikke."
    for person in personer:
        if person.grundpost.dato("FOED_DT") is None:
            linje = person.grundpost.linje
            yield f"Linje {linje}: personen har ingen fødselsdato og kommer ikke i cpr_personer."
