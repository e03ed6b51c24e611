"""Fælles udtryk over registerrækker: nøgler, adresser og den række, der er i kraft en dag."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from registre.laesning.gentagelser import gentaget

SAG_OG_PERSON = ["sag", "rolle", "cpr"]
"""Det, der udpeger et opslag: sagens plads i bestanden, rollen og personens nummer."""


ADRESSEFELTER = ("kommunekode", "vejkode", "husnr", "etage", "sidedoer")
"""Adressens nøgle; de tomme felter er null."""

GIFT = ("G", "P")
"""Civilstande med en nulevende ægtefælle eller registreret partner."""
DOED = "90"
FOERSTE_UVIRKELIGE_VEJKODE = "9900"
"""Vejkoder herfra er ikke rigtige adresser, men fx ophold uden fast bopæl."""
_SKEL = "\x1f"


def en_af(kolonne: str, tekster: Collection[str]) -> pl.Expr:
    """Om kolonnen er en af de få tekster; hver for sig er hurtigere end et opslag pr. række."""
    ingen = pl.lit(value=False)
    return pl.any_horizontal(ingen, *(pl.col(kolonne) == tekst for tekst in sorted(tekster)))


def noegle(kolonner: Sequence[str | pl.Expr]) -> pl.Expr:
    """Hændelsens naturlige nøgle: delene som tekst, skilt af ``|``; datoer i ISO-form."""
    dele = [pl.col(del_) if isinstance(del_, str) else del_ for del_ in kolonner]
    return pl.concat_str([del_.cast(pl.String) for del_ in dele], separator="|")


def adressenoegle() -> pl.Expr:
    """Adressens felter som én sammenlignelig tekst; null er tom."""
    return pl.concat_str([pl.col(felt).fill_null("") for felt in ADRESSEFELTER], separator=_SKEL)


def vist_adressenoegle() -> pl.Expr:
    """Adressenøglen, som den står i en hændelsesnøgle: 0147-0100-001--."""
    return pl.col("adresse").str.replace_all(_SKEL, "-", literal=True)


def cpr_tekst(kolonne: str = "cpr") -> pl.Expr:
    """CPR-nummeret som 10 cifre."""
    return pl.col(kolonne).cast(pl.String).str.zfill(10)


def i_kraft(dag: pl.Expr, fra: str = "fra", til: str = "til") -> pl.Expr:
    """Om rækken gælder på ``dag``; begge ender er med, og en åben ende gælder endnu."""
    return (pl.col(fra) <= dag) & (pl.col(til).is_null() | (dag <= pl.col(til)))


def fast(ramme: pl.LazyFrame) -> pl.LazyFrame:
    """Beregn trinnet nu; en delt del af planen ville ellers blive regnet én gang pr. brug."""
    return ramme.collect().lazy()


def kun_personer(raekker: pl.LazyFrame, personer: pl.LazyFrame) -> pl.LazyFrame:
    """Rækkerne om de personer, der står i ``personer``.

    Et filter og ikke en join: det flyttes ned under alt, hvad der ellers regnes for alle.
    """
    numre = personer.select("cpr").collect()["cpr"]
    return raekker.filter(pl.col("cpr").is_in(numre.implode()))


def begge_i_par(par: pl.LazyFrame, anden: str = "aegtefaelle_cpr") -> pl.LazyFrame:
    """Begge personer i hvert par under hinanden i kolonnen cpr."""
    return pl.concat([par.select("cpr"), par.select(cpr=anden)])


def tilstand_paa(
    spoergsmaal: pl.LazyFrame, raekker: pl.LazyFrame, felter: Sequence[str], *, efterled: str = ""
) -> pl.LazyFrame:
    """Personens tilstand hver dag, der spørges om.

    ``spoergsmaal`` har kolonnerne cpr og dag; ``raekker`` er et interval-register med
    kolonnen ``orden`` (stiger med fra og derefter kontraktens kolonner). Svaret er
    spørgsmålet med ``felter`` (null, når ingen række er i kraft), evt. med efterled.
    """
    spoergsmaal = fast(spoergsmaal)
    kun = spoergsmaal.select("cpr", "dag").unique()
    svar = (
        kun.join(
            raekker.select(list(dict.fromkeys(("cpr", "fra", "til", "orden", *felter)))), on="cpr"
        )
        .filter(i_kraft(pl.col("dag")))
        .group_by("cpr", "dag")
        .agg(pl.col(felt).sort_by("orden").last() for felt in felter)
        .rename({felt: felt + efterled for felt in felter})
    )
    return spoergsmaal.join(svar, on=["cpr", "dag"], how="left")


def tilstand_den(dag: date, raekker: pl.DataFrame, felter: Sequence[str]) -> pl.DataFrame:
    """Alle personers tilstand på én og samme dag: cpr og ``felter``.

    Svaret er det samme som ``tilstand_paa``s, men kun de få personer, der har flere rækker i
    kraft på dagen, skal have fundet den sidste.
    """
    i_dag = raekker.filter(i_kraft(pl.lit(dag))).select(
        list(dict.fromkeys(("cpr", "orden", *felter)))
    )
    flere = gentaget(i_dag["cpr"])
    if not flere.any():
        return i_dag.drop("orden")
    sidste = i_dag.filter(flere).sort("orden").unique("cpr", keep="last")
    return pl.concat([i_dag.filter(~flere), sidste]).drop("orden")


def forrige(raekker: pl.LazyFrame, felter: Sequence[str]) -> pl.LazyFrame:
    """Hver række med den foregående rækkes felter (``forrige_*``).

    Foregående er rækken med den seneste ``fra`` før denne; en række fra samme dag går
    aldrig forud. Har personen ingen tidligere række, er ``forrige_fra`` null.
    """
    pr_dag = (
        raekker.group_by("cpr", "fra")
        .agg(pl.col(felt).sort_by("orden").last() for felt in felter)
        .sort("cpr", "fra")
    )
    samme_person = pl.col("cpr") == pl.col("cpr").shift(1)
    forskudt = pr_dag.select(
        "cpr",
        "fra",
        *(
            pl.when(samme_person).then(pl.col(felt).shift(1)).alias(f"forrige_{felt}")
            for felt in (*felter, "fra")
        ),
    )
    return raekker.join(forskudt, on=["cpr", "fra"], how="left")
