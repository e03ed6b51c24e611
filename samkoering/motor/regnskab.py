"""Regnskabet: fem ord for hver sag, rolle og regel, så tavshed aldrig læses som kontrol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import polars as pl

from samkoering.bestand import Bestand
from samkoering.grundlag.regel import Regel
from samkoering.grundlag.roller import Status
from samkoering.motor.anvend import GRUNDFELTER, Regelfund
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.tabeller import Tabeller
from samkoering.regler import ALLE_REGLER

_ROLLE = pl.Enum(["AEF", "YM"])
_STATUS = pl.Enum([status.value for status in Status])
_CELLER = [
    (rolle, regel)
    for rolle in _ROLLE.categories
    for regel in sorted(ALLE_REGLER, key=lambda regel: regel.slug)
]
"""En sags celler i resultatfilens orden; sagerne står i sag_id-orden."""
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
    udfald = _med_svar(fund, uden_svar)
    ramt = pl.concat([udfald.select(_CELLE), _delte_celler(fund, udfald, uden_svar)]).unique()
    tvivl = pl.concat(
        fund[regel.slug].tvivl.select("sag", "rolle", _nr(regel)) for regel in ALLE_REGLER
    )
    status = _udgangspunkt(bestand, ubesvarede)
    for celler, ord_ in (
        (tvivl, Status.IKKE_UDFOERT),
        (ramt, Status.UDFALD),
        (uden_svar, Status.IKKE_UDFOERT),
    ):
        _skriv_over(status, celler, ord_)
    return _med_celler(bestand, status), udfald.sort("nr", "sag", "rolle", "noegle")


def taelt_op(status: pl.DataFrame) -> Counter[tuple[str, int, str]]:
    """Antal sager pr. rolle, regelnummer og ord; hver sags celler står i samme orden."""
    antal: Counter[tuple[str, int, str]] = Counter()
    for plads, (rolle, regel) in enumerate(_CELLER):
        ord_ = status["status"].gather_every(len(_CELLER), plads).value_counts()
        antal.update({(rolle, regel.nr, navn): flere for navn, flere in ord_.iter_rows()})
    return antal


def _nr(regel: Regel) -> pl.Expr:
    return pl.lit(regel.nr, dtype=pl.UInt8).alias("nr")


def _med_svar(fund: dict[str, Regelfund], uden_svar: pl.DataFrame) -> pl.DataFrame:
    """Alle reglers udfald uden de celler, hvis opslag ikke blev udført."""
    alle = pl.concat(
        fund[regel.slug].udfald.select(_nr(regel), *GRUNDFELTER) for regel in ALLE_REGLER
    )
    rent = alle.join(uden_svar, on=_CELLE, how="anti", maintain_order="left")
    een_pr_sag = pl.col("nr").is_in([regel.nr for regel in ALLE_REGLER if regel.een_pr_sag])
    een = (
        rent.filter(een_pr_sag)
        .sort("rolle", descending=True, maintain_order=True)
        .unique(["nr", "sag", "noegle"], keep="first", maintain_order=True)
    )
    return pl.concat([rent.filter(~een_pr_sag), een])


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
    if fejlede.ramme().is_empty():
        return pl.DataFrame(schema=_SKEMA)
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


def _udgangspunkt(bestand: Bestand, ubesvarede: Sequence[str]) -> pl.Series:
    """Hver celles ord, før fundene lægges på; sagens KLE-nummer og ægtefælle afgør det."""
    profil = ["kle", "har_aef", "aef_uafklaret"]
    med_aef = bestand.personer.filter(pl.col("rolle") == "AEF")["sag"]
    sager = bestand.sager.select(
        "kle", "aef_uafklaret", har_aef=pl.col("sag").is_in(med_aef.implode())
    )
    profiler = sager.select(profil).unique()
    ord_ = [
        [_ord(regel, rolle, kle, har_aef, uafklaret, ubesvarede).value for rolle, regel in _CELLER]
        for kle, har_aef, uafklaret in profiler.iter_rows()
    ]
    med_ord = profiler.with_columns(status=pl.Series(ord_, dtype=pl.List(_STATUS)))
    return sager.join(med_ord, on=profil, how="left", maintain_order="left")["status"].explode()


def _ord(
    regel: Regel,
    rolle: str,
    kle: str,
    har_aef: bool,
    aef_uafklaret: bool,
    ubesvarede: Sequence[str],
) -> Status:
    """Ordet, når intet er fundet; i tvivl gælder IKKE_RELEVANT før IKKE_UDFOERT."""
    saet = regel.ym if rolle == "YM" else regel.aef
    findes = rolle == "YM" or har_aef or aef_uafklaret
    if kle not in saet.numre or not findes:
        return Status.IKKE_RELEVANT
    if (rolle == "AEF" and aef_uafklaret) or set(regel.laeser) & set(ubesvarede):
        return Status.IKKE_UDFOERT
    return Status.INGEN_AENDRING


def _skriv_over(status: pl.Series, celler: pl.DataFrame, ord_: Status) -> None:
    """Sæt cellernes ord, hvor reglen er relevant."""
    pladser = pl.DataFrame(
        [(rolle, regel.nr, plads) for plads, (rolle, regel) in enumerate(_CELLER)],
        schema={"rolle": pl.String, "nr": pl.UInt8, "plads": pl.get_index_type()},
        orient="row",
    )
    steder = celler.join(pladser, on=["rolle", "nr"]).select(
        pl.col("sag") * len(_CELLER) + pl.col("plads")
    )["sag"]
    status.scatter(steder.filter(status.gather(steder) != Status.IKKE_RELEVANT.value), ord_.value)


def _med_celler(bestand: Bestand, status: pl.Series) -> pl.DataFrame:
    """Ordene med sag, rolle og regelnummer; en sags plads er dens nummer i bestanden."""
    roller = pl.Series("rolle", [rolle for rolle, _ in _CELLER], dtype=_ROLLE)
    numre = pl.Series("nr", [regel.nr for _, regel in _CELLER], dtype=pl.UInt8)
    antal = bestand.sager.height
    pladser = pl.int_range(antal * len(_CELLER), dtype=pl.get_index_type(), eager=True)
    pladser //= len(_CELLER)
    return pl.DataFrame(
        [
            pladser.alias("sag"),
            _gentaget(roller, antal),
            _gentaget(numre, antal),
            status.alias("status"),
        ]
    )


def _gentaget(celler: pl.Series, antal: int) -> pl.Series:
    """Cellerne ``antal`` gange efter hinanden; hver fordobling er én kopi."""
    laengde = antal * len(celler)
    while len(celler) < laengde:
        celler = pl.concat([celler, celler], rechunk=True)
    return celler.head(laengde)
