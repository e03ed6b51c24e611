"""Ny arbejdsgiver (eIndkomst)."""

from __future__ import annotations

import polars as pl

from registre.laesning.gentagelser import gentaget
from samkoering.grundlag.kle import Saet
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Forklaring, Fund, regel
from samkoering.grundlag.udtryk import fast, kun_personer, noegle

_DAGE = 2**23
"""Rigeligt til, at hver person og dag får sit eget tal."""
_UDBETALING = ["cpr", "cvr", "periode_fra", "periode_til"]
_ORDEN = ["dato", "cvr", "periode_fra", "periode_til"]
_BELOEB = ["dato", "cvr", "periode_fra", "periode_til", "netto"]
_NAVNE = ["virksomhed", "indkomsttype"]
LOEN, ANDEN_PERSONLIG_INDKOMST = "00", "04"


@regel(
    "Ny arbejdsgiver",
    nr=6,
    tema="Indkomst",
    ym=Saet.ALLE,
    aef=Saet.FORSOERGER,
    laeser={
        "eindkomst": (
            "cvr",
            "virksomhed",
            "branchekode",
            "indkomsttype",
            "indtaegtsart",
            "beloeb_oere",
            "periode_fra",
            "periode_til",
            "disposition",
        )
    },
    fortolkninger=("F4", "F5"),
    kolonner=(
        ("Udbetalt", "dato"),
        ("Arbejdsgiver", "tekst"),
        ("CVR-nr.", "tekst"),
        ("Indkomsttype", "tekst"),
        ("Beløb før skat", "oere"),
        ("Dage siden forrige", "tal"),
    ),
    viser_kun_den_nyeste=True,
)
def ny_arbejdsgiver(
    personer: pl.LazyFrame, eindkomst: pl.LazyFrame, parametre: Parametre
) -> pl.LazyFrame:
    """De seneste to reelle lønninger har hver sin arbejdsgiver eller over 60 dage imellem sig."""
    alle = _udbetalinger(eindkomst.filter(_reel_loen(parametre)))
    muliges = alle.filter(pl.col("cpr").is_in(_mulige(alle, parametre).implode()))
    udbetalinger = muliges.sort("cpr", *_ORDEN).lazy()
    seneste = fast(personer.join(_seneste_to(udbetalinger, parametre), on="cpr"))
    forloeb = _loenforloeb(kun_personer(udbetalinger, seneste), parametre)
    deres = fast(kun_personer(eindkomst, seneste)).filter(_reel_loen(parametre))
    navne = fast(_navne(deres))
    forrige_navne = navne.select("cpr", pl.exclude("cpr").name.prefix("forrige_"))
    forrige_udbetaling = ["cpr", *(f"forrige_{felt}" for felt in _UDBETALING[1:])]
    return (
        seneste.join(forloeb, on=["cpr", "cvr"])
        .join(navne, on=_UDBETALING)
        .join(forrige_navne, on=forrige_udbetaling, how="left")
        .with_columns(haendelsesdato=pl.col("dato"), noegle=noegle(["cvr", "forloebets_foerste"]))
    )


def _udbetalinger(loen: pl.LazyFrame) -> pl.DataFrame:
    """Lønnens netto pr. arbejdsgiver og periode; en række, der er alene, er sin egen udbetaling."""
    raekker = loen.select(*_UDBETALING, netto="beloeb_oere", dato="disposition").collect()
    flere = gentaget(raekker["cpr"] * _DAGE + raekker["periode_til"].to_physical())
    lagt_sammen = (
        raekker.filter(flere).group_by(_UDBETALING).agg(pl.col("netto").sum(), pl.col("dato").min())
    )
    return pl.concat([raekker.filter(~flere), lagt_sammen]).filter(pl.col("netto") > 0)


def _mulige(udbetalinger: pl.DataFrame, parametre: Parametre) -> pl.Series:
    """De personer, der er værd at se på: flere arbejdsgivere, eller en pause før den seneste løn.

    Resten – langt de fleste – får løn fra den samme, måned efter måned.
    """
    arbejdsgivere = udbetalinger.select("cpr", "cvr").sort("cpr")
    naboen = pl.col("cpr").shift(1) == pl.col("cpr"), pl.col("cvr").shift(1) != pl.col("cvr")
    flere = arbejdsgivere.filter(*naboen)["cpr"]
    dage = udbetalinger["cpr"] * _DAGE + udbetalinger["dato"].to_physical() + _DAGE // 2
    person, dag = pl.col("dage") // _DAGE, pl.col("dage") % _DAGE
    pause = pl.when(person == person.shift(1)).then(dag - dag.shift(1))
    holdt_pause = (
        pl.DataFrame({"dage": dage.sort()})
        .filter(
            (person != person.shift(-1)).fill_null(value=True),
            pause.is_null() | (pause > parametre.loenpause_dage),
        )
        .select(cpr=person)
    )
    return pl.concat([flere, holdt_pause["cpr"]])


