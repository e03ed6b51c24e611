"""CPR i det syntetiske Danmark: personer, historik, børn og beskyttelse."""

from __future__ import annotations

import numpy as np
import polars as pl

from registre.cpr import skema
from registre.cpr.mock_civilstand import civilstand, separation
from registre.syntetisk.befolkning import Befolkning
from registre.syntetisk.flytninger import adresser
from registre.syntetisk.intervaller import orden, til_naeste
from registre.syntetisk.kalender import ALDRIG, Heltal
from registre.syntetisk.livsforloeb import statusforloeb
from registre.syntetisk.navne import efternavne, fornavne, mellemnavne
from registre.syntetisk.tabeldannelse import Vaerdier, opslag, ramme, saml
from registre.syntetisk.terninger import Terning, heltal, vaegtet

STATSBORGERSKABER = ("5100", None, "5103")
"""Danmark, uoplyst og statsløs; ingen regel må læse det."""
ANDEL_BESKYTTET = 0.014
ANDEL_RETTET = 0.003


def byg(danmark: Befolkning) -> dict[str, pl.DataFrame]:
    """CPR's syv tabeller."""
    return {
        "cpr_personer": _personer(danmark),
        "cpr_status": _status(danmark),
        "cpr_civilstand": civilstand(danmark),
        "cpr_separation": separation(danmark),
        "cpr_adresser": _adresser(danmark),
        "cpr_boern": _boern(danmark),
        "cpr_beskyttelse": _beskyttelse(danmark),
    }


def _personer(danmark: Befolkning) -> pl.DataFrame:
    rng = danmark.terning("cpr_personer")
    folk = danmark.personer
    land = vaegtet(rng, (0.4, 0.57, 0.03), folk.hjem)[folk.husstand]
    gaeldende = ramme(
        skema.PERSONER,
        {
            "cpr": danmark.numre,
            "fornavn": fornavne(rng, danmark),
            "mellemnavn": mellemnavne(rng, danmark),
            "efternavn": efternavne(rng, danmark),
            "foedselsdato": folk.foedt,
            "koen": opslag(["M", "K"], folk.kvinde.astype(np.int64)),
            "statsborgerskab": opslag(STATSBORGERSKABER, np.where(folk.indvandret, land, 0)),
            "gaeldende_cpr": np.zeros(folk.antal, dtype=np.int64),
        },
    )
    skiftede = np.flatnonzero(danmark.gamle_numre)
    gamle = gaeldende[skiftede].with_columns(
        gaeldende_cpr=pl.col("cpr"),
        cpr=pl.Series(danmark.gamle_numre[skiftede]).cast(pl.String),
    )
    return saml(gaeldende, gamle)


def _status(danmark: Befolkning) -> pl.DataFrame:
    person, fra, koder = statusforloeb(danmark.liv)
    efter = orden(person, fra)
    person, fra = person[efter], fra[efter]
    skiftede = np.flatnonzero(danmark.gamle_numre)
    raekker: dict[str, Vaerdier] = {
        "cpr": danmark.nummer_paa(person, fra),
        "status": opslag(koder, efter),
        "fra": fra,
        "til": til_naeste(person, fra),
        "register_status": _aktuel(len(person)),
    }
    nyt_nummer: dict[str, Vaerdier] = {
        "cpr": danmark.gamle_numre[skiftede],
        "status": ["60"] * len(skiftede),
        "fra": danmark.liv.skiftet[skiftede],
        "til": np.full(len(skiftede), ALDRIG),
        "register_status": _aktuel(len(skiftede)),
    }
    return saml(ramme(skema.STATUS, raekker), ramme(skema.STATUS, nyt_nummer))


def _aktuel(antal: int) -> pl.Series:
    return pl.repeat("AKTUEL", antal, dtype=pl.String, eager=True)


def _adresser(danmark: Befolkning) -> pl.DataFrame:
    rng = danmark.terning("cpr_adresser")
    raekker, boliger = adresser(danmark)
    antal = len(raekker.person)
    hjemme = np.flatnonzero(danmark.liv.ankommet < danmark.spand.fra)
    rettede = rng.choice(hjemme, round(len(hjemme) * ANDEL_RETTET))
    husstand = danmark.personer.husstand[rettede] % danmark.husstande.antal
    forkerte = boliger.nye(rng, danmark.husstande.kommune[husstand])
    spand = danmark.spand
    person = np.concatenate([raekker.person, rettede])
    fra = np.concatenate([raekker.fra, heltal(rng, spand.fra, spand.til, len(rettede))])
    return ramme(
        skema.ADRESSER,
        {
            "cpr": danmark.nummer_paa(person, fra),
            **boliger.kolonner(np.concatenate([raekker.adresse, forkerte])),
            "fra": fra,
            "til": np.concatenate([raekker.til, np.full(len(rettede), ALDRIG)]),
            "aarsag": opslag(
                ["FLYTNING", "OMKODNING"],
                np.concatenate([raekker.aarsag, np.zeros(len(rettede), dtype=np.int64)]),
            ),
            "register_status": saml_status(rng, antal, len(rettede)),
        },
    )


def saml_status(rng: Terning, antal: int, rettede: int) -> pl.Series:
    """AKTUEL for de rigtige rækker; de fejlagtige er rettet, fortrudt eller af teknisk art."""
    fejl = opslag(["RETTET", "FORTRUDT", "TEKNISK_AENDRING"], vaegtet(rng, (5, 4, 1), rettede))
    return pl.concat([_aktuel(antal), fejl])


def _boern(danmark: Befolkning) -> pl.DataFrame:
    folk = danmark.personer
    kendt = folk.barns_anden >= 0
    foraelder = np.concatenate([folk.husstand[folk.barn], folk.barns_anden[kendt]])
    barn = np.concatenate([folk.barn, folk.barn[kendt]])
    return ramme(
        skema.BOERN,
        {
            "foraelder_cpr": danmark.numre[foraelder],
            "barn_cpr": danmark.numre[barn],
            "register_status": _aktuel(len(barn)),
        },
    )


def _beskyttelse(danmark: Befolkning) -> pl.DataFrame:
    """Hele hjemmet beskyttes, to år ad gangen; nogle fornyes."""
    rng = danmark.terning("cpr_beskyttelse")
    folk, spand = danmark.personer, danmark.spand
    hjem_fra = spand.til - heltal(rng, 0, 1400, folk.hjem)
    hjem_til = np.where(rng.random(folk.hjem) < 0.3, hjem_fra + 730, ALDRIG)
    i_hjem = (rng.random(folk.hjem) < ANDEL_BESKYTTET)[folk.husstand]
    person: Heltal = np.flatnonzero(i_hjem)
    hjem = folk.husstand[person]
    fra = np.maximum(hjem_fra[hjem], danmark.liv.ankommet[person])
    levet = fra <= hjem_til[hjem]
    person, hjem, fra = person[levet], hjem[levet], fra[levet]
    typer = vaegtet(rng, (0.88, 0.06, 0.04, 0.02), len(person))
    return ramme(
        skema.BESKYTTELSE,
        {
            "cpr": danmark.nummer_paa(person, fra),
            "type": opslag(["0001", "0002", "0003", "0004"], typer),
            "fra": fra,
            "til": hjem_til[hjem],
        },
    )
