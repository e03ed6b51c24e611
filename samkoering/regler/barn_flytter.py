"""Barn flytter hjemmefra (CPR)."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import (
    ADRESSEFELTER,
    DOED,
    begge_i_par,
    cpr_tekst,
    fast,
    kun_personer,
    noegle,
    tilstand_paa,
)

OMKODNING = "OMKODNING"
_PAR_OG_DAG = ["cpr", "barn_cpr", "dag"]


@regel(
    "Barn flytter hjemmefra",
    nr=10,
    tema="Bolig og familie",
    ym=Saet.ALLE,
    aef=Saet.ALLE,
    laeser={
        "cpr_boern": ("barn_cpr",),
        "cpr_adresser": (*ADRESSEFELTER, "fra", "til", "aarsag"),
        "cpr_status": ("status", "fra", "til"),
        "cpr_personer": ("foedselsdato",),
    },
    opslag_paa_person=("cpr_boern", "cpr_adresser", "cpr_status"),
    opslag_paa_boern=("cpr_adresser", "cpr_status", "cpr_personer"),
    een_pr_sag=True,
    kolonner=(
        ("Dato", "dato"),
        ("Barn", "tekst"),
        ("Hvem flyttede", "tekst"),
        ("Fælles adresse før", "adresse"),
        ("Forælderens adresse efter", "adresse"),
        ("Barnets adresse efter", "adresse"),
    ),
)
def barn_flytter(
    personer: pl.LazyFrame,
    boern: pl.LazyFrame,
    adresser: pl.LazyFrame,
    status: pl.LazyFrame,
    foedsler: pl.LazyFrame,
    parametre: Parametre,
) -> pl.LazyFrame:
    """Forælder og barn under 18 år er holdt op med at dele adresse, uanset hvem der flyttede."""
    kandidater = fast(_kandidater(boern, adresser, parametre))
    naere = fast(kun_personer(adresser, begge_i_par(kandidater, "barn_cpr")))
    skilte = fast(_skilte(kandidater, naere))
    haendelser = _ikke_blot_omkodet(fast(_begge_levende(skilte, status)), naere)
    voksen = pl.col("foedselsdato").dt.offset_by(f"{parametre.voksen_aar}y")
    return (
        personer.join(haendelser, on="cpr")
        .join(foedsler, left_on="barn_cpr", right_on="cpr", how="left")
        .filter(voksen.is_null() | (pl.col("dag") < voksen))
        .with_columns(
            haendelsesdato=pl.col("dag"),
            noegle=noegle([cpr_tekst("barn_cpr"), "dag"]),
            mangler=pl.col("foedselsdato").is_null(),
        )
    )


def _kandidater(par: pl.LazyFrame, adresser: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """De dage i kontrolperioden, hvor forælderens eller barnets adresse begynder eller ophører."""
    vindue, en_dag = parametre.vindue, timedelta(days=1)
    begynder = adresser.filter(pl.col("fra").is_between(vindue.start, vindue.slut))
    ophoerer = adresser.filter(
        pl.col("til").is_between(vindue.start - en_dag, vindue.slut - en_dag)
    )
    skift = fast(
        pl.concat(
            [begynder.select("cpr", dag="fra"), ophoerer.select("cpr", dag=pl.col("til") + en_dag)]
        ).unique()
    )
    return pl.concat(
        [
            kun_personer(par, skift).join(skift, on="cpr").select(_PAR_OG_DAG),
            par.join(skift, left_on="barn_cpr", right_on="cpr").select(_PAR_OG_DAG),
        ]
    ).unique()


def _skilte(kandidater: pl.LazyFrame, adresser: pl.LazyFrame) -> pl.LazyFrame:
    """De par, der delte en rigtig adresse dagen før, men ikke på dagen."""
    dagen_foer = pl.col("dag").dt.offset_by("-1d")
    foer = _adresser_paa(kandidater.with_columns(dag=dagen_foer), adresser, "foer")
    delte_foer = foer.filter(_deler("foer")).with_columns(dag=pl.col("dag").dt.offset_by("1d"))
    paa_dagen = _adresser_paa(delte_foer, adresser, "nu")
    return paa_dagen.filter(~_deler("nu"))


def _adresser_paa(par: pl.LazyFrame, adresser: pl.LazyFrame, hvornaar: str) -> pl.LazyFrame:
    felter = ["adresse", "reel", "adressetekst", "kommunekode"]
    foraelder = tilstand_paa(par, adresser, felter, efterled=f"_{hvornaar}")
    begge = tilstand_paa(
        foraelder.rename({"cpr": "foraelder", "barn_cpr": "cpr"}),
        adresser,
        felter,
        efterled=f"_barn_{hvornaar}",
    )
    return begge.rename({"cpr": "barn_cpr", "foraelder": "cpr"})


def _deler(hvornaar: str) -> pl.Expr:
    ens = pl.col(f"adresse_{hvornaar}") == pl.col(f"adresse_barn_{hvornaar}")
    return (ens & pl.col(f"reel_{hvornaar}")).fill_null(value=False)


def _begge_levende(par: pl.LazyFrame, status: pl.LazyFrame) -> pl.LazyFrame:
    """Et dødsfald er ikke at flytte hjemmefra."""
    for person in ("cpr", "barn_cpr"):
        spoergsmaal = par.select(pl.col(person).alias("cpr"), "dag").unique()
        doede = tilstand_paa(spoergsmaal, status, ["status"]).filter(pl.col("status") == DOED)
        par = par.join(
            doede.select("cpr", "dag"),
            left_on=[person, "dag"],
            right_on=["cpr", "dag"],
            how="anti",
        )
    return par


def _ikke_blot_omkodet(par: pl.LazyFrame, adresser: pl.LazyFrame) -> pl.LazyFrame:
    """Nogen flyttede: en ny adresse, der ikke er en omkodning, eller en, der ophørte uden en ny."""
    begynder = adresser.group_by("cpr", dag="fra").agg(
        flyttede=(pl.col("aarsag") != OMKODNING).any()
    )
    ophoerer = (
        adresser.filter(pl.col("til").is_not_null())
        .select("cpr", dag=pl.col("til").dt.offset_by("1d"))
        .unique()
        .join(begynder, on=["cpr", "dag"], how="anti")
        .with_columns(flyttede=pl.lit(value=True))
    )
    flytninger = pl.concat([begynder, ophoerer]).filter("flyttede")
    for person, felt in (("cpr", "foraelder_flyttede"), ("barn_cpr", "barn_flyttede")):
        par = par.join(
            flytninger.rename({"flyttede": felt}),
            left_on=[person, "dag"],
            right_on=["cpr", "dag"],
            how="left",
        )
    return par.filter(pl.col("foraelder_flyttede") | pl.col("barn_flyttede"))


@barn_flytter.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis, opslag = fund.bevis, fund.opslag
    barn = bevis["barn_cpr"]
    steder = [
        opslag.adresse(cpr, fund.ym, bevis[f"adressetekst_{led}"], bevis[f"kommunekode_{led}"])
        for cpr, led in ((fund.cpr, "foer"), (fund.cpr, "nu"), (barn, "barn_nu"))
    ]
    return Forklaring(
        f"{fund.navn} og barnet {opslag.navn(barn)} holdt op med at dele adresse "
        f"den {dansk_dato(fund.dato)}.",
        [[fund.dato, opslag.navn(barn), _hvem(fund), *steder]],
    )


def _hvem(fund: Fund) -> str:
    foraelder, barn = fund.bevis["foraelder_flyttede"], fund.bevis["barn_flyttede"]
    if foraelder and barn:
        return "Begge"
    return "Barnet" if barn else fund.navn
