"""Et land for stort til hukommelsen: regnet del for del, hver i sin proces.

Delene er hele udtræk (``husstande.del_op``). Hver proces regner med én tråd: to processer, der
hver er færdig med sin del, venter mindre på hinanden end to tråde om den samme.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import polars as pl

from registre import HUKOMMELSE
from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from samkoering.motor.beregning import beregn
from samkoering.motor.regnskab import taelt_op
from samkoering.motor.resultat import UDFALD, udfald_som_tekst

_T = TypeVar("_T")
_MILJOE = {"POLARS_MAX_THREADS": "1", "_RJEM_MALLOC_CONF": HUKOMMELSE}
"""Én tråd, og hukommelsen bruges igen fra del til del."""
PROCESSER = 2
GRAENSE = 0.001
"""Den andel af en tabels rækker, der må afvises, som for et helt udtræk."""


class DeleneErIkkeHele(Exception):
    """Så mange rækker er afvist, at det kan afhænge af delingen; regn udtrækket udelt."""


@dataclass(frozen=True, slots=True)
class Delsvar:
    """En dels svar: udfald som i resultatfilen, regnskabet talt op, og det, der blev afvist."""

    udfald: pl.DataFrame
    status: Counter[tuple[str, int, str]]
    antal: Counter[str]
    afvist: Counter[str]
    uden_svar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Landsvar:
    """Alle deles svar: udfaldene i resultatfilens orden og regnskabet pr. rolle, regel og ord."""

    udfald: pl.DataFrame
    status: Counter[tuple[str, int, str]]


def beregn_i_dele(mapper: Sequence[Path], dag: date, processer: int = PROCESSER) -> Landsvar:
    """Regn delene, ``processer`` ad gangen, og saml svarene."""
    pulje = ProcessPoolExecutor(processer, mp_context=get_context("spawn"))
    with _boernenes_miljoe(), pulje:
        return saml(list(pulje.map(regn_del, mapper, [dag] * len(mapper))))


def regn_del(mappe: Path, dag: date) -> Delsvar:
    """Én dels svar."""
    udtraek = Udtraek(mappe)
    beregning = beregn(udtraek, dag, med_bevis=False)
    leveret = {navn: udtraek.leveret(navn) for navn in TABELLER}
    return Delsvar(
        udfald_som_tekst(beregning),
        taelt_op(beregning.status),
        Counter({navn: tabel.antal for navn, tabel in leveret.items()}),
        Counter({navn: tabel.afvist_antal for navn, tabel in leveret.items()}),
        tuple(navn for navn, tabel in leveret.items() if not tabel.besvaret),
    )


def saml(dele: Sequence[Delsvar]) -> Landsvar:
    """Delenes svar som ét; kaster, når grænsen for afviste rækker ikke kan dømmes del for del."""
    antal, afvist = _sum(d.antal for d in dele), _sum(d.afvist for d in dele)
    tavse = {d.uden_svar for d in dele}
    over = [navn for navn, fejl in afvist.items() if fejl > max(1, antal[navn] * GRAENSE)]
    if over or len(tavse) > 1:
        navne = ", ".join(sorted({*over, *(navn for navne in tavse for navn in navne)}))
        raise DeleneErIkkeHele(f"For mange rækker er afvist i {navne}. Regn udtrækket udelt.")
    return Landsvar(pl.concat(d.udfald for d in dele).sort(UDFALD), _sum(d.status for d in dele))


def _sum(taellinger: Iterable[Counter[_T]]) -> Counter[_T]:
    return sum(taellinger, Counter())


@contextmanager
def _boernenes_miljoe() -> Iterator[None]:
    """Børnene starter med én tråd hver; her i processen ændres intet."""
    foer = {navn: os.environ.get(navn) for navn in _MILJOE}
    os.environ.update(_MILJOE)
    try:
        yield
    finally:
        for navn, vaerdi in foer.items():
            if vaerdi is None:
                del os.environ[navn]
            else:
                os.environ[navn] = vaerdi
