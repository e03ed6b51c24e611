"""Samtidige processer: hver opgave i sin egen, med sin egen forbindelse til databasen."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import BrokenBarrierError
from typing import Any, TypeVar

from django.db import connections

T = TypeVar("T")
Vent = Callable[[], None]
"""Venter, til alle processer er nået hertil."""
FRIST = 600
_gren = get_context("fork")


class ProcessenFejlede(AssertionError):
    """En af processerne kastede; dens spor står i teksten."""


def samtidig(opgaver: Sequence[Callable[[Vent], T]], traade: int = 1) -> list[T]:
    """Kør hver opgave i sin egen proces; det, de gav, i opgavernes orden.

    Opgaven får ``vent`` og kalder den mindst én gang: først når alle er klar, begynder kapløbet.
    Med ``traade`` køres så mange opgaver i hver proces, en tråd til hver, så hundrede samtidige
    ikke er hundrede processer.
    """
    connections.close_all()  # et barn må ikke arve forælderens forbindelse
    stregen = _gren.Barrier(len(opgaver), timeout=FRIST)
    bundter = [opgaver[fra : fra + traade] for fra in range(0, len(opgaver), traade)]
    roer = [_gren.Pipe(duplex=False) for _ in bundter]
    boern = [
        _gren.Process(target=_barn, args=(bundt, stregen, ud), daemon=True)
        for bundt, (_, ud) in zip(bundter, roer, strict=True)
    ]
    for barn in boern:
        barn.start()
    for _, ud in roer:
        ud.close()
    svar = [et for ind, _ in roer for et in _modtag(ind)]
    for barn in boern:
        barn.join()
    if fejl := [tekst for lykkedes, tekst in svar if not lykkedes]:
        raise ProcessenFejlede(min(fejl, key=lambda tekst: BrokenBarrierError.__name__ in tekst))
    return [vaerdi for _, vaerdi in svar]


def _barn(bundt: Sequence[Callable[[Vent], Any]], stregen: Any, ud: Connection) -> None:
    with ThreadPoolExecutor(len(bundt)) as pulje:
        ud.send(list(pulje.map(lambda opgave: _udfoer(opgave, stregen), bundt)))


def _udfoer(opgave: Callable[[Vent], Any], stregen: Any) -> tuple[bool, Any]:
    try:
        return True, opgave(lambda: stregen.wait() and None)
    except BaseException:  # barnet har ingen at kaste til
        stregen.abort()
        return False, traceback.format_exc()
    finally:
        connections.close_all()


def _modtag(ind: Connection) -> list[tuple[bool, Any]]:
    try:
        svar: list[tuple[bool, Any]] = ind.recv()
    except EOFError:
        return [(False, "Processen døde uden et ord.")]
    return svar
