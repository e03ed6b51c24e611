"""De samme Parquet-filer læst til ordbøger: de kolonner, reglerne bruger, under gældende numre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl

from tests.uafhaengig.laes import Tabel, Udtraek
from tests.uafhaengig.skema import CPR_KOLONNER, NOEGLE, TABELLER

Raekke = dict[str, Any]
_VISES_KUN = {
    "cpr_personer": ("fornavn", "mellemnavn", "efternavn", "koen", "statsborgerskab"),
    "eindkomst": ("virksomhed",),
    "r75_biler": ("registreringsnummer", "maerke", "model"),
    "cvr_deltagelser": ("virksomhed", "virksomhedsform", "branchekode"),
}
"""Kolonner, ingen regel afgøres af; løkken læser dem ikke."""


def laes(mappe: Path) -> Udtraek:
    """Mappens tabeller som rækker; intet kontrolleres, og helt ens rækker er én."""
    rammer = {
        navn: _ramme(fil, navn) for navn in TABELLER if (fil := mappe / f"{navn}.parquet").exists()
    }
    personer = rammer["cpr_personer"].filter(pl.col("gaeldende_cpr").is_not_null())
    udtraek = Udtraek({}, dict(personer.select("cpr", "gaeldende_cpr").iter_rows()))
    gaeldende = {cpr: udtraek.nuvaerende(cpr) for cpr in udtraek.gaeldende}
    for navn, ramme in rammer.items():
        raekker = ramme.to_dicts()
        if navn != "cpr_personer" and gaeldende:
            _brug_gaeldende(raekker, [k for k in CPR_KOLONNER if k in ramme.columns], gaeldende)
        udtraek.tabeller[navn] = Tabel(raekker)
    return udtraek


def _ramme(fil: Path, navn: str) -> pl.DataFrame:
    ramme = pl.read_parquet(fil)
    if navn not in NOEGLE:
        ramme = ramme.unique(maintain_order=True)
    return ramme.drop(_VISES_KUN.get(navn, ()))


def _brug_gaeldende(raekker: list[Raekke], kolonner: list[str], ny: dict[str, str]) -> None:
    for raekke in raekker:
        for kolonne in kolonner:
            if raekke[kolonne] in ny:
                raekke[kolonne] = ny[raekke[kolonne]]
