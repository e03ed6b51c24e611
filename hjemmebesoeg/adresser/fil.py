"""En adressefil med DAR's kolonnenavne, læst helt eller afvist helt.

CSV i UTF-8 med komma eller semikolon. Ekstra kolonner springes over, så DAR's egne udtræk af
adgangsadresser kan bruges, som de er.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from hjemmebesoeg.kandidater.adresse import husnoegle

KOLONNER = (
    *("kommunekode", "vejkode", "vejnavn", "husnr", "postnr"),
    *("etrs89koordinat_øst", "etrs89koordinat_nord"),
)
HOEJST = 500_000
"""Rækker i en fil; København har færre adgangsadresser."""
OEST, NORD = (400_000, 900_000), (6_000_000, 6_450_000)
"""Danmark i UTM zone 32, i meter."""


class FilAfvist(Exception):
    """Filen kan ikke indlæses, og intet af den er gemt. ``fejl`` er en linje pr. fejl."""

    def __init__(self, *fejl: str) -> None:
        super().__init__(f"Filen er afvist: {len(fejl)} fejl.")
        self.fejl = fejl


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


class _Fejl(Exception):
    """En celle kan ikke bruges."""


def laes(indhold: bytes, kommune: str) -> Fil:
    """Hele filen; ``FilAfvist`` med rækkens nummer og grunden for hver fejl."""
    linjer = _linjer(indhold)
    hoved = [navn.strip().lower() for navn in next(linjer, [])]
    if mangler := [navn for navn in KOLONNER if navn not in hoved]:
        raise FilAfvist(f"Række 1: Kolonnerne {', '.join(mangler)} mangler.")
    huse: dict[str, Hus] = {}
    fejl = []
    for nr, celler in enumerate(linjer, start=2):
        try:
            hus = _hus(dict(zip(hoved, celler, strict=True)), kommune)
            kendt = huse.setdefault(hus.noegle, hus)
            if (kendt.oest, kendt.nord) != (hus.oest, hus.nord):
                raise _Fejl("Huset står to steder med hver sin placering.")
        except ValueError:
            fejl.append(f"Række {nr}: Der skal være {len(hoved)} felter, men der er {len(celler)}.")
        except _Fejl as grund:
            fejl.append(f"Række {nr}: {grund}")
    if fejl:
        raise FilAfvist(*fejl)
    if not huse:
        raise FilAfvist("Filen har ingen rækker.")
    return Fil(hashlib.sha256(indhold).hexdigest(), tuple(huse.values()))


def _linjer(indhold: bytes) -> Iterator[list[str]]:
    try:
        tekst = indhold.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FilAfvist("Filen er ikke UTF-8.") from None
    if "\x00" in tekst:
        raise FilAfvist("Filen er ikke tekst.")
    if tekst.count("\n") > HOEJST + 1:
        raise FilAfvist(f"Filen har mere end {HOEJST} rækker.")
    skille = ";" if ";" in tekst.partition("\n")[0] else ","
    try:
        yield from csv.reader(io.StringIO(tekst, newline=""), delimiter=skille, strict=True)
    except csv.Error:
        raise FilAfvist("Filen kan ikke læses som CSV: et citationstegn er ikke lukket.") from None


def _hus(felter: dict[str, str], kommune: str) -> Hus:
    felter = {navn: celle.strip() for navn, celle in felter.items()}
    if felter["kommunekode"].zfill(4) != kommune:
        raise _Fejl(f"Kommunekoden skal være {kommune}.")
    vejkode, postnr = felter["vejkode"].zfill(4), felter["postnr"]
    if not (len(vejkode) == len("0012") and _tal(vejkode)):
        raise _Fejl("Vejkoden skal være højst fire cifre.")
    if not (len(postnr) == len("2610") and _tal(postnr)):
        raise _Fejl("Postnummeret skal være fire cifre.")
    husnr = felter["husnr"]
    if not (felter["vejnavn"] and 1 <= len(husnr) <= len("012A") and _tal(husnr[:1])):
        raise _Fejl("Vejnavn og husnummer skal være udfyldt.")
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
        raise _Fejl(f"Koordinaten {navn} skal være et tal i meter.")
    if not graenser[0] <= int(hele) <= graenser[1]:
        raise _Fejl(f"Koordinaten {navn} ligger uden for Danmark (ETRS89, UTM zone 32).")
    return int(hele)
