"""Civilstand og separation i det syntetiske Danmark."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.cpr import skema
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.intervaller import orden, til_naeste
from registre.syntetisk.kalender import AAR, ALDRIG, Heltal
from registre.syntetisk.parforhold import TRE_MAANEDER, Parforhold
from registre.syntetisk.tabeldannelse import opslag, ramme

KODER = ("U", "G", "F", "E", "P", "O", "L", "D")
UGIFT, GIFT, FRASKILT, ENKE, PARTNER, OPHOERT, LAENGSTLEVENDE, DOED = range(8)

Raekker = tuple[Heltal, Heltal, Heltal, Heltal]
"""Person, kode, ægtefælle (−1: ingen) og dag."""


def civilstand(danmark: Befolkning) -> pl.DataFrame:
    """Hver persons civilstande, sammenhængende fra ankomsten."""
    person, kode, aegtefaelle, fra = (
        np.concatenate(dele)
        for dele in zip(
            _ugift(danmark),
            *_aegteskaber(danmark, danmark.tidligere),
            *_aegteskaber(danmark, danmark.par),
            *_uden_kendt_aegtefaelle(danmark),
            _doede(danmark),
            strict=True,
        )
    )
    med = (fra < ALDRIG) & (fra <= danmark.liv.doed[person])
    person, kode, aegtefaelle, fra = person[med], kode[med], aegtefaelle[med], fra[med]
    efter = orden(person, fra)
    person, fra, aegtefaelle = person[efter], fra[efter], aegtefaelle[efter]
    numre = danmark.nummer_paa(np.maximum(aegtefaelle, 0), fra)
    return ramme(
        skema.CIVILSTAND,
        {
            "cpr": danmark.nummer_paa(person, fra),
            "civilstand": opslag(KODER, kode[efter]),
            "aegtefaelle_cpr": np.where(aegtefaelle >= 0, numre, 0),
            "fra": fra,
            "til": til_naeste(person, fra),
            "register_status": pl.repeat("AKTUEL", len(fra), dtype=pl.String, eager=True),
        },
    )


def _raekker(person: Heltal, kode: Heltal | int, med: Heltal | int, fra: Heltal) -> Raekker:
    return (
        person,
        np.broadcast_to(np.asarray(kode), person.shape),
        np.broadcast_to(np.asarray(med), person.shape),
        fra,
    )


def _ugift(danmark: Befolkning) -> Raekker:
    alle = np.arange(danmark.personer.antal)
    return _raekker(alle, UGIFT, -1, danmark.personer.foedt)


def _aegteskaber(danmark: Befolkning, par: Parforhold) -> list[Raekker]:
    """Viet, skilt og efterladt, for begge parter."""
    indgaaet = np.where(par.partnerskab, PARTNER, GIFT)
    skilt = np.where(par.partnerskab, OPHOERT, FRASKILT)
    efterladt = np.where(par.partnerskab, LAENGSTLEVENDE, ENKE)
    raekker = []
    for person, anden in ((par.a, par.b), (par.b, par.a)):
        raekker.append(_raekker(person, indgaaet, anden, par.viet))
        doed = danmark.liv.doed[anden]
        gift_endnu = (par.viet < doed) & (doed < par.skilt)
        raekker.append(_raekker(person, efterladt, -1, np.where(gift_endnu, doed, ALDRIG)))
        raekker.append(_raekker(person, skilt, -1, np.where(doed < par.skilt, ALDRIG, par.skilt)))
    return raekker


def _uden_kendt_aegtefaelle(danmark: Befolkning) -> list[Raekker]:
    """Enlige over 40: nogle er fraskilt eller enke(mand) fra et ægteskab for længe siden."""
    rng = danmark.terning("cpr_civilstand")
    folk, spand = danmark.personer, danmark.spand
    enlige = folk.ym[~danmark.husstande.par & (folk.anden_i_husstand < 0)]
    enlige = enlige[folk.foedt[enlige] < spand.fra - int(40 * AAR)]
    var_gift = enlige[rng.random(len(enlige)) < 0.34]
    viet = folk.foedt[var_gift] + int(20 * AAR) + rng.integers(0, int(10 * AAR), len(var_gift))
    ophoert = viet + 365 + rng.integers(0, int(8 * AAR), len(var_gift))
    kode = np.where(rng.random(len(var_gift)) < 0.12, ENKE, FRASKILT)
    return [_raekker(var_gift, GIFT, -1, viet), _raekker(var_gift, kode, -1, ophoert)]


def _doede(danmark: Befolkning) -> Raekker:
    doede = np.flatnonzero(danmark.liv.doed < ALDRIG)
    return _raekker(doede, DOED, -1, danmark.liv.doed[doede])


def separation(danmark: Befolkning) -> pl.DataFrame:
    """Separationer på begges række; en bortfaldet lukkes ofte kort efter de tre måneder."""
    rng = danmark.terning("cpr_separation")
    par = danmark.par
    hvem = np.flatnonzero(par.separeret < ALDRIG)
    fra = par.separeret[hvem]
    bor_sammen = par.flyttet[hvem] == ALDRIG
    lukkes = bor_sammen & (rng.random(len(hvem)) < 0.5)
    bortfald = np.where(lukkes, fra + TRE_MAANEDER + 6, ALDRIG)
    til = np.minimum(bortfald, np.where(par.skilt[hvem] < ALDRIG, par.skilt[hvem] - 1, ALDRIG))
    person = np.concatenate([par.a[hvem], par.b[hvem]])
    fra, til = np.tile(fra, 2), np.tile(til, 2)
    status = pl.repeat("AKTUEL", len(person), dtype=pl.String, eager=True)
    return ramme(
        skema.SEPARATION,
        {
            "cpr": danmark.nummer_paa(person, fra),
            "fra": fra,
            "til": til,
            "register_status": status,
        },
    )
