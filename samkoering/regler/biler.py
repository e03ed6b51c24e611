"""Bilkøb, Bilsalg og Mange bilhandler (R75 – Biloplysninger)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from samkoering.grundlag.kle import Saet
from samkoering.grundlag.ord import dansk_dato
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import SAG_OG_PERSON, noegle

_KOB, _SALG = "K", "S"
_BIL = ("stelnummer", "registreringsnummer", "maerke", "model", "foerste_registrering")
_LAESER = {"r75_biler": (*_BIL, "ejerbrugerkode", "r75_indeks", "erhvervet", "afhaendet")}
_KOLONNER = (
    ("Handelsdato", "dato"),
    ("Handel", "tekst"),
    ("Reg.nr.", "tekst"),
    ("Bil", "tekst"),
    ("Første registrering", "dato"),
    ("Ejer/bruger", "tekst"),
    ("R75-indeks", "tekst"),
)


def _handler(
    personer: pl.LazyFrame, biler: pl.LazyFrame, parametre: Parametre, art: str
) -> pl.LazyFrame:
    """Privatbilers handler af én art med bilens alder på handelsdagen (F2)."""
    handelsdag = "erhvervet" if art == _KOB else "afhaendet"
    sidste_unge_dag = pl.col("foerste_registrering").dt.offset_by(f"{parametre.bilens_alder_aar}y")
    privatbiler = biler.filter(
        (pl.col("r75_indeks") == parametre.privatbil_indeks)
        & pl.col("ejerbrugerkode").is_in(parametre.ejerbrugerkoder)
        & pl.col(handelsdag).is_not_null()
    )
    return (
        personer.join(privatbiler, on="cpr")
        .filter(pl.col(handelsdag).is_between("vfra", "vtil"))
        .with_columns(
            haendelsesdato=pl.col(handelsdag),
            art=pl.lit(art),
            ukendt_alder=pl.col("foerste_registrering").is_null(),
            gammel=(pl.col(handelsdag) > sidste_unge_dag).fill_null(value=False),
        )
    )


def _nyere_bil(
    personer: pl.LazyFrame, biler: pl.LazyFrame, parametre: Parametre, art: str
) -> pl.LazyFrame:
    """Handler med biler på højst 15 år; uden første registrering kan alderen ikke afgøres."""
    return (
        _handler(personer, biler, parametre, art)
        .filter(~pl.col("gammel"))
        .with_columns(
            noegle=noegle(["stelnummer", "haendelsesdato"]), mangler=pl.col("ukendt_alder")
        )
    )


@regel(
    "Bilkøb",
    nr=1,
    tema="Formue og køretøjer",
    ym=Saet.FORSOERGER,
    aef=Saet.FORSOERGER,
    laeser=_LAESER,
    fortolkninger=("F2",),
    kolonner=_KOLONNER,
)
def bilkoeb(personer: pl.LazyFrame, biler: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Personen har købt en privatbil, der på købsdagen er højst 15 år gammel."""
    return _nyere_bil(personer, biler, parametre, _KOB)


@regel(
    "Bilsalg",
    nr=2,
    tema="Formue og køretøjer",
    ym=Saet.FORSOERGER,
    aef=Saet.FORSOERGER,
    laeser=_LAESER,
    fortolkninger=("F2",),
    kolonner=_KOLONNER,
)
def bilsalg(personer: pl.LazyFrame, biler: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Personen har solgt en privatbil, der på salgsdagen er højst 15 år gammel."""
    return _nyere_bil(personer, biler, parametre, _SALG)


@regel(
    "Mange bilhandler",
    nr=3,
    tema="Formue og køretøjer",
    ym=Saet.FORSOERGER,
    aef=Saet.FORSOERGER,
    laeser=_LAESER,
    fortolkninger=("F2",),
    kolonner=_KOLONNER,
    viser_kun_den_nyeste=True,
)
def mange_bilhandler(
    personer: pl.LazyFrame, biler: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """Personen har købt eller solgt privatbiler over 15 år mindst tre gange i kontrolperioden."""
    handel = ["haendelsesdato", "stelnummer", "art"]
    handler = (
        pl.concat([_handler(personer, biler, parametre, art) for art in (_KOB, _SALG)])
        .filter(pl.col("gammel") | pl.col("ukendt_alder"))
        .group_by(*SAG_OG_PERSON, *handel)
        .agg(
            pl.col("gammel").any(),
            *(pl.col(felt).sort_by(*_BIL[1:]).first() for felt in _BIL[1:]),
            pl.col("ejerbrugerkode", "r75_indeks").first(),
        )
        .with_columns(
            handelsnoegle=pl.concat_str(
                [pl.col(del_).cast(pl.String) for del_ in handel], separator=":"
            )
        )
    )
    gamle = pl.col("gammel")
    return (
        handler.group_by(SAG_OG_PERSON)
        .agg(
            antal=gamle.sum(),
            mulige=pl.len(),
            haendelsesdato=pl.col("haendelsesdato").filter(gamle).max(),
            noegle=pl.col("handelsnoegle").filter(gamle).max(),
            handler=pl.struct(
                *handel, *_BIL[1:], "ejerbrugerkode", "r75_indeks", "handelsnoegle"
            ).filter(gamle),
        )
        .filter(pl.col("mulige") >= parametre.bilhandler_mindst)
        .with_columns(mangler=pl.col("antal") < parametre.bilhandler_mindst)
        .with_columns(
            haendelsesdato=pl.when(~pl.col("mangler")).then("haendelsesdato"),
        )
    )


def _raekke(handel: Mapping[str, Any]) -> list[Any]:
    """En handel som bevisrække; ejerbrugerkoden har ingen offentlig betydning og vises som kode."""
    return [
        handel["haendelsesdato"],
        "Køb" if handel["art"] == _KOB else "Salg",
        handel["registreringsnummer"] or "ikke oplyst",
        _bil(handel),
        handel["foerste_registrering"],
        f"kode {handel['ejerbrugerkode']}",
        handel["r75_indeks"],
    ]


def _bil(handel: Mapping[str, Any]) -> str:
    return _navn(handel) or "en bil"


def _en_bil(handel: Mapping[str, Any]) -> str:
    """Bilen i en sætning: »en Ford Mondeo«; beviset har kun navnet."""
    return f"en {_navn(handel) or 'bil'}"


def _navn(handel: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (handel["maerke"], handel["model"])))


@bilkoeb.forklar
def _forklar_koeb(fund: Fund) -> Forklaring:
    return Forklaring(
        f"{fund.navn} købte {_en_bil(fund.bevis)} den {dansk_dato(fund.dato)}.",
        [_raekke(fund.bevis)],
    )


@bilsalg.forklar
def _forklar_salg(fund: Fund) -> Forklaring:
    return Forklaring(
        f"{fund.navn} solgte {_en_bil(fund.bevis)} den {dansk_dato(fund.dato)}.",
        [_raekke(fund.bevis)],
    )


@mange_bilhandler.forklar
def _forklar_mange(fund: Fund) -> Forklaring:
    handler = sorted(fund.bevis["handler"], key=lambda handel: handel["handelsnoegle"])
    return Forklaring(
        f"{fund.navn} har handlet biler over 15 år {len(handler)} gange i kontrolperioden, "
        f"senest den {dansk_dato(fund.dato)}.",
        [_raekke(handel) for handel in handler],
    )
