"""Indkomstforløb: hvem får hvad fra hvem, fra hvilken måned til hvilken."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import ALDRIG, Heltal, maaned
from registre.syntetisk.terninger import Terning, haendelser, heltal, vaegtet
from registre.syntetisk.virksomheder import (
    ARBEJDSGIVERE,
    Arbejdsgivere,
    arbejdsgivere,
    cvr_numre,
    tekster,
)

LAENGE_SIDEN, SENERE = -600, 3000
"""Måneder: før og efter alt, hvad der indberettes."""
AEF_FAST, YM_FAST = 0.46, 0.05
NYT_JOB_YM, JOBSKIFTE_AEF, NYT_JOB_AEF = 0.14, 0.11, 0.09
YDELSE_AEF, YDELSE_YM = 0.5, 0.034
LOESARBEJDE, BELOEBSSPRING = 0.008, 0.02


@dataclass(frozen=True, slots=True)
class Forloeb:
    """Et forløb pr. plads; ``andel`` af månederne, der indberettes (1: alle).

    ``betaler`` er pladsen i ``betaleres_navne``; ``spring`` måneden, beløbet stiger i.
    """

    person: Heltal
    betaler: Heltal
    fra: Heltal
    til: Heltal
    kroner: Heltal
    udsving: np.ndarray
    andel: np.ndarray
    spring: Heltal


def _arbejdsgivere(danmark: Befolkning) -> Arbejdsgivere:
    return arbejdsgivere(danmark.terning("arbejdsgivere"))


def betaleres_navne(
    danmark: Befolkning,
) -> tuple[list[str], list[str], list[str | None], list[str], list[str | None]]:
    """CVR, navn, branchekode, indkomsttype og indtægtsart pr. betaler.

    Arbejdsgiverne kommer først, så de offentlige ydelsers betalere.
    """
    firmaer = _arbejdsgivere(danmark)
    ydelser = list(tekster()["betaler"].values())
    antal = len(firmaer.cvr)
    arter: list[str | None] = [None] * antal
    return (
        [*firmaer.cvr, *cvr_numre(len(ydelser))],
        [*firmaer.navn, *(ydelse[4] for ydelse in ydelser)],
        [*firmaer.branche, *(ydelse[2] for ydelse in ydelser)],
        ["00"] * antal + [ydelse[0] for ydelse in ydelser],
        arter + [ydelse[1] or None for ydelse in ydelser],
    )


def forloeb(danmark: Befolkning) -> Forloeb:
    """Alle forløb for modtagere og ægtefæller."""
    rng = danmark.terning("eindkomst_forloeb")
    firmaer = _arbejdsgivere(danmark)
    folk = danmark.personer
    aef_tal = rng.random(len(folk.aef))
    fast_aef = folk.aef[aef_tal < AEF_FAST]
    fast_ym = folk.ym[rng.random(len(folk.ym)) < YM_FAST]
    loes = folk.ym[rng.random(len(folk.ym)) < LOESARBEJDE]
    oevrige_aef = folk.aef[aef_tal >= AEF_FAST]
    i_arbejde = np.concatenate([fast_ym, loes, fast_aef])
    dele = [
        *_faste(rng, danmark, firmaer, fast_aef),
        _job(rng, firmaer, fast_ym, 0.28),
        _job(rng, firmaer, loes, 0.2, andel=0.4),
        _nye_job(rng, danmark, firmaer, np.setdiff1d(folk.ym, i_arbejde), NYT_JOB_YM),
        _nye_job(rng, danmark, firmaer, oevrige_aef, NYT_JOB_AEF),
        _faste_ydelser(rng, danmark, oevrige_aef),
        _nye_ydelser(rng, danmark),
        _kontanthjaelp(rng, danmark),
    ]
    return Forloeb(
        *(np.concatenate([getattr(d, felt.name) for d in dele]) for felt in fields(Forloeb))
    )


def _job(
    rng: Terning,
    firmaer: Arbejdsgivere,
    person: Heltal,
    tid: float,
    fra: Heltal | int = LAENGE_SIDEN,
    til: Heltal | int = SENERE,
    andel: float = 1.0,
) -> Forloeb:
    """Et job pr. person; ``tid`` er den gennemsnitlige andel af fuld tid."""
    antal = len(person)
    firma = vaegtet(rng, firmaer.vaegt, antal)
    del_af_tid = np.clip(rng.normal(tid, tid * 0.35, antal), 0.05, 1.2)
    return Forloeb(
        person,
        firma,
        np.broadcast_to(fra, antal),
        np.broadcast_to(til, antal),
        (firmaer.loen[firma] * del_af_tid).astype(np.int64),
        np.full(antal, 0.04 if tid > 0.5 else 0.2),
        np.full(antal, andel),
        np.full(antal, ALDRIG),
    )


def _faste(
    rng: Terning, danmark: Befolkning, firmaer: Arbejdsgivere, person: Heltal
) -> list[Forloeb]:
    """Ægtefæller med fast arbejde; nogle skifter arbejdsgiver undervejs."""
    skifter = haendelser(rng, person, person[:0], JOBSKIFTE_AEF, danmark.spand)
    skifte = np.full(danmark.personer.antal, SENERE)
    skifte[skifter.hvem] = maaned(skifter.dag)
    return [
        _job(rng, firmaer, person, 0.95, til=skifte[person] - 1),
        _job(rng, firmaer, skifter.hvem, 0.95, fra=skifte[skifter.hvem]),
    ]


def _nye_job(
    rng: Terning, danmark: Befolkning, firmaer: Arbejdsgivere, kandidater: Heltal, rate: float
) -> Forloeb:
    """Job, der begynder i spandet og varer nogle måneder."""
    sikre = np.intersect1d(kandidater, danmark.sikre)
    fund = haendelser(rng, kandidater, sikre, rate, danmark.spand_fra(560))
    fra = maaned(fund.dag)
    return _job(rng, firmaer, fund.hvem, 0.35, fra, fra + rng.geometric(0.14, len(fra)) - 1)


YDELSER = ("su", "sygedagpenge", "barselsdagpenge", "dagpenge", "pension", "efterloen", "akasse",
           "livrente", "honorar")  # fmt: skip
_AEF_VAEGT = (6, 9, 6, 30, 26, 10, 3, 7, 3)
_YM_VAEGT = (14, 34, 22, 14, 8, 1, 6, 4, 4)


def _ydelse(
    rng: Terning, danmark: Befolkning, person: Heltal, vaegt: tuple[int, ...], fra: Heltal | int,
    til: Heltal | int,
) -> Forloeb:  # fmt: skip
    """En offentlig ydelse pr. person; beløbet er fast, men springer hos enkelte."""
    antal = len(person)
    navne = list(tekster()["betaler"])
    pladser = np.array([navne.index(ydelse) for ydelse in YDELSER])
    valgt = pladser[vaegtet(rng, vaegt, antal)]
    sats = np.array([ydelse[3] for ydelse in tekster()["betaler"].values()])
    spring = np.full(antal, ALDRIG)
    fund = haendelser(rng, np.arange(antal), np.arange(0), BELOEBSSPRING, danmark.spand)
    spring[fund.hvem] = maaned(fund.dag)
    nul = np.zeros(antal)
    return Forloeb(
        person,
        ARBEJDSGIVERE + valgt,
        np.broadcast_to(fra, antal),
        np.broadcast_to(til, antal),
        (sats[valgt] * rng.uniform(0.85, 1.1, antal)).astype(np.int64),
        nul,
        nul + 1.0,
        spring,
    )


def _faste_ydelser(rng: Terning, danmark: Befolkning, person: Heltal) -> Forloeb:
    modtagere = person[rng.random(len(person)) < YDELSE_AEF]
    return _ydelse(rng, danmark, modtagere, _AEF_VAEGT, LAENGE_SIDEN, SENERE)


def _nye_ydelser(rng: Terning, danmark: Befolkning) -> Forloeb:
    """Ydelser, der begynder i spandet og varer fra en til mange måneder."""
    fund = haendelser(rng, danmark.kontrollerede, danmark.sikre, YDELSE_YM, danmark.spand_fra(560))
    fra = maaned(fund.dag)
    til = fra + heltal(rng, 0, 14, len(fra))
    return _ydelse(rng, danmark, fund.hvem, _YM_VAEGT, fra, til)


def _kontanthjaelp(rng: Terning, danmark: Befolkning) -> Forloeb:
    """Kommunens egen ydelse (type 06) hos en del: den skal reglerne se bort fra."""
    person = danmark.modtagere[rng.random(len(danmark.modtagere)) < 0.22]
    antal = len(person)
    kontoret = list(tekster()["betaler"]).index("kontanthjaelp")
    return Forloeb(
        person,
        np.full(antal, ARBEJDSGIVERE + kontoret),
        maaned(danmark.sager.oprettet[person]),
        np.minimum(maaned(np.minimum(danmark.sager.lukket[person], 100_000)), SENERE),
        heltal(rng, 5000, 14_000, antal),
        np.zeros(antal),
        np.ones(antal),
        np.full(antal, ALDRIG),
    )
