"""CPR-kontorets 80 testpersoner gennem natten: flytninger, fødsler, dødsfald og skift.

Udtrækket ligger uden for huset; uden det springes prøverne over. Bestanden lægges hen over
personerne: alle med et gældende nummer får kontanthjælp i den seneste hele måned.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.laesning import Udtraek
from samkoering.grundlag.vindue import vindue
from samkoering.motor.beregning import beregn
from samkoering.motor.resultat import udfald_som_tekst

ROD = Path(__file__).resolve().parents[2]
PROEVEDATA = Path(os.environ.get("PROEVEDATA", ROD.parent / "shared" / "proevedata"))
FIL = PROEVEDATA / "cpr" / "u12170-80-testpersoner.txt"

pytestmark = pytest.mark.skipif(not FIL.exists(), reason=f"prøvedata mangler: {FIL.name}")

#    kørselsdato     regel · hvad · antal
VENTET = {
    "1998-01-15": {"flytning": 16, "foedsel": 2, "barn_flytter": 4, "UDREJST": 3, "GROENLAND": 1},
    "2000-02-15": {
        "flytning": 2,
        "foedsel": 2,
        "civilstand G": 2,
        "civilstand P": 2,
        "civilstand F": 2,
    },
    "2000-06-15": {"flytning": 2, "borger_doer": 2, "civilstand E": 1},
    "2001-11-15": {"PERSONNUMMER": 4},
    "2008-03-15": {"civilstand SEP": 4},
    "2008-08-15": {"civilstand SEP": 2},
}


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """CPR's tabeller af udtrækket, og en bestand over alle gældende numre."""
    from registre.cpr.u12170 import laes
    from registre.skrivning import skriv

    mappe = tmp_path_factory.mktemp("cpr80")
    skriv(laes(FIL.read_bytes(), None).tabeller, mappe)
    personer = pl.read_parquet(mappe / "cpr_personer.parquet")
    numre = personer.filter(pl.col("gaeldende_cpr").is_null())["cpr"].sort().to_list()
    sager = [f"S{nr:03d}" for nr in range(len(numre))]
    begyndt = date(1990, 1, 1)
    pl.DataFrame(
        {"kommunekode": ["0851"], "navn": ["Aalborg"], "par10_aktiveringsdato": [begyndt]}
    ).write_parquet(mappe / "kommuner.parquet")
    pl.DataFrame(
        {
            "sag_id": sager,
            "kommunekode": "0851",
            "cpr": numre,
            "kle": "32.24.04",
            "oprettet": begyndt,
            "afsluttet": pl.Series([None] * len(sager), dtype=pl.Date),
        }
    ).write_parquet(mappe / "ydelse_sager.parquet")
    udbetalt = [vindue(date.fromisoformat(dag)).seneste_maaned_slut for dag in VENTET]
    pl.DataFrame(
        [
            {"sag_id": sag, "udbetalt": dag, "beloeb_oere": 1_000_000}
            for sag in sager
            for dag in udbetalt
        ]
    ).write_parquet(mappe / "ydelse_udbetalinger.parquet")
    return mappe


@pytest.mark.parametrize("dag", VENTET)
def test_de_80_testpersoner_giver_deres_haendelser(mappe: Path, dag: str):
    udfald = udfald_som_tekst(beregn(Udtraek(mappe), date.fromisoformat(dag)))
    fundet = Counter(
        _hvad(regel, noegle) for regel, noegle in udfald.select("regel", "noegle").rows()
    )
    assert fundet == VENTET[dag]


def _hvad(regel: str, noegle: str) -> str:
    """Regel 9 og 13 tælles efter det, der skete."""
    skete = noegle.partition("|")[0]
    return {"civilstand": f"civilstand {skete}", "borgerstatus": skete}.get(regel, regel)
