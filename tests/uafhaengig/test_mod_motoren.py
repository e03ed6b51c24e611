"""Motoren holdt op mod det uafhængige svar, række for række, på tilfældige mapper."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from registre.laesning import Udtraek
from samkoering.motor.beregning import BestandIkkeFundet, beregn
from samkoering.motor.resultat import status_som_tekst, udfald_som_tekst

from .laes import laes_mappe
from .regler import koer
from .skema import TABELLER, kolonner
from .tilfaeldig import DAGE, skriv_mappe
from .tilfaeldig_verden import Uheld

UDEN_FEJL = Uheld(dobbelt_noegle=0, ugyldig_raekke=0, for_mange_ugyldige=0, kreds=0)
"""Mapper, hvor hver celle kan skrives i sin type; ellers kan de ikke blive til Parquet."""
KENDTE = (97, 101, 453)
"""Mapper, hvis adresser engang fik Polars til at gå i panik midt i natten."""
TYPER = {"str": pl.String, "date": pl.Date, "int": pl.Int64, "bool": pl.Boolean}

Raekker = list[tuple[str, ...]]


@dataclass(frozen=True)
class Svar:
    """Udfald og status, eller at bestanden ikke kunne findes."""

    bestand_fundet: bool
    udfald: Raekker
    status: Raekker


def motorens(mappe: Path, dag: date) -> Svar:
    """Motorens svar som resultatfilernes rækker."""
    try:
        beregning = beregn(Udtraek(mappe), dag, med_bevis=False)
    except BestandIkkeFundet:
        return Svar(False, [], [])
    return Svar(True, udfald_som_tekst(beregning).rows(), status_som_tekst(beregning).rows())


def det_uafhaengige(mappe: Path, dag: date) -> Svar:
    """Det uafhængige svar i samme form."""
    resultat = koer(mappe, dag)
    udfald, status = (list(map(tuple, r)) for r in (resultat.udfald, resultat.status))
    svar = Svar(resultat.bestand_fundet, udfald, status)
    leveret = (mappe / "ikke_besvaret.csv").exists()
    afvist = leveret and laes_mappe(mappe).tabeller["ikke_besvaret"] is None
    return i_tvivl(svar) if afvist else svar


def i_tvivl(svar: Svar) -> Svar:
    """Svaret, når ``ikke_besvaret`` er afvist: alt, der er relevant, er ikke udført.

    Her læser de to kontrakten hver sin vej (LAESNING.md 10). Det uafhængige svar regner alle
    for besvaret; motoren ved ikke, hvem der mangler svar, og siger derfor intet om nogen.
    """
    ord_ = {"IKKE_RELEVANT": "IKKE_RELEVANT"}
    status = [(*celle, ord_.get(fik, "IKKE_UDFOERT")) for *celle, fik in svar.status]
    return Svar(svar.bestand_fundet, [], status)


def forskelle(ventet: Svar, fundet: Svar) -> list[str]:
    """Rækkerne, som kun den ene har; tom, når svarene er ens, også i orden."""
    if ventet == fundet:
        return []
    linjer = [
        f"  {hvem} {hvad}: {', '.join(raekke)}"
        for hvad in ("udfald", "status")
        for hvem, mine, andres in (
            ("kun det uafhængige", getattr(ventet, hvad), getattr(fundet, hvad)),
            ("kun motoren", getattr(fundet, hvad), getattr(ventet, hvad)),
        )
        for raekke in sorted(set(mine) - set(andres))
    ]
    bestand = f"  bestanden fundet: {ventet.bestand_fundet}, motoren: {fundet.bestand_fundet}"
    return linjer or [bestand, "  de samme rækker i en anden orden eller et andet antal"]


def uenige(froe: Iterable[int], mappe: Path, motor: Callable[[Path, date], Svar]) -> list[str]:
    """Prøv mappe efter mappe; hver uenighed siger frøet, dagen og de rækker, der er forskellige."""
    fejl = []
    for nr in froe:
        dag, sted = DAGE[nr % len(DAGE)], mappe / str(nr)
        skriv_mappe(nr, sted, dag)
        linjer = forskelle(det_uafhaengige(sted, dag), motor(sted, dag))
        if linjer:
            fejl += [f"frø {nr}, kørselsdato {dag}:", *linjer]
    return fejl


@pytest.mark.parametrize("foerste", range(0, 20, 10))
def test_motoren_er_enig_med_det_uafhaengige_svar(tmp_path: Path, foerste: int):
    fejl = uenige(range(foerste, foerste + 10), tmp_path, motorens)
    assert not fejl, "\n".join(fejl)


@pytest.mark.parametrize("froe", KENDTE)
def test_motoren_er_enig_paa_de_mapper_der_engang_vaeltede_den(tmp_path: Path, froe: int):
    fejl = uenige([froe], tmp_path, motorens)
    assert not fejl, "\n".join(fejl)


def test_en_afvist_ikke_besvaret_er_tvivl_om_alt(tmp_path: Path):
    """Den ene læsning, hvor motoren er strengere end det uafhængige svar."""
    skriv_mappe(2, tmp_path / "2", DAGE[2], uheld=UDEN_FEJL)
    foer = det_uafhaengige(tmp_path / "2", DAGE[2])
    (tmp_path / "2" / "ikke_besvaret.csv").write_text("tabel\n", encoding="utf-8")
    efter = det_uafhaengige(tmp_path / "2", DAGE[2])
    assert (bool(foer.udfald), efter.udfald) == (True, [])
    assert {r[3] for r in efter.status} == {"IKKE_RELEVANT", "IKKE_UDFOERT"}
    assert forskelle(efter, motorens(tmp_path / "2", DAGE[2])) == []


@pytest.mark.bevis
@pytest.mark.parametrize("foerste", range(20, 2020, 100))
def test_motoren_er_enig_paa_to_tusind_mapper(tmp_path: Path, foerste: int):
    fejl = uenige(range(foerste, foerste + 100), tmp_path, motorens)
    assert not fejl, "\n".join(fejl)


def test_en_uenighed_siger_froe_dag_og_raekker(tmp_path: Path):
    """Prøven af prøven: en motor, der glemmer sin sidste række og svarer anderledes, ses."""

    def glemsom(mappe: Path, dag: date) -> Svar:
        rigtig = det_uafhaengige(mappe, dag)
        *resten, (sag, rolle, regel, status) = rigtig.status
        nu = [*resten, (sag, rolle, regel, "FRAVALGT")]
        return Svar(True, rigtig.udfald[:-1], nu if status != "FRAVALGT" else resten)

    fejl = "\n".join(uenige([2], tmp_path, glemsom))
    assert fejl.startswith("frø 2, kørselsdato 2018-06-19:\n")
    assert "kun det uafhængige udfald: " in fejl
    assert "kun motoren status: " in fejl
    assert "kun motoren udfald: " not in fejl


@pytest.mark.parametrize(
    ("fundet", "linje"),
    [
        (Svar(True, [("b",), ("a",)], []), "en anden orden"),
        (Svar(True, [("a",), ("b",), ("b",)], []), "et andet antal"),
        (Svar(False, [], []), "bestanden fundet: True, motoren: False"),
    ],
)
def test_ogsaa_orden_antal_og_bestand_er_forskelle(fundet: Svar, linje: str):
    ventet = Svar(True, [("a",), ("b",)] if fundet.udfald else [], [])
    assert linje in "\n".join(forskelle(ventet, fundet))
    assert forskelle(ventet, ventet) == []


def _til_parquet(mappe: Path, maal: Path) -> None:
    """Den samme mappe med kontraktens typer: tekst, dato, 64-bit heltal og sandt/falsk."""
    maal.mkdir()
    for fil in mappe.glob("*.csv"):
        with fil.open(encoding="utf-8", newline="") as aaben:
            raekker = list(csv.DictReader(aaben))
        serier = [
            _serie(k.navn, k.slags, [raekke[k.navn] or None for raekke in raekker])
            for k in kolonner(fil.stem)
        ]
        pl.DataFrame(serier).write_parquet(maal / f"{fil.stem}.parquet")


def _serie(navn: str, slags: str, celler: list[str | None]) -> pl.Series:
    tekst = pl.Series(navn, celler, dtype=pl.String)
    if slags == "bool":
        return tekst.replace_strict({"true": True, "false": False}, return_dtype=pl.Boolean)
    return tekst.str.to_date() if slags == "date" else tekst.cast(TYPER[slags])


@pytest.mark.parametrize("froe", range(5))
def test_parquet_giver_samme_svar_som_csv(tmp_path: Path, froe: int):
    dag = DAGE[froe]
    skriv_mappe(froe, tmp_path / "csv", dag, uheld=UDEN_FEJL)
    _til_parquet(tmp_path / "csv", tmp_path / "parquet")
    af_csv, af_parquet = (motorens(tmp_path / navn, dag) for navn in ("csv", "parquet"))
    assert forskelle(af_csv, af_parquet) == []
    assert af_csv.bestand_fundet
    assert len(af_csv.udfald) > 10
    assert {fil.stem for fil in (tmp_path / "parquet").iterdir()} <= set(TABELLER)
