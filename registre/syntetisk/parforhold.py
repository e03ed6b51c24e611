"""Parrenes historie: vielse, separation, skilsmisse og hvem der flytter."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from registre.syntetisk.kalender import AAR, ALDRIG, Heltal, Sandheder
from registre.syntetisk.personer import Personer
from registre.syntetisk.terninger import Haendelser, Spand, Terning, haendelser, heltal

TRE_MAANEDER = 92
NYGIFTE, SEPARERET, BOR_SAMMEN, SKILT = 0.035, 0.022, 0.012, 0.018
"""Årlige andele af parrene."""
PARTNERSKAB_SLUT = 15505
"""15. juni 2012: siden da har par af samme køn kunnet vies."""


@dataclass(frozen=True, slots=True)
class Parforhold:
    """Én plads pr. par, også de tidligere; ``a`` er modtageren, ``b`` den anden part.

    Dage er dagnumre, ALDRIG når det ikke er sket. ``flyttet`` er dagen, ``b`` flytter ud.
    """

    a: Heltal
    b: Heltal
    viet: Heltal
    separeret: Heltal
    skilt: Heltal
    flyttet: Heltal
    partnerskab: Sandheder


def dan_parforhold(
    rng: Terning, personer: Personer, sikre: Sandheder, spand: Spand
) -> tuple[Parforhold, Parforhold]:
    """De nuværende par og de enliges tidligere ægteskaber med barnets anden forælder."""
    return _nuvaerende(rng, personer, sikre, spand), _tidligere(rng, personer, spand)


def _nuvaerende(rng: Terning, personer: Personer, sikre: Sandheder, spand: Spand) -> Parforhold:
    b = personer.aef
    a = personer.ym[personer.husstand[b]]
    tidligst = np.maximum(personer.foedt[a], personer.foedt[b]) + int(18.3 * AAR)
    senest = np.maximum(tidligst + 60, spand.fra - 30)
    aldrig = np.full(len(a), ALDRIG)
    viet = rng.integers(tidligst, senest)
    par = Parforhold(a, b, viet, aldrig, aldrig, aldrig, _partnerskab(personer, a, b, viet))
    return _historier(rng, par, sikre[personer.husstand[b]], tidligst, spand)


def _partnerskab(personer: Personer, a: Heltal, b: Heltal, viet: Heltal) -> Sandheder:
    samme_koen: Sandheder = personer.kvinde[a] == personer.kvinde[b]
    return samme_koen & (viet < PARTNERSKAB_SLUT)


def _historier(
    rng: Terning, par: Parforhold, sikre: Sandheder, tidligst: Heltal, spand: Spand
) -> Parforhold:
    """Højst én historie pr. par inden for spandet."""
    viet, separeret, skilt, flyttet = (
        raekke.copy() for raekke in (par.viet, par.separeret, par.skilt, par.flyttet)
    )
    ledige = np.arange(len(par.a))[par.viet < spand.fra]
    raekker: list[Haendelser] = []
    for rate in (NYGIFTE, SEPARERET, BOR_SAMMEN, SKILT):
        fund = haendelser(rng, ledige, ledige[sikre[ledige]], rate, spand)
        ledige = np.setdiff1d(ledige, fund.hvem)
        raekker.append(fund)
    gift, brudt, sammen, skilte = raekker
    viet[gift.hvem] = np.maximum(gift.dag, tidligst[gift.hvem])
    separeret[brudt.hvem] = brudt.dag
    flyttet[brudt.hvem] = brudt.dag + heltal(rng, 0, 12, len(brudt.dag))
    halvt_aar = brudt.dag + heltal(rng, 183, 260, len(brudt.dag))
    skilt[brudt.hvem] = np.where(rng.random(len(brudt.dag)) < 0.7, halvt_aar, ALDRIG)
    separeret[sammen.hvem] = sammen.dag - TRE_MAANEDER
    skilt[skilte.hvem] = skilte.dag
    flyttet[skilte.hvem] = skilte.dag - heltal(rng, 0, 40, len(skilte.dag))
    return replace(
        par,
        viet=viet,
        separeret=separeret,
        skilt=skilt,
        flyttet=flyttet,
        partnerskab=par.partnerskab & (viet == par.viet),
    )


def _tidligere(rng: Terning, personer: Personer, spand: Spand) -> Parforhold:
    """Lidt over halvdelen af de enlige forældre har været gift med den anden."""
    husstand = np.flatnonzero(personer.anden_i_husstand >= 0)
    a, b = personer.ym[husstand], personer.anden_i_husstand[husstand]
    tidligst = np.maximum(personer.foedt[a], personer.foedt[b]) + int(18.5 * AAR)
    var_gift = (rng.random(len(a)) < 0.55) & (tidligst < spand.fra - int(2 * AAR))
    a, b, tidligst = a[var_gift], b[var_gift], tidligst[var_gift]
    viet = tidligst + (rng.random(len(a)) * (spand.fra - int(AAR) - tidligst) * 0.6).astype(int)
    skilt = viet + 200 + (rng.random(len(a)) * (spand.dato - 230 - viet)).astype(np.int64)
    aldrig = np.full(len(a), ALDRIG)
    return Parforhold(a, b, viet, aldrig, skilt, aldrig, np.zeros(len(a), dtype=bool))
