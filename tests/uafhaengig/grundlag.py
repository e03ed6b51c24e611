"""Datoer, vindue, KLE-lister og det, en kørsel svarer."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

DAG = timedelta(days=1)

ALLE = frozenset(f"32.24.{n}" for n in ("04", "08", "10", "12", "28", "30", "32", "48"))
FORSOERGER = frozenset(f"32.24.{n}" for n in ("04", "10", "32", "48"))
BIDRAG = frozenset(f"32.24.{n}" for n in ("04", "32", "48"))
INGEN: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sag:
    """En aktiv sag i bestanden med sit eget vindue (begge dage med)."""

    sag_id: str
    kommunekode: str
    cpr: str
    kle: str
    vfra: date
    vtil: date

    def i_vinduet(self, dag: date | None) -> bool:
        return dag is not None and self.vfra <= dag <= self.vtil


@dataclass
class Fund:
    """Hvad en regel fandt: (dato, nøgle)-par, en datakvalitetsnote, et mislykket opslag."""

    udfald: list[tuple[date, str]] = field(default_factory=list)
    note: bool = False
    mislykket: bool = False


@dataclass
class Resultat:
    """Kørslens svar, sorteret som tekst og uden dubletter."""

    udfald: list[tuple[str, str, str, str, str, str, str]]
    status: list[tuple[str, str, str, str]]
    bestand_fundet: bool


def plus_maaneder(dag: date, antal: int) -> date:
    """Samme dag i en anden måned, klemt til månedens sidste dag."""
    aar, maaned0 = divmod(dag.year * 12 + dag.month - 1 + antal, 12)
    if aar > date.max.year:
        return date.max
    return date(aar, maaned0 + 1, min(dag.day, monthrange(aar, maaned0 + 1)[1]))


def plus_aar(dag: date, antal: int) -> date:
    """Samme dag i et andet år; 29. februar klemmes til 28."""
    return plus_maaneder(dag, 12 * antal)


def maanedens_sidste(dag: date) -> date:
    return dag.replace(day=monthrange(dag.year, dag.month)[1])


def vindue(dag: date) -> tuple[date, date]:
    """Første dag i måned(D) − 3 og sidste dag i måned(D)."""
    return plus_maaneder(dag.replace(day=1), -3), maanedens_sidste(dag)


def seneste_hele_maaned(dag: date) -> tuple[date, date]:
    foerste = plus_maaneder(dag.replace(day=1), -1)
    return foerste, maanedens_sidste(foerste)


def dage(fra: date, til: date) -> list[date]:
    """Hver dag fra og med `fra` til og med `til`."""
    return [fra + n * DAG for n in range((til - fra).days + 1)]
