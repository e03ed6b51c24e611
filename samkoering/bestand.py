"""Bestanden: hvem der kontrolleres (kvikguiden: Bestand).

Ydelsesmodtagere med aktiv sag og udbetaling i seneste hele måned, og deres nuværende
ægtefæller, medmindre parret er separeret.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from registre.laesning import Udtraek
from samkoering.grundlag.kle import Saet
from samkoering.grundlag.parametre import Parametre
from samkoering.grundlag.udtryk import (
    DOED,
    GIFT,
    begge_i_par,
    en_af,
    i_kraft,
    kun_personer,
    tilstand_den,
    tilstand_paa,
)
from samkoering.grundlag.vindue import Vindue
from samkoering.motor.opslag import FejledeOpslag
from samkoering.motor.tabeller import Tabeller


@dataclass(frozen=True, slots=True)
class Bestand:
    """Sagerne og de personer, der slås op på.

    ``sager``: sag (plads), sag_id, kommunekode, cpr, kle, oprettet, udbetalt_oere, vfra, vtil,
    aef_uafklaret (det kan ikke afgøres, om der
    er en ægtefælle), aef_uden_cpr, aef_separeret, aegtefaelle_cpr (uanset separation).
    ``personer``: sag, rolle (YM/AEF), cpr, kle, vfra, vtil.
    """

    sager: pl.DataFrame
    personer: pl.DataFrame


def find_bestand(
    udtraek: Udtraek,
    tabeller: Tabeller,
    fejlede: FejledeOpslag,
    parametre: Parametre,
    kommuner: frozenset[str] | None,
) -> Bestand:
    """Find sagerne og deres ægtefæller på kørselsdatoen; ``kommuner`` begrænser til nogle få."""
    sager = _aktive_sager(udtraek, tabeller, parametre.vindue, kommuner)
    par = _par(sager, tabeller, fejlede, parametre.vindue)
    sager = sager.join(par, on="cpr", how="left", maintain_order="left").with_columns(
        pl.col("er_aef", "aef_uafklaret", "aef_uden_cpr", "aef_separeret").fill_null(value=False)
    )
    felter = ("sag", "rolle", "cpr", "kle", "vfra", "vtil")
    modtagere = sager.with_columns(rolle=pl.lit("YM")).select(felter)
    aegtefaeller = (
        sager.filter("er_aef")
        .with_columns(rolle=pl.lit("AEF"), cpr=pl.col("aegtefaelle_cpr"))
        .select(felter)
    )
    return Bestand(sager, pl.concat([modtagere, aegtefaeller]))


def _aktive_sager(
    udtraek: Udtraek,
    tabeller: Tabeller,
    vindue: Vindue,
    kommuner: frozenset[str] | None,
) -> pl.DataFrame:
    """Aktive sager i de kommuner, der kører, med udbetaling i seneste hele måned."""
    koerende = udtraek.ramme("kommuner").filter(pl.col("par10_aktiveringsdato") <= vindue.dag)
    if kommuner is not None:
        koerende = koerende.filter(pl.col("kommunekode").is_in(list(kommuner)))
    aktiv = (
        (pl.col("oprettet") <= vindue.dag)
        & (pl.col("afsluttet").is_null() | (pl.col("afsluttet") >= vindue.dag))
        & en_af("kle", Saet.ALLE.numre)
    )
    sager = (
        tabeller.ramme("ydelse_sager")
        .filter(aktiv)
        .join(koerende.select("kommunekode", "par10_aktiveringsdato"), on="kommunekode")
    )
    return (
        _udbetalt(udtraek, vindue)
        .filter(pl.col("udbetalt_oere") > 0)
        .join(sager, on="sag_id", maintain_order="left")
        .with_row_index("sag")
        .select(
            "sag",
            "sag_id",
            "kommunekode",
            "cpr",
            "kle",
            "oprettet",
            "udbetalt_oere",
            pl.max_horizontal(
                pl.lit(vindue.start), pl.col("oprettet"), pl.col("par10_aktiveringsdato")
            ).alias("vfra"),
            pl.lit(vindue.slut).alias("vtil"),
        )
    )


def _udbetalt(udtraek: Udtraek, vindue: Vindue) -> pl.DataFrame:
    """Hver sags beløb i seneste hele måned, i sag_id-orden; som regel leveres de i den orden."""
    maanedens = udtraek.ramme("ydelse_udbetalinger").filter(
        pl.col("udbetalt").is_between(vindue.seneste_maaned_start, vindue.seneste_maaned_slut)
    )
    if not maanedens["sag_id"].is_sorted():
        maanedens = maanedens.sort("sag_id")
    # Sagens rækker er nu naboer: den første siger, hvor de begynder.
    sag = maanedens["sag_id"].rle_id()
    return (
        maanedens.with_columns(sag.alias("naboer"))
        .group_by("naboer", maintain_order=True)
        .agg(pl.col("sag_id").first(), udbetalt_oere=pl.col("beloeb_oere").sum())
        .drop("naboer")
    )


def _par(
    sager: pl.DataFrame, tabeller: Tabeller, fejlede: FejledeOpslag, vindue: Vindue
) -> pl.DataFrame:
    """Pr. ydelsesmodtager: ægtefællens nummer, og om vedkommende er ÆF på kørselsdatoen.

    Et svar, der alene udelukker ægtefællen, afgør sagen, også når et andet opslag mangler.
    """
    ukendte_ym = fejlede.personer("cpr_civilstand", "cpr_personer")
    civilstand = _civilstand(sager["cpr"], ukendte_ym, tabeller, vindue)
    gift = pl.col("civilstand").is_in(GIFT).fill_null(value=False)
    gifte = civilstand.filter(gift & pl.col("aegtefaelle_cpr").is_not_null())
    separerede = _separerede(gifte, tabeller, fejlede, vindue)
    domme = pl.concat([_doede(gifte, tabeller, fejlede, vindue), separerede])
    udelukket = domme.filter("udelukket").get_column("cpr").implode()
    tvivl = domme.filter(pl.col("udelukket").is_null()).get_column("cpr").implode()
    ukendt_ym = pl.col("cpr").is_in(list(ukendte_ym))
    ukendt_aef = pl.col("aegtefaelle_cpr").is_in(list(fejlede.personer("cpr_personer")))
    par = gift & pl.col("aegtefaelle_cpr").is_not_null()
    i_tvivl = pl.col("cpr").is_in(tvivl) | ukendt_aef.fill_null(value=False)
    uafklaret = ukendt_ym | (par & ~pl.col("cpr").is_in(udelukket) & i_tvivl)
    return civilstand.select(
        "cpr",
        pl.when(par).then("aegtefaelle_cpr").alias("aegtefaelle_cpr"),
        er_aef=par & ~pl.col("cpr").is_in(udelukket) & ~uafklaret,
        aef_uafklaret=uafklaret,
        aef_uden_cpr=gift & pl.col("aegtefaelle_cpr").is_null(),
        aef_separeret=pl.col("cpr").is_in(separerede.filter("udelukket")["cpr"].implode()),
    )


def _civilstand(
    modtagere: pl.Series, ukendte: set[int], tabeller: Tabeller, vindue: Vindue
) -> pl.DataFrame:
    """Modtagernes civilstand på kørselsdatoen; de ukendte er med, også uden en."""
    felter = ["civilstand", "aegtefaelle_cpr", "fra"]
    alles = tilstand_den(vindue.dag, tabeller.ramme("cpr_civilstand"), felter)
    kendt = alles.filter(pl.col("cpr").is_in(modtagere.implode()))
    if not ukendte:
        return kendt
    uden = pl.DataFrame({"cpr": list(ukendte - set(kendt["cpr"]))}, schema={"cpr": pl.Int64})
    return pl.concat([kendt, uden], how="diagonal")


def _separerede(
    gifte: pl.DataFrame, tabeller: Tabeller, fejlede: FejledeOpslag, vindue: Vindue
) -> pl.DataFrame:
    """Domme om separation: nyligt separeret (F1), eller tidligere og bor hver for sig."""
    par = gifte.select("cpr", "aegtefaelle_cpr", gift="fra")
    uden_svar = fejlede.personer("cpr_separation")
    separationer = tabeller.ramme("cpr_separation").filter(
        i_kraft(pl.lit(vindue.dag)) & ~pl.col("cpr").is_in(list(uden_svar))
    )
    begges = pl.concat(
        [
            par.join(separationer, on="cpr"),
            par.join(separationer, left_on="aegtefaelle_cpr", right_on="cpr"),
        ],
        how="diagonal",
    ).filter(pl.col("fra") >= pl.col("gift"))
    nylige = begges.filter(pl.col("fra") >= vindue.start)
    tidligere = begges.filter(pl.col("fra") < vindue.start)
    return pl.concat(
        [
            _dom(par.filter(_en_af(uden_svar)), None),
            _dom(nylige, udelukket=True),
            _hver_for_sig(tidligere, tabeller, fejlede, vindue),
        ]
    )


def _hver_for_sig(
    par: pl.DataFrame, tabeller: Tabeller, fejlede: FejledeOpslag, vindue: Vindue
) -> pl.DataFrame:
    """Domme om tidligere separerede: udelukket, når de ikke deler en rigtig adresse."""
    uden_svar = _en_af(fejlede.personer("cpr_adresser"))
    kendte = par.filter(~uden_svar)
    fraskilte = kendte.join(_samboende(kendte, tabeller, vindue), on="cpr", how="anti")
    return pl.concat([_dom(par.filter(uden_svar), None), _dom(fraskilte, udelukket=True)])


def _samboende(par: pl.DataFrame, tabeller: Tabeller, vindue: Vindue) -> pl.DataFrame:
    """De af parrene, der deler en rigtig adresse på kørselsdatoen."""
    spoergsmaal = (
        par.lazy().select("cpr", "aegtefaelle_cpr").unique().with_columns(dag=pl.lit(vindue.dag))
    )
    adresser = kun_personer(tabeller.giv("cpr_adresser", ["fra", "til"]), begge_i_par(spoergsmaal))
    egen = tilstand_paa(spoergsmaal, adresser, ["adresse", "reel"])
    begge = tilstand_paa(
        egen.rename({"cpr": "ym", "aegtefaelle_cpr": "cpr"}), adresser, ["adresse"], efterled="_2"
    )
    deler = (pl.col("adresse") == pl.col("adresse_2")) & pl.col("reel")
    return begge.filter(deler).select(cpr="ym").unique().collect()


def _doede(
    gifte: pl.DataFrame, tabeller: Tabeller, fejlede: FejledeOpslag, vindue: Vindue
) -> pl.DataFrame:
    """Domme om ægtefællens død på kørselsdatoen."""
    uden_svar = pl.col("aegtefaelle_cpr").is_in(list(fejlede.personer("cpr_status")))
    kendte = gifte.filter(~uden_svar)
    status = tilstand_den(vindue.dag, tabeller.ramme("cpr_status"), ["status"])
    doede = kendte.join(
        status.filter(pl.col("status") == DOED),
        left_on="aegtefaelle_cpr",
        right_on="cpr",
        how="semi",
    )
    return pl.concat([_dom(gifte.filter(uden_svar), None), _dom(doede, udelukket=True)])


def _en_af(personer: set[int]) -> pl.Expr:
    """Om en af de to ægtefæller er blandt personerne."""
    numre = list(personer)
    return pl.col("cpr").is_in(numre) | pl.col("aegtefaelle_cpr").is_in(numre)


def _dom(par: pl.DataFrame, udelukket: bool | None) -> pl.DataFrame:
    """Ydelsesmodtagerne med svaret: ægtefællen er udelukket, eller (null) det er ikke afgjort."""
    return par.select("cpr", udelukket=pl.lit(udelukket, dtype=pl.Boolean))
