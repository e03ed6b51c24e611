"""Ændringer af civilstand (CPR)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import CIVILSTANDE, dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import (
    ADRESSEFELTER,
    DOED,
    GIFT,
    SAG_OG_PERSON,
    begge_i_par,
    fast,
    forrige,
    i_kraft,
    kun_personer,
    noegle,
    tilstand_paa,
)

_HAENDELSER = ("G", "P", "F", "O", "E", "L")
"""D er ikke med: borgerens egen død hører til reglen Borger dør."""
_FELTER = (*SAG_OG_PERSON, "haendelsesdato", "noegle", "art", "ny", "gammel", "aegtefaelle_cpr")


@regel(
    "Ændringer af civilstand",
    nr=9,
    tema="Bolig og familie",
    ym=Saet.FORSOERGER,
    aef=Saet.INGEN,
    laeser={
        "cpr_civilstand": ("civilstand", "aegtefaelle_cpr", "fra", "til"),
        "cpr_separation": ("fra", "til"),
        "cpr_adresser": (*ADRESSEFELTER, "fra", "til"),
        "cpr_status": ("status", "fra", "til"),
    },
    opslag_paa_person=("cpr_civilstand", "cpr_separation", "cpr_adresser"),
    opslag_paa_aegtefaelle=("cpr_adresser", "cpr_status"),
    kolonner=(
        ("Dato", "dato"),
        ("Tidligere civilstand", "tekst"),
        ("Ny civilstand", "tekst"),
        ("Ægtefælle", "tekst"),
    ),
)
def civilstand(
    personer: pl.LazyFrame,
    civilstande: pl.LazyFrame,
    separationer: pl.LazyFrame,
    adresser: pl.LazyFrame,
    status: pl.LazyFrame,
    parametre: Parametre,
) -> pl.LazyFrame:
    """Borgeren er gift, skilt, separeret eller blevet enke(mand), eller separationen er ophævet."""
    forfaldne = fast(_forfaldne(personer, civilstande, separationer, parametre))
    return pl.concat(
        [
            _skift(personer, civilstande, parametre),
            _separationer(personer, civilstande, separationer, parametre),
            _ophaevede(forfaldne, adresser, status),
            forfaldne.select(
                *SAG_OG_PERSON, mangler=pl.lit(value=True), afhaenger_af="aegtefaelle_cpr"
            ),
        ],
        how="diagonal",
    )


def _skift(personer: pl.LazyFrame, civilstande: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """(a) En ny civilstand, uanset hvad der stod før."""
    nye = civilstande.filter(pl.col("fra") >= parametre.vindue.start)
    felter = ["civilstand", "aegtefaelle_cpr"]
    skift = forrige(kun_personer(civilstande, nye), felter).filter(
        pl.col("civilstand").is_in(_HAENDELSER)
    )
    return (
        personer.join(skift, on="cpr")
        .with_columns(
            haendelsesdato=pl.col("fra"),
            noegle=noegle(["civilstand", "fra"]),
            art=pl.lit("SKIFT"),
            ny=pl.col("civilstand"),
            gammel=pl.col("forrige_civilstand"),
            aegtefaelle_cpr=pl.coalesce("aegtefaelle_cpr", "forrige_aegtefaelle_cpr"),
        )
        .select(_FELTER)
    )


def _separationer(
    personer: pl.LazyFrame,
    civilstande: pl.LazyFrame,
    separationer: pl.LazyFrame,
    parametre: Parametre,
) -> pl.LazyFrame:
    """(b) En separation."""
    nye = personer.join(
        separationer.filter(pl.col("fra") >= parametre.vindue.start).select("cpr", dag="fra"),
        on="cpr",
    )
    return (
        tilstand_paa(nye, civilstande, ["civilstand", "aegtefaelle_cpr"])
        .with_columns(
            haendelsesdato=pl.col("dag"),
            noegle=noegle([pl.lit("SEP"), "dag"]),
            art=pl.lit("SEP"),
            ny=pl.lit(None, dtype=pl.String),
            gammel=pl.col("civilstand"),
        )
        .select(_FELTER)
    )


def _forfaldne(
    personer: pl.LazyFrame,
    civilstande: pl.LazyFrame,
    separationer: pl.LazyFrame,
    parametre: Parametre,
) -> pl.LazyFrame:
    """Separationer, der er tre måneder gamle i perioden, med den ægtefælle, der skal slås op."""
    frist = pl.col("separeret").dt.offset_by(f"{parametre.separation_maaneder}mo")
    fyldt = (
        personer.join(separationer.select("cpr", "til", separeret="fra"), on="cpr")
        .with_columns(dag=frist)
        .filter(
            pl.col("dag").is_between("vfra", "vtil")
            & (pl.col("dag") <= parametre.vindue.dag)
            & i_kraft(pl.col("dag"), fra="separeret")
        )
    )
    return tilstand_paa(fyldt, civilstande, ["civilstand", "aegtefaelle_cpr", "fra"]).filter(
        pl.col("civilstand").is_in(GIFT)
        & pl.col("aegtefaelle_cpr").is_not_null()
        & (pl.col("fra") <= pl.col("separeret"))
    )


def _ophaevede(
    forfaldne: pl.LazyFrame, adresser: pl.LazyFrame, status: pl.LazyFrame
) -> pl.LazyFrame:
    """(c) Tre måneder efter separationen bor parret stadig sammen: den opfattes som ophævet."""
    levende = fast(_med_levende_aegtefaelle(forfaldne, status))
    return (
        levende.join(_samboende(levende, adresser), on=["cpr", "separeret"], how="semi")
        .with_columns(
            haendelsesdato=pl.col("dag"),
            noegle=noegle([pl.lit("SEP_OPHAEVET"), "separeret"]),
            art=pl.lit("SEP_OPHAEVET"),
            ny=pl.lit(None, dtype=pl.String),
            gammel=pl.col("civilstand"),
        )
        .select(_FELTER)
    )


def _med_levende_aegtefaelle(par: pl.LazyFrame, status: pl.LazyFrame) -> pl.LazyFrame:
    spoergsmaal = par.select(cpr="aegtefaelle_cpr", dag="dag").unique()
    doede = tilstand_paa(spoergsmaal, status, ["status"]).filter(pl.col("status") == DOED)
    return par.join(doede, left_on=["aegtefaelle_cpr", "dag"], right_on=["cpr", "dag"], how="anti")


def _samboende(par: pl.LazyFrame, adresser: pl.LazyFrame) -> pl.LazyFrame:
    """De par, der deler en rigtig adresse hver dag fra separationen til fristen."""
    dage = (
        par.select("cpr", "aegtefaelle_cpr", "separeret", frist="dag")
        .unique()
        .with_columns(dag=pl.date_ranges("separeret", "frist"))
        .explode("dag")
    )
    adresser = fast(kun_personer(adresser, begge_i_par(par)))
    egen = tilstand_paa(dage, adresser, ["adresse", "reel"])
    begge = tilstand_paa(
        egen.rename({"cpr": "ym", "aegtefaelle_cpr": "cpr"}), adresser, ["adresse"], efterled="_2"
    )
    deler = (pl.col("adresse") == pl.col("adresse_2")) & pl.col("reel")
    return (
        begge.group_by(cpr="ym", separeret="separeret")
        .agg(altid=deler.fill_null(value=False).all())
        .filter("altid")
    )


@civilstand.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis, dag = fund.bevis, dansk_dato(fund.dato)
    aegtefaelle = bevis["aegtefaelle_cpr"]
    navn = fund.opslag.navn(aegtefaelle) if aegtefaelle else "ikke oplyst"
    gammel = CIVILSTANDE.get(bevis["gammel"], "ikke oplyst")
    if bevis["art"] == "SEP":
        saetning, ny = f"{fund.navn} blev separeret den {dag}.", "Separeret"
    elif bevis["art"] == "SEP_OPHAEVET":
        ny = "Separationen anses for ophævet"
        saetning = (
            f"{fund.navn} bor stadig sammen med sin ægtefælle tre måneder efter separationen. "
            f"Separationen opfattes derfor som ophævet den {dag}."
        )
    else:
        ny = CIVILSTANDE[bevis["ny"]]
        saetning = f"{fund.navn} har fået civilstanden {ny.lower()} den {dag}."
    return Forklaring(saetning, [[fund.dato, gammel, ny, navn]])
