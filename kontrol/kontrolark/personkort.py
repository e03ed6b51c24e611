"""Stamoplysninger om ydelsesmodtager og ægtefælle, linje for linje."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kontrol.kontrolark.felter import MASKERET, dag, maaned, navn_eller_ukendt, siden
from kontrol.kontrolark.indhold import Barn, Maanedsbeloeb, Person
from kontrol.kontrolark.maskering import bor_beskyttet
from samkoering.grundlag.ord import kroner


@dataclass(frozen=True, slots=True)
class Oplysning:
    """Et felt med en eller flere linjer tekst."""

    navn: str
    linjer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Personkort:
    """En person klar til at vise."""

    rolle: str
    navn: str
    cpr: str
    alder: str
    beskyttet: bool
    """Adressen er beskyttet, uanset om den lige nu er vist."""
    oplysninger: tuple[Oplysning, ...]


def ydelsesmodtager(person: Person, aef: Person | None, *, vis_adresse: bool) -> Personkort:
    """Ydelsesmodtagerens kort. En fælles adresse er beskyttet, når blot den ene af dem er."""
    deler = aef is not None and aef.get("samme_adresse_som_ym", False) and bor_beskyttet(aef)
    adresse = _adresse(person, vis=vis_adresse or not (bor_beskyttet(person) or deler))
    udbetalt = Oplysning("Udbetalt ydelse", _maaneder(person["udbetalinger"]))
    return _kort("Ydelsesmodtager", person, adresse, udbetalt)


def aegtefaelle(person: Person, *, vis_adresse: bool) -> Personkort:
    """Ægtefællens kort; en fælles adresse står kun ét sted, hos ydelsesmodtageren."""
    if person.get("samme_adresse_som_ym", False):
        adresse: tuple[str, ...] = ("Samme adresse som ydelsesmodtager",)
    else:
        adresse = _adresse(person, vis=vis_adresse or not bor_beskyttet(person))
    return _kort("Ægtefælle", person, adresse, None)


def _kort(
    rolle: str, person: Person, adresse: tuple[str, ...], udbetalt: Oplysning | None
) -> Personkort:
    navn = navn_eller_ukendt(person["navn"])
    oplysninger = (
        Oplysning("Navn", (navn,)),
        Oplysning("Adresse", adresse),
        Oplysning("Civilstand", (siden(person["civilstand"], person["civilstand_siden"]),)),
        Oplysning("Borgerstatus", (siden(person["status"], person["status_siden"]),)),
        Oplysning("Børn under 18 år", _boern(person["boern"])),
        Oplysning("Løn i hele måneder", _maaneder(person["loen"])),
        *((udbetalt,) if udbetalt else ()),
        Oplysning("Virksomhed", tuple(person["virksomheder"]) or ("Ingen registreret",)),
    )
    alder = "" if person["alder"] is None else f"{person['alder']} år"
    return Personkort(rolle, navn, person["cpr"], alder, person["adressebeskyttet"], oplysninger)


def _adresse(person: Person, *, vis: bool) -> tuple[str, ...]:
    """Adressen med indflytningsdato; maskeret nævnes kun kommunen."""
    if not vis:
        return (MASKERET, *((person["adressekommune"],) if person["adressekommune"] else ()))
    if not person["adresse"]:
        return ("Ikke oplyst",)
    fra = dag(person["adresse_siden"])
    return (person["adresse"], *((f"siden {fra}",) if fra else ()))


def _boern(boern: Iterable[Barn]) -> tuple[str, ...]:
    linjer = tuple(
        f"{navn_eller_ukendt(barn['navn'])}, født {dag(barn['foedselsdato']) or 'ukendt dato'}"
        + ("" if barn["samme_adresse"] else " (anden adresse)")
        for barn in boern
    )
    return linjer or ("Ingen registreret",)


def _maaneder(beloeb: Iterable[Maanedsbeloeb]) -> tuple[str, ...]:
    linjer = tuple(f"{maaned(b['maaned'])}: {kroner(b['beloeb_oere'])}" for b in beloeb)
    return linjer or ("Ingen i kontrolperioden",)
