"""En adressefil med DAR's kolonnenavne, læst helt eller afvist helt.

CSV i UTF-8 med komma eller semikolon. Ekstra kolonner springes over, så DAR's egne udtræk af
adgangsadresser kan bruges, som de er.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from adgang.filmodtager import MB
from hjemmebesoeg.kandidater.adresse import husnoegle
from registre.hel_fil import CelleAfvist, FilAfvist, celler, kraev_felter, kraev_hel, kraev_tekst

KOLONNER = (
    *("kommunekode", "vejkode", "vejnavn", "husnr", "postnr"),
    *("etrs89koordinat_øst", "etrs89koordinat_nord"),
)
HOEJST = 500_000
"""Rækker i en fil. København har omkring 100.000 huse; med en række pr. dør er der flere."""
STOERST = 40 * MB
"""Bytes på siden: 500.000 rækker med netop kolonnerne, eller færre huse med alle DAR's kolonner."""
OEST, NORD = (400_000, 900_000), (6_000_000, 6_450_000)
"""Danmark i UTM zone 32, i meter."""


@dataclass(frozen=True, slots=True)
class Hus:
    """Et hus i filen."""

    noegle: str
    vejkode: str
    oest: int
    nord: int


@dataclass(frozen=True, slots=True)
class Fil:
    """En hel, læst fil med sit fingeraftryk."""

    sha256: str
    huse: tuple[Hus, ...]


def laes(indhold: bytes, kommune: str) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    kraev_tekst(indhold, HOEJST, raad="")
    linjer = celler(indhold, _skilletegn(indhold))
    hoved = _kolonner(linjer)
    huse: dict[str, Hus] = {}
    fejl = []
    for nr, linje in enumerate(linjer, start=2):
        try:
            kraev_felter(linje, len(hoved))
            hus = _hus(dict(zip(hoved, linje, strict=True)), kommune)
            kendt = huse.setdefault(hus.noegle, hus)
            if (kendt.oest, kendt.nord) != (hus.oest, hus.nord):
                raise CelleAfvist("Huset står to steder med hver sin placering.")
        except CelleAfvist as grund:
            fejl.append(f"Række {nr}: {grund}")
    kraev_hel(list(huse), fejl)
    return Fil(hashlib.sha256(indhold).hexdigest(), tuple(huse.values()))


def kraev_overskrift(indhold: bytes) -> None:
    """``FilAfvist``, når filens første linje ikke er en adressefils; resten er ikke læst."""
    linje = _overskrift(indhold)
    kraev_tekst(linje, HOEJST)
    _kolonner(celler(linje, _skilletegn(linje)))


def _overskrift(indhold: bytes) -> bytes:
    return indhold[: indhold.find(b"\n") + 1] or indhold


def _skilletegn(indhold: bytes) -> str:
    return ";" if b";" in _overskrift(indhold) else ","


def _kolonner(linjer: Iterator[list[str]]) -> list[str]:
    """Overskriftens navne med småt; ``FilAfvist``, når en af ``KOLONNER`` mangler."""
    hoved = [navn.strip().lower() for navn in next(linjer, [])]
    if mangler := [navn for navn in KOLONNER if navn not in hoved]:
        raise FilAfvist(f"Række 1: Kolonnerne {', '.join(mangler)} mangler.")
    return hoved


def _hus(felter: dict[str, str], kommune: str) -> Hus:
    felter = {navn: celle.strip() for navn, celle in felter.items()}
    if felter["kommunekode"].zfill(4) != kommune:
        raise CelleAfvist(f"Kommunekoden skal være {kommune}.")
    vejkode, postnr = felter["vejkode"].zfill(4), felter["postnr"]
    if not (len(vejkode) == len("0012") and _tal(vejkode)):
        raise CelleAfvist("Vejkoden skal være højst fire cifre.")
    if not (len(postnr) == len("2610") and _tal(postnr)):
        raise CelleAfvist("Postnummeret skal være fire cifre.")
    husnr = felter["husnr"]
    if not (felter["vejnavn"] and 1 <= len(husnr) <= len("012A") and _tal(husnr[:1])):
        raise CelleAfvist("Vejnavn og husnummer skal være udfyldt.")
    return Hus(
        husnoegle(postnr, felter["vejnavn"], husnr)[:120],
        vejkode,
        _meter("øst", felter["etrs89koordinat_øst"], OEST),
        _meter("nord", felter["etrs89koordinat_nord"], NORD),
    )


def _tal(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdigit()


def _meter(navn: str, tekst: str, graenser: tuple[int, int]) -> int:
    """Hele meter; filen har decimaler med punktum."""
    hele, _, decimaler = tekst.partition(".")
    if not (_tal(hele) and len(hele) <= len("6450000") and (not decimaler or _tal(decimaler))):
        raise CelleAfvist(f"Koordinaten {navn} skal være et tal i meter.")
    if not graenser[0] <= int(hele) <= graenser[1]:
        raise CelleAfvist(f"Koordinaten {navn} ligger uden for Danmark (ETRS89, UTM zone 32).")
    return int(hele)
