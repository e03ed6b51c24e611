"""Personerne: modtagere, ægtefæller, børn og børnenes anden forælder, i denne rækkefølge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from registre.syntetisk.husstande import Husstande, aegtefaellers_foedsel
from registre.syntetisk.kalender import AAR, Heltal, Sandheder
from registre.syntetisk.terninger import Spand, Terning, haendelser, heltal

INGEN = -1
ANDEL_KENDT_FORAELDER = 0.85
FOEDSELSRATE = 0.06
YNGSTE_FORAELDER = int(16.5 * AAR)


@dataclass(frozen=True, slots=True)
class Personer:
    """Én plads pr. person.

    ``husstand`` er hjemmets nummer; en anden forælder har sit eget hjem efter husstandene.
    ``ym``, ``aef``, ``barn`` og ``anden`` er pladserne for hver rolle.
    """

    foedt: Heltal
    kvinde: Sandheder
    indvandret: Sandheder
    husstand: Heltal
    ym: Heltal
    aef: Heltal
    barn: Heltal
    anden: Heltal
    barns_anden: Heltal
    """For hvert barn: pladsen for forælderen ud over modtageren, eller INGEN."""
    aef_i_husstand: Heltal
    """For hver husstand: ægtefællens plads, eller INGEN."""
    anden_i_husstand: Heltal
    """For hver husstand: den anden forælders plads, eller INGEN."""

    @property
    def antal(self) -> int:
        """Antallet af personer."""
        return len(self.foedt)

    @property
    def hjem(self) -> int:
        """Antallet af hjem: husstandene og de andre forældres."""
        return len(self.aef_i_husstand) + len(self.anden)


def dan_personer(rng: Terning, husstande: Husstande, sikre: Sandheder, spand: Spand) -> Personer:
    """Sæt personer i husstandene."""
    nr = np.arange(husstande.antal)
    i_par = nr[husstande.par]
    aef_foedt = aegtefaellers_foedsel(rng, husstande, spand)
    barn_i, barn_foedt = _boern(rng, husstande, sikre, spand)
    enlig = (husstande.boern > 0) & ~husstande.par
    skilt_i = nr[enlig & (rng.random(husstande.antal) < ANDEL_KENDT_FORAELDER)]
    anden_foedt = husstande.foedt[skilt_i] - heltal(rng, -4 * AAR, 6 * AAR, len(skilt_i))
    anden_foedt = np.minimum(anden_foedt, spand.dato - int(20 * AAR))
    antal = [husstande.antal, len(i_par), len(barn_i), len(skilt_i)]
    graenser = np.cumsum([0, *antal])
    ym, aef, barn, anden = (np.arange(a, b) for a, b in pairwise(graenser.tolist()))
    aef_i = _i_husstand(husstande.antal, i_par, aef)
    anden_i = _i_husstand(husstande.antal, skilt_i, anden)
    samme_koen = rng.random(len(i_par)) < 0.015
    foedt = np.concatenate([husstande.foedt, aef_foedt, barn_foedt, anden_foedt])
    mulig = _anden_foraelder(rng, barn_i, aef_i, anden_i)
    for_ung = foedt[mulig] + YNGSTE_FORAELDER > barn_foedt
    return Personer(
        foedt=foedt,
        kvinde=np.concatenate(
            [
                husstande.kvinde,
                husstande.kvinde[i_par] == samme_koen,
                rng.random(len(barn_i)) < 0.487,
                ~husstande.kvinde[skilt_i],
            ]
        ),
        indvandret=husstande.indvandret[np.concatenate([nr, i_par, barn_i, skilt_i])],
        husstand=np.concatenate([nr, i_par, barn_i, husstande.antal + np.arange(len(skilt_i))]),
        ym=ym,
        aef=aef,
        barn=barn,
        anden=anden,
        barns_anden=np.where(for_ung, INGEN, mulig),
        aef_i_husstand=aef_i,
        anden_i_husstand=anden_i,
    )


def _i_husstand(antal: int, husstande: Heltal, personer: Heltal) -> Heltal:
    plads = np.full(antal, INGEN)
    plads[husstande] = personer
    return plads


def _anden_foraelder(rng: Terning, barn_i: Heltal, aef_i: Heltal, anden_i: Heltal) -> Heltal:
    """Ægtefællen i ni af ti par (ellers er barnet modtagerens alene), hos enlige den anden."""
    sammenbragt = rng.random(len(barn_i)) < 0.1
    fra_par = np.where(sammenbragt, INGEN, aef_i[barn_i])
    return np.where(aef_i[barn_i] >= 0, fra_par, anden_i[barn_i])


def _boern(
    rng: Terning, husstande: Husstande, sikre: Sandheder, spand: Spand
) -> tuple[Heltal, Heltal]:
    """Børnenes husstand og fødselsdag: de ældre børn og dem, der fødes i spandet."""
    nr = np.arange(husstande.antal)
    aeldre_i = np.repeat(nr, husstande.boern)
    foedt = husstande.foedt[aeldre_i]
    tidligst = foedt + int(18.5 * AAR)
    senest = np.maximum(np.minimum(foedt + int(42 * AAR), spand.fra - 1), tidligst + 1)
    aeldre_foedt = rng.integers(tidligst, senest)
    beholdt = aeldre_foedt < spand.fra
    alder = (spand.dato - husstande.foedt) / AAR
    moedre = nr[(husstande.kvinde | husstande.par) & (alder > 20) & (alder < 42)]
    foedsler = haendelser(rng, moedre, moedre[sikre[moedre]], FOEDSELSRATE, spand)
    tvillinger = rng.random(len(foedsler.hvem)) < 0.02
    gange = 1 + tvillinger.astype(np.int64)
    return (
        np.concatenate([aeldre_i[beholdt], np.repeat(foedsler.hvem, gange)]),
        np.concatenate([aeldre_foedt[beholdt], np.repeat(foedsler.dag, gange)]),
    )
