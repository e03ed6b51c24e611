"""Grupperne, som en sagsbehandler læser dem, og de registre, hver bygger på."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sagsopstart.fakta import oevrige, personen
from sagsopstart.fakta.indkomst import indkomst
from sagsopstart.fakta.tabel import Faktatabel, Svar

Faktadanner = Callable[[Svar, date], tuple[Faktatabel, ...]]


@dataclass(frozen=True, slots=True)
class Del:
    """Et registers bidrag til en gruppe."""

    register: str
    dan: Faktadanner


@dataclass(frozen=True, slots=True)
class Gruppe:
    """En gruppe på siden."""

    noegle: str
    navn: str
    dele: tuple[Del, ...]


def _uden_dag(dan: Callable[[Svar], tuple[Faktatabel, ...]]) -> Faktadanner:
    return lambda svar, _dag: dan(svar)


GRUPPER: tuple[Gruppe, ...] = (
    Gruppe(
        "husstand",
        "Husstand",
        (Del("cpr", _uden_dag(personen.husstand)), Del("uip", _uden_dag(personen.ophold))),
    ),
    Gruppe(
        "bolig",
        "Bolig",
        (Del("cpr", _uden_dag(personen.adresse)), Del("husleje", _uden_dag(oevrige.lejemaal))),
    ),
    Gruppe("indkomst", "Indkomst i tolv måneder", (Del("eindkomst", indkomst),)),
    Gruppe("formue", "Formue og gæld", (Del("r75", _uden_dag(oevrige.aarsopgoerelse)),)),
    Gruppe("koeretoejer", "Køretøjer", (Del("motor", _uden_dag(oevrige.koeretoejer)),)),
    Gruppe("virksomheder", "Virksomheder", (Del("cvr", _uden_dag(oevrige.virksomheder)),)),
    Gruppe(
        "ydelser",
        "Andre ydelser og forløb",
        (
            Del("boligstoette", _uden_dag(oevrige.boligstoette)),
            Del("jobcenter", _uden_dag(oevrige.jobcenter)),
        ),
    ),
)
