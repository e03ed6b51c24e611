"""Et udtræk delt på husstande, så hver del kan regnes for sig.

En del er et antal sager med alle de personer, reglerne slår op på for dem: ydelsesmodtageren,
enhver ægtefælle og begges børn. En person, to dele har brug for, står i dem begge. Delt på
CPR-numre ville ægtefæller og børn komme fra hinanden, og så var svaret et andet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from registre.kontrakt import IKKE_BESVARET, TABELLER

_SAGER, _UDBETALINGER, _KOMMUNER = "ydelse_sager", "ydelse_udbetalinger", "kommuner"
_DELT_PAA_SAG = (_SAGER, _UDBETALINGER)


def del_op(mappe: Path, ud: Path, antal: int) -> list[Path]:
    """Skriv udtrækket (Parquet) i ``mappe`` som ``antal`` udtræk under ``ud``.

    Rækker, ingen sag har brug for, følger med i den første del: også de kan være forkerte, og
    det skal stadig siges.
    """
    sager = _sagernes_del(mappe, antal)
    numre = _numrenes_dele(mappe, sager)
    mapper = [ud / f"del-{nr:03d}" for nr in range(antal)]
    for del_mappe in mapper:
        del_mappe.mkdir(parents=True)
    for navn in (*TABELLER, IKKE_BESVARET.navn):
        if not (fil := mappe / f"{navn}.parquet").exists():
            continue
        for nr, raekker in enumerate(_delt(navn, pl.read_parquet(fil), sager, numre, antal)):
            raekker.write_parquet(mapper[nr] / fil.name)
    return mapper


def _delt(
    navn: str, tabel: pl.DataFrame, sager: pl.DataFrame, numre: pl.DataFrame, antal: int
) -> Iterator[pl.DataFrame]:
    """Tabellens rækker i hver del, i den orden de stod."""
    if navn == _KOMMUNER:
        yield from (tabel for _ in range(antal))
        return
    if navn in _DELT_PAA_SAG:
        noegle, hvor = tabel["sag_id"], sager.select("nr", noegle="sag_id")
    else:
        noegle, hvor = tabel[_personkolonne(navn)], numre.select("nr", noegle="nummer")
    for nr in range(antal):
        med = noegle.is_in(hvor.filter(pl.col("nr") == nr)["noegle"].implode())
        if nr == 0:
            med = med | ~noegle.is_in(hvor["noegle"].implode())
        yield tabel.filter(med.fill_null(value=nr == 0))


def _personkolonne(navn: str) -> str:
    return "cpr" if navn == IKKE_BESVARET.navn else TABELLER[navn].person


def _sagernes_del(mappe: Path, antal: int) -> pl.DataFrame:
    """Hver sags del: sag_id, person (gældende nummer), nr. Et par er i den samme."""
    gaeldende = _udskiftninger(mappe)
    sager = _laes(mappe, _SAGER, "sag_id", "cpr").with_columns(_nyeste("cpr", gaeldende))
    husstand = _par(mappe, gaeldende).group_by("person").agg(pl.min("anden"))
    plads = pl.min_horizontal("person", "anden").rank("dense").cast(pl.Int64) - 1
    return (
        sager.rename({"cpr": "person"})
        .join(husstand, on="person", how="left")
        .select("sag_id", "person", nr=plads * antal // (plads.max() + 1))
    )


def _numrenes_dele(mappe: Path, sager: pl.DataFrame) -> pl.DataFrame:
    """Hvert nummer, også et udskiftet, med de dele, dets person skal stå i: nummer, nr."""
    gaeldende = _udskiftninger(mappe)
    boern = _laes(mappe, "cpr_boern", "foraelder_cpr", "barn_cpr").select(
        person=_nyeste("foraelder_cpr", gaeldende), anden=_nyeste("barn_cpr", gaeldende)
    )
    voksne = _med(sager.select("person", "nr"), _par(mappe, gaeldende))
    personer = _med(voksne, boern).rename({"person": "nummer"})
    gamle = pl.DataFrame(
        {"gammelt": list(gaeldende), "nummer": list(gaeldende.values())},
        schema={"gammelt": pl.String, "nummer": pl.String},
    )
    udskiftede = gamle.join(personer, on="nummer").select("nr", nummer="gammelt")
    return pl.concat([personer, udskiftede.select("nummer", "nr")])


def _med(personer: pl.DataFrame, til: pl.DataFrame) -> pl.DataFrame:
    """Personerne og dem, de peger på, hver med sine dele."""
    andre = personer.join(til, on="person").select("nr", person="anden")
    return pl.concat([personer, andre.select("person", "nr")]).unique()


def _par(mappe: Path, gaeldende: Mapping[str, str]) -> pl.DataFrame:
    """Alle, der er eller har været gift, begge veje: person, anden."""
    gifte = _laes(mappe, "cpr_civilstand", "cpr", "aegtefaelle_cpr").drop_nulls()
    par = gifte.select(
        person=_nyeste("cpr", gaeldende), anden=_nyeste("aegtefaelle_cpr", gaeldende)
    )
    return pl.concat([par, par.select(person="anden", anden="person")]).unique()


def _nyeste(kolonne: str, gaeldende: Mapping[str, str]) -> pl.Expr:
    nummer = pl.col(kolonne)
    return nummer.replace(dict(gaeldende)) if gaeldende else nummer


def _udskiftninger(mappe: Path) -> dict[str, str]:
    """Udskiftet nummer → gældende, fulgt til enden; en ring følges kun én gang rundt."""
    raekker = _laes(mappe, "cpr_personer", "cpr", "gaeldende_cpr").drop_nulls()
    peger = dict(raekker.iter_rows())
    return {gammelt: _enden(gammelt, peger) for gammelt in peger}


def _enden(nummer: str, peger: Mapping[str, str]) -> str:
    set_foer = set()
    while nummer in peger and nummer not in set_foer:
        set_foer.add(nummer)
        nummer = peger[nummer]
    return nummer


def _laes(mappe: Path, navn: str, *kolonner: str) -> pl.DataFrame:
    fil = mappe / f"{navn}.parquet"
    if not fil.exists():
        return pl.DataFrame(schema=dict.fromkeys(kolonner, pl.String))
    return pl.read_parquet(fil, columns=list(kolonner)).select(
        pl.col(kolonne).cast(pl.String) for kolonne in kolonner
    )
