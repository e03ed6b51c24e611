"""Fakta om personen: CPR og UIP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registre.cpr.adresselinje import adresselinje
from sagsopstart.fakta.tabel import Faktatabel, Svar, ord_for
from samkoering.grundlag.ord import CIVILSTANDE, STATUSSER

NAVNEBESKYTTET = "0001"
OPHOLD = {
    "NORDISK": "Nordisk statsborger",
    "EU": "EU- eller EØS-borger",
    "FAMILIE": "Familiesammenføring",
    "ASYL": "Asyl",
    "ERHVERV": "Erhverv",
    "STUDIE": "Studie",
    "PERMANENT": "Permanent opholdstilladelse",
}
_OPLYSNING = (("Oplysning", "tekst"), ("Indhold", "tekst"), ("Fra", "dato"))


def husstand(svar: Svar) -> tuple[Faktatabel, ...]:
    """Navn, status, civilstand, separation og børn."""
    return (
        Faktatabel(
            "Personen",
            _OPLYSNING,
            tuple(_personen(svar)),
            "CPR har svaret: der er ingen person med nummeret.",
        ),
        Faktatabel(
            "Børn",
            (("CPR-nummer", "cpr"),),
            tuple((raekke["barn_cpr"],) for raekke in svar["cpr_boern"]),
            "CPR har svaret: ingen børn er registreret.",
        ),
    )


def _personen(svar: Svar) -> Iterator[tuple[Any, ...]]:
    for person in svar["cpr_personer"]:
        if not person["gaeldende_cpr"]:
            navne = (person["fornavn"], person["mellemnavn"], person["efternavn"])
            yield "Navn", " ".join(navn for navn in navne if navn), None
            yield "Født", f"{_dansk(person['foedselsdato'])}", None
        else:
            yield "Afløst CPR-nummer", _nummer(person["cpr"]), None
    for raekke in svar["cpr_status"]:
        yield "Status", ord_for(raekke["status"], STATUSSER), raekke["fra"]
    for raekke in svar["cpr_civilstand"]:
        yield "Civilstand", ord_for(raekke["civilstand"], CIVILSTANDE), raekke["fra"]
        if raekke["aegtefaelle_cpr"]:
            yield "Ægtefælle eller partner", _nummer(raekke["aegtefaelle_cpr"]), raekke["fra"]
    for raekke in svar["cpr_separation"]:
        yield "Separation", "Separeret", raekke["fra"]
    for raekke in svar["cpr_beskyttelse"]:
        if raekke["type"] == NAVNEBESKYTTET:
            yield "Beskyttelse", "Navne- og adressebeskyttelse", raekke["fra"]


def adresse(svar: Svar) -> tuple[Faktatabel, ...]:
    """Den registrerede adresse."""
    raekker = tuple((adresselinje(r), r["fra"]) for r in svar["cpr_adresser"])
    kolonner = (("Adresse", "adresse"), ("Fra", "dato"))
    tom = "CPR har svaret: ingen adresse er registreret."
    return (Faktatabel("Registreret adresse", kolonner, raekker, tom),)


def ophold(svar: Svar) -> tuple[Faktatabel, ...]:
    """Opholdsgrundlaget."""
    kolonner = (("Grundlag", "tekst"), ("Fra", "dato"), ("Til", "dato"), ("Indrejst", "dato"))
    raekker = tuple(
        (ord_for(r["grundlag"], OPHOLD), r["gaelder_fra"], r["gaelder_til"], r["indrejst"])
        for r in svar["uip_ophold"]
    )
    tom = "UIP har svaret: personen er ikke registreret."
    return (Faktatabel("Opholdsgrundlag", kolonner, raekker, tom),)


def er_beskyttet(svar: Svar) -> bool:
    """Om personens navn og adresse er beskyttet den dag."""
    return any(raekke["type"] == NAVNEBESKYTTET for raekke in svar["cpr_beskyttelse"])


def navn(svar: Svar) -> str:
    """Personens navn; tomt, når CPR ikke har personen."""
    return next((str(r[1]) for r in _personen(svar) if r[0] == "Navn"), "")


def _nummer(cpr: object) -> str:
    tekst = str(cpr)
    return f"{tekst[:6]}-{tekst[6:]}"


def _dansk(iso: object) -> str:
    aar, maaned, dag = str(iso).split("-")
    return f"{dag}-{maaned}-{aar}"
