"""Ændring i andre offentlige ydelser (eIndkomst); hele reglen er fortolket (F7)."""

from __future__ import annotations

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import YDELSESARTER, kroner, maaned
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import en_af, fast, noegle
from samkoering.grundlag.vindue import plus_maaneder

_YDELSE = ["cpr", "cvr", "art"]
_HELE_TYPER = ("01", "07")
"""SU og syge- eller barselsdagpenge er ydelser, uanset indtægtsarten."""


@regel(
    "Ændring i andre offentlige ydelser",
    nr=8,
    tema="Indkomst",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={
        "eindkomst": (
            "cvr",
            "virksomhed",
            "indkomsttype",
            "indtaegtsart",
            "beloeb_oere",
            "periode_til",
            "disposition",
        )
    },
    fortolkninger=("F7",),
    fortolket=True,
    kolonner=(
        ("Måned", "tekst"),
        ("Udbetaler", "tekst"),
        ("CVR-nr.", "tekst"),
        ("Ydelse", "tekst"),
        ("Måneden før", "oere"),
        ("Måneden", "oere"),
    ),
)
def aendring_andre_ydelser(
    personer: pl.LazyFrame, eindkomst: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """En anden offentlig ydelse er startet, stoppet eller ændret over 500 kr. på en måned."""
    til_og_med = _maanedstal(pl.lit(parametre.vindue.dag))
    aendringer = _aendringer(_maaneder(eindkomst, parametre), parametre, til_og_med)
    return (
        personer.join(aendringer, on="cpr")
        .filter(pl.col("maaned").is_between(_maanedstal(pl.col("vfra")), til_og_med))
        .with_columns(
            noegle=noegle(["cvr", "art", pl.col("maanedens_dag").dt.strftime("%Y-%m"), "aendring"])
        )
    )


def _maanedstal(dag: pl.Expr) -> pl.Expr:
    return dag.dt.year() * 12 + dag.dt.month().cast(pl.Int32) - 1


def _maaneder(eindkomst: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Netto pr. person, udbetaler, ydelsesart og måned (efter periodens sidste dag)."""
    hel_type = en_af("indkomsttype", _HELE_TYPER)
    ydelsesart = (pl.col("indkomsttype") == "04") & en_af("indtaegtsart", parametre.ydelsesarter)
    art = pl.when(hel_type).then("indkomsttype").otherwise("04-" + pl.col("indtaegtsart"))
    maaneden_foer = plus_maaneder(parametre.vindue.start, -1)
    nyere = fast(eindkomst.filter(pl.col("periode_til") >= maaneden_foer))
    return (
        nyere.filter(hel_type | ydelsesart)
        .with_columns(art=art, maaned=_maanedstal(pl.col("periode_til")))
        .group_by(*_YDELSE, "maaned")
        .agg(
            netto=pl.col("beloeb_oere").sum(),
            foerste=pl.col("disposition").min(),
            virksomhed=pl.col("virksomhed").max(),
        )
    )


def _aendringer(maaneder: pl.LazyFrame, parametre: Parametre, til_og_med: pl.Expr) -> pl.LazyFrame:
    """START, STOP og BELOEB: hver måned holdt op mod måneden før.

    En måned er først fuldt indberettet i den næste; et stop ses derfor tidligst to måneder
    før kørselsmåneden.
    """
    foer = maaneder.select(
        *_YDELSE,
        pl.col("maaned") + 1,
        netto_foer=pl.col("netto"),
        virksomhed_foer=pl.col("virksomhed"),
    )
    fik, faar = pl.col("netto_foer").fill_null(0) > 0, pl.col("netto").fill_null(0) > 0
    forskel = (pl.col("netto") - pl.col("netto_foer")).abs()
    aendring = (
        pl.when(faar & ~fik)
        .then(pl.lit("START"))
        .when(fik & ~faar & (pl.col("maaned") <= til_og_med - 2))
        .then(pl.lit("STOP"))
        .when(fik & faar & (forskel > parametre.ydelsesaendring_over_oere))
        .then(pl.lit("BELOEB"))
    )
    maanedens_dag = pl.date(pl.col("maaned") // 12, pl.col("maaned") % 12 + 1, 1)
    return (
        maaneder.join(foer, on=[*_YDELSE, "maaned"], how="full", coalesce=True)
        .with_columns(aendring=aendring, maanedens_dag=maanedens_dag)
        .filter(pl.col("aendring").is_not_null())
        .with_columns(
            haendelsesdato=pl.when(pl.col("aendring") == "STOP")
            .then("maanedens_dag")
            .otherwise("foerste"),
            virksomhed=pl.coalesce("virksomhed", "virksomhed_foer"),
        )
    )


_SKETE = {"START": "er begyndt", "STOP": "er stoppet", "BELOEB": "har ændret sig"}


@aendring_andre_ydelser.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    ydelse = YDELSESARTER[bevis["art"]]
    foer, nu = bevis["netto_foer"] or 0, bevis["netto"] or 0
    maanednavn = maaned(bevis["maanedens_dag"])
    return Forklaring(
        f"{ydelse} til {fund.navn} {_SKETE[bevis['aendring']]} i {maanednavn}: "
        f"fra {kroner(foer)} til {kroner(nu)} (fortolket regel).",
        [[maanednavn, bevis["virksomhed"], bevis["cvr"], ydelse, foer, nu]],
    )
