"""Veje og boliger: opfundne veje i rigtige postdistrikter, adresser i kontraktens normalform."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from registre.syntetisk.kalender import Heltal
from registre.syntetisk.kommuner import Kommune
from registre.syntetisk.tabeldannelse import Vaerdier, opslag
from registre.syntetisk.terninger import Terning, heltal, vaegtet

ETAGER: tuple[str | None, ...] = (None, "st", "1", "2", "3", "4", "5")
DOERE: tuple[str | None, ...] = (None, "tv", "th", "mf", *(str(nr) for nr in range(1, 13)))
_ETAGEVAEGT = (0, 20, 20, 18, 14, 10, 4)
_DOERVAEGT = (0, 40, 40, 6, *[1.2] * 12)
_AFSTAND = 8
"""Mellem to vejkoder, så en omkodet vej kan få en ledig."""
UDEN_BOPAEL = "9901"
"""Højvejkode: ingen rigtig adresse."""


@dataclass(slots=True)
class Boliger:
    """Adressebogen: hver adresse er en plads i listerne.

    ``omkodet`` er antallet af gange, adressens vej har fået ny vejkode; ``uden_bopael``
    er kommunens samlede plads for borgere uden fast bopæl.
    """

    kommuner: tuple[Kommune, ...]
    vej_kommune: Heltal
    vej_kode: Heltal
    vej_navn: Heltal
    vej_post: Heltal
    vej_start: Heltal
    vej_antal: Heltal
    dele: list[np.ndarray] = field(default_factory=list)
    antal: int = 0

    def nye(self, rng: Terning, kommune: Heltal) -> Heltal:
        """Én ny adresse pr. kommune i listen."""
        antal = len(kommune)
        vej = self.vej_start[kommune] + rng.integers(0, self.vej_antal[kommune])
        etagehus = rng.random(antal) < 0.55
        etage = np.where(etagehus, vaegtet(rng, _ETAGEVAEGT, antal), 0)
        doer = np.where(etagehus, vaegtet(rng, _DOERVAEGT, antal), 0)
        bogstav = np.where(rng.random(antal) < 0.08, heltal(rng, 1, 5, antal), 0)
        return self._tilfoej(vej, heltal(rng, 1, 189, antal), bogstav, etage, doer)

    def uden_bopael(self, kommune: Heltal) -> Heltal:
        """Kommunens højvejkode, uden husnummer, etage og dør."""
        nul = np.zeros(len(kommune), dtype=np.int64)
        return self._tilfoej(-1 - kommune, nul, nul, nul, nul)

    def omkodede(self, adresser: Heltal) -> Heltal:
        """De samme adresser efter en omkodning af vejen."""
        kilde = np.concatenate(self.dele, axis=1)[:, adresser].copy()
        kilde[5] += 1
        return self._gem(kilde)

    def _tilfoej(self, *felter: Heltal) -> Heltal:
        return self._gem(np.stack([*felter, np.zeros(len(felter[0]), dtype=np.int64)]))

    def _gem(self, felter: np.ndarray) -> Heltal:
        begyndelse, self.antal = self.antal, self.antal + felter.shape[1]
        self.dele.append(felter)
        return np.arange(begyndelse, self.antal)

    def kolonner(self, adresser: Heltal) -> dict[str, Vaerdier]:
        """Kontraktens adressekolonner for adresserne."""
        vej, nr, bogstav, etage, doer, omkodet = np.concatenate(self.dele, axis=1)[:, adresser]
        fast = vej >= 0
        kommune = np.where(fast, self.vej_kommune[vej], -1 - vej)
        kode = pl.Series(self.vej_kode[vej] + omkodet).cast(pl.String).str.zfill(4)
        husnr = pl.Series(nr).cast(pl.String).str.zfill(3) + opslag(["", *"ABCDE"], bogstav)
        post = [p for k in self.kommuner for p in k.postdistrikter]
        foerste_post = np.cumsum([0, *(len(k.postdistrikter) for k in self.kommuner)])
        plads = np.where(fast, self.vej_post[vej], foerste_post[kommune])
        er_fast = pl.Series(fast)
        return {
            "kommunekode": opslag([k.kode for k in self.kommuner], kommune),
            "vejkode": kode.zip_with(er_fast, pl.repeat(UDEN_BOPAEL, len(vej), eager=True)),
            "husnr": husnr.zip_with(er_fast, pl.repeat("000", len(vej), eager=True)),
            "etage": opslag(ETAGER, etage),
            "sidedoer": opslag(DOERE, doer),
            "vejnavn": opslag(
                [*vejnavne(), "Uden fast bopæl"],
                np.where(fast, self.vej_navn[vej], len(vejnavne())),
            ),
            "postnr": opslag([nr for nr, _ in post], plads),
            "postdistrikt": opslag([navn for _, navn in post], plads),
        }


@cache
def vejnavne() -> list[str]:
    """Alle opfundne vejnavne."""
    with (Path(__file__).parent / "veje.toml").open("rb") as fil:
        led = tomllib.load(fil)
    forled, efterled = (led[navn].replace("\n", " ").split(",") for navn in ("forled", "efterled"))
    return [f.strip() + e.strip() for e in efterled for f in forled]


def dan_boliger(rng: Terning, kommuner: tuple[Kommune, ...]) -> Boliger:
    """Læg vejene ud: flest i de store kommuner, hver vej i ét postdistrikt."""
    navne = len(vejnavne())
    antal = np.array([min(20 + 2 * k.tusinder, navne) for k in kommuner])
    kommune = np.repeat(np.arange(len(kommuner)), antal)
    start = np.cumsum(antal) - antal
    i_kommunen = np.arange(len(kommune)) - start[kommune]
    poster = np.array([len(k.postdistrikter) for k in kommuner])
    foerste_post = np.cumsum(poster) - poster
    navn = np.concatenate([rng.permutation(navne)[:n] for n in antal])
    return Boliger(
        kommuner,
        kommune,
        12 + i_kommunen * _AFSTAND,
        navn,
        foerste_post[kommune] + rng.integers(0, poster[kommune]),
        start,
        antal,
    )
