"""Arbejdsgivere, offentlige betalere og borgernes egne virksomheder. Ingen af dem findes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import AAR, Heltal
from registre.syntetisk.tabeldannelse import opslag
from registre.syntetisk.terninger import Terning, haendelser, hyppighed, vaegtet

CVR_BEGYNDER = 90_000_000
"""Over de numre, Erhvervsstyrelsen har givet ud."""
_CIFFERVAEGTE = np.array((2, 7, 6, 5, 4, 3, 2, 1))
EGNE_GAMLE_YM, EGNE_GAMLE_AEF, EGNE_NYE = 0.008, 0.04, 0.015
FORMER = ("Enkeltmandsvirksomhed", "Interessentskab", "Anpartsselskab", "Kommanditselskab")


@cache
def tekster() -> dict[str, Any]:
    """Indholdet af virksomheder.toml."""
    with (Path(__file__).parent / "virksomheder.toml").open("rb") as fil:
        return tomllib.load(fil)


@cache
def cvr_numre(antal: int, spring: int = 0) -> tuple[str, ...]:
    """CVR-numre, der opfylder modulus 11, fra og med plads ``spring``."""
    tal = np.arange(CVR_BEGYNDER, CVR_BEGYNDER + (antal + spring) * 12 + 1000)
    cifre = tal[:, None] // 10 ** np.arange(7, -1, -1) % 10
    gyldige = tal[(cifre @ _CIFFERVAEGTE) % 11 == 0]
    return tuple(str(nr) for nr in gyldige[spring : spring + antal].tolist())


@dataclass(frozen=True, slots=True)
class Arbejdsgivere:
    """Virksomhederne, en plads hver; ``loen`` er månedslønnen på fuld tid i kr."""

    cvr: tuple[str, ...]
    navn: list[str]
    branche: list[str | None]
    loen: Heltal
    vaegt: np.ndarray


ARBEJDSGIVERE = 2400


def arbejdsgivere(rng: Terning) -> Arbejdsgivere:
    """Private arbejdsgivere; enkelte har ingen branchekode i indberetningen."""
    kilde = tekster()
    brancher = list(kilde["branche"].items())
    forled = [navn.strip() for navn in kilde["forled"].replace("\n", " ").split(",")]
    former = [form.strip() for form in kilde["former"].split(",")]
    valgt = vaegtet(rng, [indhold[0] for _, indhold in brancher], ARBEJDSGIVERE)
    tal = rng.integers(0, 10_000, (ARBEJDSGIVERE, 3))
    navne = [
        _navn(forled, brancher[branche][1][2], former, *numre)
        for branche, numre in zip(valgt.tolist(), tal.tolist(), strict=True)
    ]
    uden_kode = rng.random(ARBEJDSGIVERE) < 0.03
    koder = [
        None if uden else brancher[plads][0]
        for plads, uden in zip(valgt.tolist(), uden_kode.tolist(), strict=True)
    ]
    loen = np.array([indhold[1] for _, indhold in brancher])[valgt]
    return Arbejdsgivere(
        cvr_numre(ARBEJDSGIVERE, 50), navne, koder, loen, hyppighed(ARBEJDSGIVERE) + 0.001
    )


def _navn(forled: list[str], ord_: str, former: list[str], a: int, b: int, c: int) -> str:
    efterled = [led.strip() for led in ord_.split(",")]
    return f"{forled[a % len(forled)]} {efterled[b % len(efterled)]} {former[c % len(former)]}"


@dataclass(frozen=True, slots=True)
class EgenVirksomhed:
    """Borgernes virksomheder: ejer, start (dagnummer), form (plads i FORMER) og branche."""

    ejer: Heltal
    start: Heltal
    form: Heltal
    cvr: pl.Series
    navn: pl.Series
    branche: pl.Series


def egne_virksomheder(danmark: Befolkning) -> EgenVirksomhed:
    """De gamle og de nystartede; CVR og R75 får de samme."""
    rng = danmark.terning("egne_virksomheder")
    folk, spand = danmark.personer, danmark.spand
    gamle = np.concatenate(
        [
            folk.ym[rng.random(len(folk.ym)) < EGNE_GAMLE_YM],
            folk.aef[rng.random(len(folk.aef)) < EGNE_GAMLE_AEF],
        ]
    )
    gammel_start = spand.dato - 150 - rng.integers(0, int(6 * AAR), len(gamle))
    nye = haendelser(rng, danmark.kontrollerede, danmark.sikre, EGNE_NYE, danmark.spand_fra(130))
    ejer = np.concatenate([gamle, nye.hvem])
    brancher = list(tekster()["branche"])
    forled = [navn.strip() for navn in tekster()["forled"].replace("\n", " ").split(",")]
    branche = vaegtet(rng, hyppighed(len(brancher)), len(ejer))
    efterled = [str(tekster()["branche"][kode][2]).split(",")[0] for kode in brancher]
    navn = opslag(forled, rng.integers(0, len(forled), len(ejer))) + " "
    return EgenVirksomhed(
        ejer,
        np.concatenate([gammel_start, nye.dag]),
        vaegtet(rng, (0.62, 0.12, 0.22, 0.04), len(ejer)),
        pl.Series(cvr_numre(len(ejer), 50 + ARBEJDSGIVERE), dtype=pl.String),
        navn + opslag(efterled, branche),
        opslag(brancher, branche),
    )
