"""Listernes sider: hver fane og sortering, første side og midt i listen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.test import Client

from kontrol.bestillingsliste import filtre as bestilling
from kontrol.prioriteringsliste import udsnit as prioritering
from samkoering.models import Sag

LISTER = {"bestilling": "/bestillingsliste/", "prioritering": "/prioriteringsliste/"}


@dataclass(frozen=True, slots=True)
class Listeside:
    """En side, der måles; ``navn`` er det, tallet hedder."""

    liste: str
    navn: str
    sti: str


def alle(klient: Client, kommune: str) -> Iterator[Listeside]:
    """Siderne i kommunen, hver som første side og som siden efter en sag midt i listen."""
    for liste, valg in (*_bestilling(), *_prioritering()):
        sti = f"{LISTER[liste]}?{urlencode(valg)}"
        navn = " ".join(valg.values())
        yield Listeside(liste, f"{navn}, forrest", sti)
        yield Listeside(liste, f"{navn}, midt i", f"{sti}&efter={_midt_i(kommune, liste)}")


def _bestilling() -> Iterator[tuple[str, dict[str, str]]]:
    for felt in bestilling.SORTERINGER:
        yield "bestilling", {"sorter": felt}
    yield "bestilling", {"tema": "Indkomst", "sorter": "udloeber"}


def _prioritering() -> Iterator[tuple[str, dict[str, str]]]:
    for fane in prioritering.FANER:
        for felt in prioritering.SORTERINGER:
            yield "prioritering", {"vis": fane, "sorter": felt}


def _midt_i(kommune: str, liste: str) -> str:
    """En sag midt i listen; i fanerne en, alle fanerne kan rumme, findes ikke, så teamets."""
    tilstand = "LEDIG" if liste == "bestilling" else "PARTSHOERING"
    sager = Sag.objects.i_kommune(kommune).filter(tilstand=tilstand).order_by("udloeber", "id")
    return str(sager[sager.count() // 2].pk)
