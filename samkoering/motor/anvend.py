"""Reglerne anvendt på bestanden, alle i én samlet plan."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import polars as pl

from samkoering.bestand import Bestand
from samkoering.grundlag.kle import Saet
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.regel import Regel
from samkoering.grundlag.udtryk import en_af, fast
from samkoering.motor.tabeller import Tabeller
from samkoering.regler import ALLE_REGLER

_SAMTIDIGE = 2
"""Så mange reglers forberedende trin regnes på én gang."""
GRUNDFELTER = ["sag", "rolle", "cpr", "haendelsesdato", "noegle"]
TOM = pl.DataFrame(
    schema={
        "sag": pl.get_index_type(),
        "rolle": pl.String,
        "cpr": pl.Int64,
        "haendelsesdato": pl.Date,
        "noegle": pl.String,
    }
)
_INGEN = TOM.select("sag", "rolle")
_INGEN_ANDEN = TOM.select("sag", "rolle", "cpr")


@dataclass(frozen=True, slots=True)
class Regelfund:
    """Hvad en regel fandt.

    ``udfald``: grundfelter og evt. bevis. ``tvivl``: sag og rolle, hvor data mangler til at
    afgøre en mulig hændelse. ``afhaenger``: sag, rolle og den anden person (cpr), hvis
    opslag afgørelsen hviler på.
    """

    udfald: pl.DataFrame
    tvivl: pl.DataFrame
    afhaenger: pl.DataFrame


def anvend_regler(
    bestand: Bestand,
    tabeller: Tabeller,
    parametre: Parametre,
    ubesvarede: Sequence[str],
    *,
    med_bevis: bool,
) -> dict[str, Regelfund]:
    """Alle reglers fund. En regel, hvis tabel ikke svarede, finder intet (og er ikke udført)."""
    tabeller.begraens_til(_alle_personer(bestand, tabeller))
    kan_koere = [regel for regel in ALLE_REGLER if not set(regel.laeser) & set(ubesvarede)]
    # De tungeste først, så ingen kerne står stille til sidst.
    koerte = sorted(kan_koere, key=lambda regel: -max(map(tabeller.antal, regel.laeser)))
    personer = {
        (ym, aef): fast(personer_i(ym, aef, bestand))
        for ym, aef in {(regel.ym, regel.aef) for regel in koerte}
    }
    for navn in sorted({navn for regel in koerte for navn in regel.laeser}):
        tabeller.klargoer(navn)
    with ThreadPoolExecutor(_SAMTIDIGE) as planlaeggere:
        planer = list(
            planlaeggere.map(
                lambda regel: _plan(
                    regel, bestand, personer[regel.ym, regel.aef], tabeller, parametre, med_bevis
                ),
                koerte,
            )
        )
    rammer = pl.collect_all(planer)
    fund = {regel.slug: _skil_tvivl(ramme) for regel, ramme in zip(koerte, rammer, strict=True)}
    intet = _skil_tvivl(TOM.with_columns(mangler=False, afhaenger_af=pl.lit(None, pl.Int64)))
    return {regel.slug: fund.get(regel.slug, intet) for regel in ALLE_REGLER}


def reglernes_kolonner() -> dict[str, set[str]]:
    """De kolonner, mindst én regel læser, pr. tabel."""
    kolonner: dict[str, set[str]] = {}
    for regel in ALLE_REGLER:
        for navn, felter in regel.laeser.items():
            kolonner.setdefault(navn, set()).update(felter)
    return kolonner


def _alle_personer(bestand: Bestand, tabeller: Tabeller) -> pl.Series:
    """YM, ÆF, ægtefæller og børn: dem, reglerne overhovedet kan spørge om."""
    egne = pl.concat([bestand.personer["cpr"], bestand.sager["aegtefaelle_cpr"].drop_nulls()])
    boern = tabeller.ramme("cpr_boern").filter(pl.col("cpr").is_in(egne.implode()))["barn_cpr"]
    return pl.concat([egne, boern])


def _plan(
    regel: Regel,
    bestand: Bestand,
    personer: pl.LazyFrame,
    tabeller: Tabeller,
    parametre: Parametre,
    med_bevis: bool,
) -> pl.LazyFrame:
    """Reglens udtryk med det, motoren klarer ens for alle: hvem, hvornår, og én pr. nøgle."""
    rammer = [tabeller.giv(navn, kolonner) for navn, kolonner in regel.laeser.items()]
    fund = regel.saml(personer, rammer, parametre)
    kolonner = fund.collect_schema().names()
    if "mangler" not in kolonner:
        fund = fund.with_columns(mangler=pl.lit(value=False))
    if "uden_for_vinduet" not in kolonner:
        fund = fund.with_columns(uden_for_vinduet=pl.lit(value=False))
    if "afhaenger_af" not in kolonner:
        fund = fund.with_columns(afhaenger_af=pl.lit(None, dtype=pl.Int64))
    sagens = {felt: pl.lit(bestand.sager[felt]).gather(pl.col("sag")) for felt in ("vfra", "vtil")}
    i_perioden = pl.col("haendelsesdato").is_between(sagens["vfra"], sagens["vtil"])
    uden_dato = pl.col("haendelsesdato").is_null() & pl.col("mangler")
    plan = fund.filter(i_perioden | uden_dato | pl.col("uden_for_vinduet")).drop(
        "vfra", "vtil", "uden_for_vinduet", strict=False
    )
    return plan if med_bevis else plan.select(*GRUNDFELTER, "mangler", "afhaenger_af")


def personer_i(ym: Saet, aef: Saet, bestand: Bestand) -> pl.LazyFrame:
    """De personer, en regel gælder for: rollen og sagens KLE-nummer afgør det."""
    som_ym = (pl.col("rolle") == "YM") & en_af("kle", ym.numre)
    som_aef = (pl.col("rolle") == "AEF") & en_af("kle", aef.numre)
    return bestand.personer.lazy().filter(som_ym | som_aef).drop("kle")


def _skil_tvivl(ramme: pl.DataFrame) -> Regelfund:
    """Skil udfald fra tvivl; to udfald med samme nøgle er ét, med den tidligste dato."""
    uden_tvivl = not ramme["mangler"].any()
    sikre = ramme if uden_tvivl else ramme.filter(~pl.col("mangler").fill_null(value=False))
    udfald = (
        sikre.drop("mangler", "afhaenger_af")
        .sort("sag", "rolle", "noegle", "haendelsesdato", maintain_order=True)
        .unique(["sag", "rolle", "cpr", "noegle"], keep="first", maintain_order=True)
    )
    if uden_tvivl and ramme["afhaenger_af"].null_count() == ramme.height:
        return Regelfund(udfald, _INGEN, _INGEN_ANDEN)
    tvivl = ramme.filter(pl.col("mangler") & pl.col("afhaenger_af").is_null())
    afhaenger = ramme.filter(pl.col("afhaenger_af").is_not_null())
    return Regelfund(
        udfald,
        tvivl.select("sag", "rolle").unique(),
        afhaenger.select("sag", "rolle", cpr="afhaenger_af").unique(),
    )
