"""Regnskabet: fem ord for hver sag, rolle og regel, så tavshed aldrig læses som kontrol."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from samkoering.bestand import Bestand
from samkoering.grundlag.regel import Regel
from samkoering.grundlag.roller import Status
from samkoering.motor.anvend import GRUNDFELTER, Regelfund
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.tabeller import Tabeller
from samkoering.regler import ALLE_REGLER

ROLLER = ("AEF", "YM")
_CELLE = ["sag", "rolle", "nr"]
_SKEMA = {"sag": pl.get_index_type(), "rolle": pl.String, "nr": pl.UInt8}


def regnskab(
    bestand: Bestand,
    fund: dict[str, Regelfund],
    tabeller: Tabeller,
    fejlede: FejledeOpslag,
    ubesvarede: Sequence[str],
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(status, udfald): alle celler, og de udfald hvis opslag blev udført."""
    uden_svar = _uden_svar(bestand, tabeller, fejlede, fund)
    udfald = pl.concat(
        _for_regel(regel, fund[regel.slug].udfald, uden_svar) for regel in ALLE_REGLER
    )
    ramt = pl.concat([udfald.select(_CELLE), _delte_celler(fund, udfald, uden_svar)]).unique()
    tvivl = pl.concat(
        fund[regel.slug].tvivl.select("sag", "rolle", _nr(regel)) for regel in ALLE_REGLER
    )
    celler = _alle_celler(bestand)
    for navn, raekker in (("ramt", ramt), ("tvivl", tvivl), ("uden_svar", uden_svar)):
        maerket = raekker.select(_CELLE).unique().with_columns(pl.lit(value=True).alias(navn))
        celler = celler.join(maerket, on=_CELLE, how="left", maintain_order="left")
    return _med_status(celler, ubesvarede), udfald.sort("nr", "sag", "rolle", "noegle")


def _nr(regel: Regel) -> pl.Expr:
    return pl.lit(regel.nr, dtype=pl.UInt8).alias("nr")


def _for_regel(regel: Regel, udfald: pl.DataFrame, uden_svar: pl.DataFrame) -> pl.DataFrame:
    """Reglens udfald uden de celler, hvis opslag ikke blev udført."""
    rent = (
        udfald.select(GRUNDFELTER)
        .with_columns(_nr(regel))
        .join(uden_svar, on=_CELLE, how="anti", maintain_order="left")
    )
    if regel.een_pr_sag:
        rent = rent.sort("rolle", descending=True, maintain_order=True).unique(
            ["sag", "noegle"], keep="first", maintain_order=True
        )
    return rent.select("nr", *GRUNDFELTER)


def _delte_celler(
    fund: dict[str, Regelfund], udfald: pl.DataFrame, uden_svar: pl.DataFrame
) -> pl.DataFrame:
    """Celler, hvis hændelse står under den anden rolle: barnets flytning tæller for begge."""
    dele = [pl.DataFrame(schema=_SKEMA)]
    for regel in ALLE_REGLER:
        if regel.een_pr_sag:
            egne = fund[regel.slug].udfald.select("sag", "rolle", _nr(regel))
            dele.append(egne.join(uden_svar, on=_CELLE, how="anti"))
    return pl.concat(dele)


def _uden_svar(
    bestand: Bestand, tabeller: Tabeller, fejlede: FejledeOpslag, fund: dict[str, Regelfund]
) -> pl.DataFrame:
    """Celler, hvor et opslag på personen, et barn eller ægtefællen mislykkedes."""
    mangler = fejlede.ramme().lazy()
    personer = bestand.personer.lazy().select("sag", "rolle", "cpr")
    boern = tabeller.giv("cpr_boern", ["barn_cpr"])
    paa_person, paa_boern = pl.collect_all(
        [
            personer.join(mangler, on="cpr"),
            personer.join(boern, on="cpr").join(mangler, left_on="barn_cpr", right_on="cpr"),
        ]
    )
    dele = [pl.DataFrame(schema=_SKEMA)]
    for regel in ALLE_REGLER:
        paa_aegtefaelle = fund[regel.slug].afhaenger.join(mangler.collect(), on="cpr")
        for opslag, raekker in (
            (regel.opslag_paa_person or tuple(regel.laeser), paa_person),
            (regel.opslag_paa_boern, paa_boern),
            (regel.opslag_paa_aegtefaelle, paa_aegtefaelle),
        ):
            ramte = raekker.filter(pl.col("tabel").is_in(opslag))
            dele.append(ramte.select("sag", "rolle", _nr(regel)))
    return pl.concat(dele).unique()


def _alle_celler(bestand: Bestand) -> pl.DataFrame:
    """Sager i sag_id-orden × roller × regler i slug-orden: allerede i resultatfilens orden."""
    regler = pl.DataFrame(
        [
            {"nr": r.nr, "plads": plads, "ym": sorted(r.ym.numre), "aef": sorted(r.aef.numre)}
            for plads, r in enumerate(sorted(ALLE_REGLER, key=lambda regel: regel.slug))
        ],
        schema_overrides={
            "nr": pl.UInt8,
            "plads": pl.UInt8,
            "ym": pl.List(pl.String),
            "aef": pl.List(pl.String),
        },
    )
    har_aef = bestand.personer.filter(pl.col("rolle") == "AEF").select("sag")
    sager = bestand.sager.select(
        "sag",
        "kle",
        har_aef=pl.col("sag").is_in(har_aef["sag"].implode()),
        aef_uafklaret="aef_uafklaret",
    )
    roller = pl.DataFrame({"rolle": list(ROLLER)})
    som_ym = (pl.col("rolle") == "YM") & pl.col("ym").list.contains(pl.col("kle"))
    som_aef = (
        (pl.col("rolle") == "AEF")
        & pl.col("aef").list.contains(pl.col("kle"))
        & (pl.col("har_aef") | pl.col("aef_uafklaret"))
    )
    return (
        sager.lazy()
        .join(roller.lazy(), how="cross")
        .join(regler.lazy(), how="cross")
        .sort("sag", "rolle", "plads")
        .select(
            *_CELLE,
            relevant=som_ym | som_aef,
            aef_uafklaret=(pl.col("rolle") == "AEF") & pl.col("aef_uafklaret"),
        )
        .collect()
    )


def _med_status(celler: pl.DataFrame, ubesvarede: Sequence[str]) -> pl.DataFrame:
    """Ordet i hver celle; i tvivl gælder IKKE_RELEVANT før IKKE_UDFOERT."""
    uden_tabel = [r.nr for r in ALLE_REGLER if set(r.laeser) & set(ubesvarede)]
    ikke_udfoert = (
        pl.col("uden_svar").fill_null(value=False)
        | pl.col("aef_uafklaret")
        | pl.col("nr").is_in(uden_tabel)
    )
    status = (
        pl.when(~pl.col("relevant"))
        .then(pl.lit(Status.IKKE_RELEVANT.value))
        .when(ikke_udfoert)
        .then(pl.lit(Status.IKKE_UDFOERT.value))
        .when(pl.col("ramt").fill_null(value=False))
        .then(pl.lit(Status.UDFALD.value))
        .when(pl.col("tvivl").fill_null(value=False))
        .then(pl.lit(Status.IKKE_UDFOERT.value))
        .otherwise(pl.lit(Status.INGEN_AENDRING.value))
    )
    return celler.select(*_CELLE, status.alias("status"))
