"""Hver persons adresser: hjemmets flytninger og dem, der flytter for sig selv."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.boliger import Boliger, dan_boliger
from registre.syntetisk.hjem import FLYTNING, Hjem, dan_hjem
from registre.syntetisk.intervaller import orden, til_naeste
from registre.syntetisk.kalender import AAR, ALDRIG, Heltal, Sandheder
from registre.syntetisk.parforhold import Parforhold
from registre.syntetisk.terninger import Terning, haendelser, heltal

BARN_FLYTTER_RATE = 0.035


@dataclass(frozen=True, slots=True)
class Adresseforloeb:
    """Personernes adresser, sorteret efter person og dag."""

    person: Heltal
    fra: Heltal
    til: Heltal
    adresse: Heltal
    aarsag: Heltal


@dataclass(frozen=True, slots=True)
class Udflytning:
    """Hvem der forlader hjemmet, hvornår (ALDRIG: bliver), og hvorhen."""

    dag: Heltal
    adresse: Heltal


def adresser(danmark: Befolkning) -> tuple[Adresseforloeb, Boliger]:
    """Alle personers adresser og adressebogen."""
    rng = danmark.terning("flytninger")
    boliger = dan_boliger(rng, danmark.kommuner)
    hjem = dan_hjem(rng, danmark, boliger)
    ud = _udflytninger(rng, danmark, boliger, hjem)
    person, fra, adresse, aarsag = _med_hjemmet(danmark, hjem, boliger, rng)
    bliver = fra < ud.dag[person]
    ude = np.flatnonzero(ud.dag < ALDRIG)
    person = np.concatenate([person[bliver], ude])
    fra = np.concatenate([fra[bliver], ud.dag[ude]])
    adresse = np.concatenate([adresse[bliver], ud.adresse[ude]])
    aarsag = np.concatenate([aarsag[bliver], np.full(len(ude), FLYTNING)])
    fra, i_live = _begraens(danmark, person, fra)
    return _sorter(danmark, person[i_live], fra[i_live], adresse[i_live], aarsag[i_live]), boliger


def _begraens(danmark: Befolkning, person: Heltal, fra: Heltal) -> tuple[Heltal, Sandheder]:
    """Ingen adresse efter død eller udrejse."""
    return fra, fra < danmark.liv.ude[person]


def _sorter(
    danmark: Befolkning, person: Heltal, fra: Heltal, adresse: Heltal, aarsag: Heltal
) -> Adresseforloeb:
    efter = orden(person, fra)
    person, fra = person[efter], fra[efter]
    sidste = np.where(danmark.liv.doed < ALDRIG, danmark.liv.doed, danmark.liv.afgaaet - 1)
    sidste = np.where(danmark.liv.ude < ALDRIG, sidste, ALDRIG)
    til = np.minimum(til_naeste(person, fra), sidste[person])
    return Adresseforloeb(person, fra, til, adresse[efter], aarsag[efter])


def _med_hjemmet(
    danmark: Befolkning, hjem: Hjem, boliger: Boliger, rng: Terning
) -> tuple[Heltal, Heltal, Heltal, Heltal]:
    """Hjemmets rækker for hver, der bor der, fra den dag de kom til."""
    folk, ankommet = danmark.personer, danmark.liv.ankommet
    foerste = hjem.i_kraft(folk.husstand, ankommet)
    hjemmets_foerste = np.searchsorted(hjem.hjem, folk.husstand)
    # Ægtefællen har sin egen barndoms adresse og flytter først ind, da hjemmet får en ny.
    foerste[folk.aef] = np.maximum(foerste[folk.aef], hjemmets_foerste[folk.aef] + 1)
    sidste = np.searchsorted(hjem.hjem, folk.husstand, side="right")
    antal = sidste - foerste
    person = np.repeat(np.arange(folk.antal), antal)
    begyndelse = np.repeat(np.cumsum(antal) - antal, antal)
    raekke = np.arange(len(person)) - begyndelse + foerste[person]
    fra = np.maximum(hjem.dag[raekke], ankommet[person])
    kommune = danmark.husstande.kommune[folk.husstand[folk.aef]]
    return (
        np.concatenate([folk.aef, person]),
        np.concatenate([ankommet[folk.aef], fra]),
        np.concatenate([boliger.nye(rng, kommune), hjem.adresse[raekke]]),
        np.concatenate([np.full(len(folk.aef), FLYTNING), hjem.aarsag[raekke]]),
    )


def _udflytninger(rng: Terning, danmark: Befolkning, boliger: Boliger, hjem: Hjem) -> Udflytning:
    """Den ene part i et brudt par, nogle af deres børn, og børn, der flytter for sig selv."""
    folk = danmark.personer
    ud = Udflytning(np.full(folk.antal, ALDRIG), np.zeros(folk.antal, dtype=np.int64))
    _brudte_par(rng, danmark, boliger, danmark.par, ud)
    boern = folk.barn
    attende = folk.foedt[boern] + int(18 * AAR)
    rejser = attende + heltal(rng, 20, 5 * AAR, len(boern))
    rejser = np.where(rng.random(len(boern)) < 0.7, rejser, ALDRIG)
    unge = boern[(rejser < danmark.spand.til) & (ud.dag[boern] == ALDRIG)]
    ud.adresse[unge] = boliger.nye(rng, danmark.husstande.kommune[folk.husstand[unge]])
    ud.dag[unge] = rejser[unge - boern[0]] if len(unge) else ud.dag[unge]
    smaa = boern[(folk.foedt[boern] < danmark.spand.fra) & (ud.dag[boern] == ALDRIG)]
    smaa = smaa[folk.foedt[smaa] > danmark.spand.til - int(17.9 * AAR)]
    sikre = smaa[np.isin(folk.husstand[smaa], danmark.sikre)]
    fald = haendelser(rng, smaa, sikre, BARN_FLYTTER_RATE, danmark.spand)
    ud.dag[fald.hvem] = fald.dag
    ud.adresse[fald.hvem] = _barnets_nye_hjem(rng, danmark, boliger, hjem, fald.hvem, fald.dag)
    return ud


def _brudte_par(
    rng: Terning, danmark: Befolkning, boliger: Boliger, par: Parforhold, ud: Udflytning
) -> None:
    folk = danmark.personer
    brudt = np.flatnonzero(par.flyttet < ALDRIG)
    husstand = folk.husstand[par.b[brudt]]
    ny = boliger.nye(rng, danmark.husstande.kommune[husstand])
    ud.dag[par.b[brudt]] = par.flyttet[brudt]
    ud.adresse[par.b[brudt]] = ny
    i_hjem = np.full(danmark.husstande.antal, -1)
    i_hjem[husstand] = np.arange(len(brudt))
    boern = folk.barn[(folk.barns_anden >= 0) & (i_hjem[folk.husstand[folk.barn]] >= 0)]
    med = boern[rng.random(len(boern)) < 0.4]
    brud = i_hjem[folk.husstand[med]]
    dag = par.flyttet[brudt][brud]
    foedt = folk.foedt[med] < dag
    ud.dag[med[foedt]], ud.adresse[med[foedt]] = dag[foedt], ny[brud][foedt]


def _barnets_nye_hjem(
    rng: Terning, danmark: Befolkning, boliger: Boliger, hjem: Hjem, boern: Heltal, dag: Heltal
) -> Heltal:
    """Hos den anden forælder, hvis denne er kendt og bor for sig selv; ellers et nyt sted."""
    folk = danmark.personer
    anden = folk.barns_anden[boern - folk.barn[0]] if len(boern) else boern
    hos_anden = (anden >= folk.anden[0]) if len(folk.anden) else np.zeros(len(boern), dtype=bool)
    nyt = boliger.nye(rng, danmark.husstande.kommune[folk.husstand[boern]])
    hjemmet = folk.husstand[np.where(hos_anden, anden, 0)]
    return np.where(hos_anden, hjem.adresse[hjem.i_kraft(hjemmet, dag)], nyt)
