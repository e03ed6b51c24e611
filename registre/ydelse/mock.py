"""Kommunernes ydelsessystemer i det syntetiske Danmark: sager og månedlige udbetalinger."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.husstande import ANDEL_BEGGE_MODTAGER, PROFILER
from registre.syntetisk.kalender import AAR, Heltal, foerste_dag, maaned, sidste_hverdag
from registre.syntetisk.livsforloeb import OPDAGES_EFTER
from registre.syntetisk.tabeldannelse import Vaerdier, opslag, ramme, saml
from registre.ydelse import skema

SATSER = {
    "32.24.04": (11282, 14993),
    "32.24.08": (18866, 18866),
    "32.24.10": (11282, 14993),
    "32.24.12": (16793, 16793),
    "32.24.28": (11282, 14993),
    "32.24.30": (11282, 14993),
    "32.24.32": (7272, 14993),
    "32.24.48": (6182, 12019),
}
"""Kr. pr. måned uden og med forsørgelse (2018-niveau, afrundet)."""
MAANEDER_TILBAGE = 5
TO_SAGER = 0.008
TILBAGEFOERT = 0.004


@dataclass(frozen=True, slots=True)
class _Sager:
    person: Heltal
    husstand: Heltal
    profil: Heltal


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Kommuner, sager og udbetalinger."""
    sager = _sager(danmark)
    kommune = danmark.husstande.kommune[sager.husstand]
    koder = opslag([k.kode for k in danmark.kommuner], kommune)
    loebenr = pl.Series(np.arange(1, len(kommune) + 1)).cast(pl.String).str.zfill(6)
    sag_id = koder + "-" + loebenr
    oprettet = danmark.sager.oprettet[sager.husstand]
    tabel: dict[str, Vaerdier] = {
        "sag_id": sag_id,
        "kommunekode": koder,
        "cpr": danmark.nummer_paa(sager.person, oprettet),
        "kle": opslag([p.kle for p in PROFILER], sager.profil),
        "oprettet": oprettet,
        "afsluttet": danmark.sager.lukket[sager.husstand],
    }
    return {
        "kommuner": _kommuner(danmark),
        "ydelse_sager": ramme(skema.SAGER, tabel),
        "ydelse_udbetalinger": _udbetalinger(danmark, sager, sag_id),
    }


def _kommuner(danmark: Befolkning) -> pl.DataFrame:
    """Kommunerne tilsluttede sig i to hold, fem og seks måneder før kørselsdagen."""
    nr = np.arange(len(danmark.kommuner))
    dato = maaned(np.full(len(nr), danmark.spand.dato))
    return ramme(
        skema.KOMMUNER,
        {
            "kommunekode": [k.kode for k in danmark.kommuner],
            "navn": [k.navn for k in danmark.kommuner],
            "par10_aktiveringsdato": foerste_dag(dato - 5 - nr % 2),
        },
    )


def _sager(danmark: Befolkning) -> _Sager:
    """Modtagernes sager, ægtefæller, der selv er modtagere, og enkelte med to ydelser."""
    rng = danmark.terning("ydelse_sager")
    folk, husstande = danmark.personer, danmark.husstande
    ym = folk.ym
    loebende = np.flatnonzero(~husstande.afgaaet & ~husstande.kommende)
    i_par = folk.aef_i_husstand[loebende]
    mulige = i_par[i_par >= 0]
    begge = min(round(len(loebende) * ANDEL_BEGGE_MODTAGER), len(mulige))
    aef = np.sort(rng.choice(mulige, begge, replace=False)) if begge else mulige[:0]
    to = ym[rng.random(len(ym)) < TO_SAGER]
    person = np.concatenate([ym, aef, to])
    husstand = folk.husstand[person]
    skift = np.where(np.arange(len(person)) >= len(ym) + len(aef), 1, 0)
    profil = (husstande.profil[husstand] + skift) % len(PROFILER)
    return _Sager(person, husstand, profil)


def _udbetalinger(danmark: Befolkning, sager: _Sager, sag_id: pl.Series) -> pl.DataFrame:
    rng = danmark.terning("ydelse_udbetalinger")
    dato, slut = maaned(np.array([danmark.spand.dato, danmark.slut]))
    maaneder = np.arange(dato - MAANEDER_TILBAGE, slut + 1)
    sag = np.repeat(np.arange(len(sager.person)), len(maaneder))
    dag = np.tile(sidste_hverdag(maaneder), len(sager.person))
    husstand, person = sager.husstand[sag], sager.person[sag]
    senest = np.minimum(danmark.sager.lukket[husstand], danmark.liv.ude[person] + OPDAGES_EFTER)
    med = (dag >= danmark.sager.oprettet[husstand]) & (dag <= senest)
    med &= dag <= danmark.slut
    sag, dag = sag[med], dag[med]
    beloeb = _beloeb(danmark, sager)[sag]
    baglaens = rng.random(len(sag)) < TILBAGEFOERT
    udbetalt: dict[str, Vaerdier] = {
        "sag_id": sag_id.gather(sag),
        "udbetalt": dag,
        "beloeb_oere": beloeb,
    }
    retur: dict[str, Vaerdier] = {
        "sag_id": sag_id.gather(sag[baglaens]),
        "udbetalt": dag[baglaens] + 2,
        "beloeb_oere": -beloeb[baglaens],
    }
    return saml(ramme(skema.UDBETALINGER, udbetalt), ramme(skema.UDBETALINGER, retur))


def _beloeb(danmark: Befolkning, sager: _Sager) -> Heltal:
    """Satsen efter ydelse og forsørgelse, ofte nedsat lidt."""
    rng = danmark.terning("ydelse_beloeb")
    satser = np.array([SATSER[p.kle] for p in PROFILER])
    forsoerger = (danmark.husstande.boern[sager.husstand] > 0).astype(np.int64)
    alder = (danmark.spand.dato - danmark.husstande.foedt[sager.husstand]) / AAR
    fuld = satser[sager.profil, forsoerger] * np.where(alder < 23, 0.85, 1.0)
    nedsat = np.where(rng.random(len(fuld)) < 0.3, rng.uniform(0.3, 1.0, len(fuld)), 1.0)
    kroner: Heltal = np.maximum(fuld * nedsat, 500).astype(np.int64)
    return kroner * 100
