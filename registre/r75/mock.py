"""R75 i det syntetiske Danmark: biler, der købes og sælges, og moms fra egne virksomheder."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.r75 import skema
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.kalender import AAR, ALDRIG, Heltal, aar_maaned_dag, foerste_dag
from registre.syntetisk.tabeldannelse import opslag, ramme
from registre.syntetisk.terninger import Terning, haendelser, heltal, hyppighed, vaegtet
from registre.syntetisk.virksomheder import egne_virksomheder

MODELLER = (
    "Volkswagen Polo", "Toyota Yaris", "Peugeot 208", "Ford Fiesta", "Citroën C3", "Opel Corsa",
    "Škoda Octavia", "Suzuki Swift", "Hyundai i10", "Kia Picanto", "Renault Clio", "Fiat Punto",
    "Mazda 2", "Nissan Micra", "Volvo V70", "Ford Mondeo", "BMW 320d", "Mercedes-Benz E 220",
)  # fmt: skip
YM_HAR_BIL, AEF_HAR_BIL = 0.22, 0.5
KOEB_RATE, SALG_RATE, MANGE_RATE = 0.055, 0.055, 0.003
KODER = (2, 3, 6, 9, 1, 4, 7)
UDEN_FOERSTE_REGISTRERING = 0.012
INDBERETTER, NUL_MOMS, FOR_SENT = 0.65, 0.12, 0.06


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """Biler og moms."""
    return {"r75_biler": _biler(danmark), "r75_moms": _moms(danmark)}


def _ejerskaber(rng: Terning, danmark: Befolkning) -> tuple[Heltal, Heltal, Heltal, Heltal]:
    """Person, erhvervet, afhændet og bilens alder i dage ved købet."""
    folk, spand = danmark.personer, danmark.spand
    ejere = np.concatenate(
        [
            folk.ym[rng.random(len(folk.ym)) < YM_HAR_BIL],
            folk.aef[rng.random(len(folk.aef)) < AEF_HAR_BIL],
        ]
    )
    koebt = spand.dato - 140 - rng.exponential(3 * AAR, len(ejere)).astype(np.int64)
    salg = haendelser(
        rng, ejere, np.intersect1d(ejere, danmark.sikre), SALG_RATE * 2.6, danmark.spand_fra(130)
    )
    solgt = np.full(folk.antal, ALDRIG)
    solgt[salg.hvem] = salg.dag
    koeb = haendelser(rng, danmark.kontrollerede, danmark.sikre, KOEB_RATE, danmark.spand_fra(130))
    mange = haendelser(
        rng, danmark.kontrollerede, danmark.sikre, MANGE_RATE, danmark.spand_fra(130)
    )
    aldrig = np.full(len(koeb.hvem), ALDRIG)
    alder = (rng.gamma(2.2, 3.4 * AAR, len(ejere) + len(koeb.hvem))).astype(np.int64)
    gamle = heltal(rng, 15.5 * AAR, 24 * AAR, 2 * len(mange.hvem))
    return (
        np.concatenate([ejere, koeb.hvem, mange.hvem, mange.hvem]),
        np.concatenate([koebt, koeb.dag, mange.dag - 24, mange.dag - 9]),
        np.concatenate([solgt[ejere], aldrig, mange.dag - 11, mange.dag]),
        np.concatenate([np.minimum(alder, int(28 * AAR)), gamle]),
    )


def _biler(danmark: Befolkning) -> pl.DataFrame:
    rng = danmark.terning("r75_biler")
    person, erhvervet, afhaendet, alder = _ejerskaber(rng, danmark)
    antal = len(person)
    model = opslag(MODELLER, vaegtet(rng, hyppighed(len(MODELLER)), antal))
    plade = rng.choice(26 * 26 * 90_000, antal, replace=False)
    bogstaver = [chr(65 + nr // 26) + chr(65 + nr % 26) for nr in range(26 * 26)]
    nummer = opslag(bogstaver, plade // 90_000) + pl.Series(plade % 90_000 + 10_000).cast(pl.String)
    foerste = np.where(rng.random(antal) < UDEN_FOERSTE_REGISTRERING, ALDRIG, erhvervet - alder)
    stel = rng.permutation(antal) + 10_000_000
    return ramme(
        skema.BILER,
        {
            "cpr": danmark.nummer_paa(person, erhvervet),
            "stelnummer": "SYNDK" + pl.Series(stel).cast(pl.String).str.zfill(12),
            "registreringsnummer": nummer,
            "maerke": model.str.split(" ").list.first(),
            "model": model.str.replace(r"^\S+ ", ""),
            "foerste_registrering": foerste,
            "ejerbrugerkode": np.array(KODER)[
                vaegtet(rng, (0.5, 0.2, 0.14, 0.08, 0.03, 0.03, 0.02), antal)
            ],
            "r75_indeks": opslag(["7500100", "7500200"], vaegtet(rng, (0.96, 0.04), antal)),
            "erhvervet": erhvervet,
            "afhaendet": afhaendet,
        },
    )


def _moms(danmark: Befolkning) -> pl.DataFrame:
    """Hvert kvartal fra året før vinduet; nogle indberetter nul, andre for sent."""
    rng = danmark.terning("r75_moms")
    egne = egne_virksomheder(danmark)
    foerste_aar = int(aar_maaned_dag(np.array([danmark.spand.dato - 130]))[0][0]) - 1
    sidste_aar = int(aar_maaned_dag(np.array([danmark.slut]))[0][0])
    kvartaler = np.arange((sidste_aar - foerste_aar + 1) * 4)
    indberetter = np.flatnonzero(rng.random(len(egne.ejer)) < INDBERETTER)
    virksomhed = np.repeat(indberetter, len(kvartaler))
    kvartal = np.tile(kvartaler, len(indberetter)) + foerste_aar * 4
    slut_maaned = (kvartal - 1970 * 4) * 3 + 3
    begynder, slutter = foerste_dag(slut_maaned - 3), foerste_dag(slut_maaned) - 1
    antal = len(virksomhed)
    sen = np.where(rng.random(antal) < FOR_SENT, heltal(rng, 20, 110, antal), 0)
    indberettet = slutter + heltal(rng, 25, 61, antal) + sen
    kroner = np.where(rng.random(antal) < NUL_MOMS, 0, heltal(rng, -4000, 26_000, antal))
    ejer, start = egne.ejer[virksomhed], egne.start[virksomhed]
    med = (start <= slutter) & (begynder < danmark.liv.ude[ejer])
    virksomhed, ejer = virksomhed[med], ejer[med]
    return ramme(
        skema.MOMS,
        {
            "cpr": danmark.nummer_paa(ejer, indberettet[med]),
            "cvr": egne.cvr.gather(virksomhed),
            "aar": kvartal[med] // 4,
            "r75_indeks": opslag([f"420050{nr}" for nr in range(1, 5)], kvartal[med] % 4),
            "beloeb_oere": kroner[med] * 100,
            "indberettet": indberettet[med],
        },
    )