def _navne(loen: pl.LazyFrame) -> pl.LazyFrame:
    """Hver udbetalings arbejdsgiver og indkomsttype, som de vises."""
    return loen.group_by(_UDBETALING).agg(
        virksomhed=pl.col("virksomhed").max(), indkomsttype=pl.col("indkomsttype").min()
    )


def _reel_loen(parametre: Parametre) -> pl.Expr:
    """Type 0, og type 4 når den hverken er en offentlig ydelse eller fra de udelukkede brancher."""
    ydelse = pl.col("indtaegtsart").is_in(parametre.ydelsesarter).fill_null(value=False)
    branche = pl.any_horizontal(
        pl.col("branchekode").str.starts_with(kode) for kode in parametre.udelukkede_brancher
    ).fill_null(value=False)
    anden = (pl.col("indkomsttype") == ANDEN_PERSONLIG_INDKOMST) & ~ydelse & ~branche
    return (pl.col("indkomsttype") == LOEN) | anden


def _seneste_to(udbetalinger: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Personer, hvis nyeste udbetaling er ny og fra en ny arbejdsgiver, med begge udbetalinger."""
    sammen = udbetalinger.group_by("cpr", maintain_order=True).agg(
        *(pl.col(felt).last() for felt in _BELOEB),
        *(pl.col(felt).get(-2, null_on_oob=True).alias(f"forrige_{felt}") for felt in _BELOEB),
    )
    pause = (pl.col("dato") - pl.col("forrige_dato")).dt.total_days()
    foerste_loen = pl.col("forrige_dato").is_null()
    anden_arbejdsgiver = pl.col("cvr") != pl.col("forrige_cvr")
    return sammen.with_columns(dage_imellem=pause).filter(
        pl.col("dato") >= parametre.vindue.start,
        foerste_loen | anden_arbejdsgiver | (pl.col("dage_imellem") > parametre.loenpause_dage),
    )


def _loenforloeb(udbetalinger: pl.LazyFrame, parametre: Parametre) -> pl.LazyFrame:
    """Hver arbejdsgivers nyeste forløb: den første udbetaling efter den sidste lange pause."""
    pause = pl.col("dato").diff().dt.total_days().over("cpr", "cvr", order_by="dato")
    nyt_forloeb = pause.is_null() | (pause > parametre.loenpause_dage)
    return (
        udbetalinger.filter(nyt_forloeb)
        .group_by("cpr", "cvr")
        .agg(forloebets_foerste=pl.col("dato").max())
    )


@ny_arbejdsgiver.forklar
def _forklar(fund: Fund) -> Forklaring:
    bevis = fund.bevis
    raekker = [_raekke(bevis, "", bevis["dage_imellem"])]
    if bevis["forrige_dato"]:
        raekker.append(_raekke(bevis, "forrige_", None))
    return Forklaring(_saetning(fund), raekker)


def _saetning(fund: Fund) -> str:
    bevis = fund.bevis
    if bevis["forrige_dato"] is None:
        return (
            f"{fund.navn} har fået løn fra {bevis['virksomhed']}, "
            "og eIndkomst viser ingen tidligere løn."
        )
    if bevis["cvr"] != bevis["forrige_cvr"]:
        return (
            f"{fund.navn} har fået løn fra to forskellige arbejdsgivere "
            "i de seneste to lønudbetalinger."
        )
    return (
        f"{fund.navn} har fået løn fra {bevis['virksomhed']} igen, "
        f"{bevis['dage_imellem']} dage efter den forrige løn."
    )


def _raekke(bevis: object, forled: str, dage: int | None) -> list[object]:
    felt = {navn: bevis[forled + navn] for navn in (*_BELOEB, *_NAVNE)}  # type: ignore[index]
    typer = {LOEN: "0 Lønindkomst", ANDEN_PERSONLIG_INDKOMST: "4 Anden personlig indkomst"}
    return [
        felt["dato"],
        felt["virksomhed"],
        felt["cvr"],
        typer[felt["indkomsttype"]],
        felt["netto"],
        dage,
    ]
