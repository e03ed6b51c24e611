"""Registrenes tabeller, som reglerne får dem: gældende numre, tællende rækker, fast orden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from registre.kontrakt import TABELLER, TAELLENDE
from registre.laesning import Udtraek
from registre.tabel import Type
from samkoering.grundlag.udtryk import FOERSTE_UVIRKELIGE_VEJKODE, adressenoegle

_SENESTE = {"eindkomst": "disposition", "r75_moms": "indberettet"}
"""Tabeller, hvor kun rækker til og med kørselsdatoen er med."""
_AFLEDTE = {"cpr_adresser": ("adresse", "reel", "adressetekst", "kommunekode")}


class Tabeller:
    """Udtrækkets tabeller for én kørselsdato.

    Alle CPR-numre er de gældende. Tabeller med ``register_status`` har kun de rækker, der
    tæller. Historikker har kolonnen ``orden``: senere ``fra`` er større, og lige store
    ordnes efter kontraktens kolonner som tekst med null først.
    """

    def __init__(self, udtraek: Udtraek, dag: date) -> None:
        self._udtraek = udtraek
        self._dag = dag
        self._klar: dict[str, pl.DataFrame] = {}
        self._personer: pl.Series | None = None

    def begraens_til(self, personer: pl.Series) -> None:
        """Herfra indlæses kun rækker om disse personer; det øvrige rører reglerne aldrig."""
        self._personer = personer

    def giv(self, navn: str, kolonner: Sequence[str] = ()) -> pl.LazyFrame:
        """Tabellen med cpr, de ønskede kolonner og det afledte (orden, adressens nøgle)."""
        ramme = self.ramme(navn)
        lazy = ramme.lazy()
        if navn == "cpr_adresser":
            lazy = lazy.with_columns(adressetekst=adressetekst())
        afledte = [k for k in (*_AFLEDTE.get(navn, ()), "orden") if k in lazy.collect_schema()]
        return lazy.select(list(dict.fromkeys(("cpr", *kolonner, *afledte))))

    def ramme(self, navn: str) -> pl.DataFrame:
        """Hele den forberedte tabel."""
        if navn not in self._klar:
            self._klar[navn] = self._forbered(navn)
        return self._klar[navn]

    def gaeldende(self, kolonne: str) -> pl.Expr:
        """CPR-nummeret læst under det gældende nummer."""
        udskiftninger = self._udtraek.udskiftninger
        nummer = pl.col(kolonne)
        return nummer.replace(dict(udskiftninger)) if udskiftninger else nummer

    def _forbered(self, navn: str) -> pl.DataFrame:
        tabel = TABELLER[navn]
        ramme = self._udtraek.ramme(navn)
        if navn == "cpr_personer":
            # En person beskrives af det gældende nummers række alene.
            ramme = ramme.filter(~pl.col("cpr").is_in(list(self._udtraek.udskiftninger)))
        else:
            numre = [k.navn for k in tabel.kolonner if k.type is Type.CPR]
            ramme = ramme.with_columns(self.gaeldende(nummer) for nummer in numre)
        if tabel.har_registerstatus:
            ramme = ramme.filter(pl.col("register_status").is_in(list(TAELLENDE)))
        if navn in _SENESTE:
            ramme = ramme.filter(pl.col(_SENESTE[navn]) <= self._dag)
        if tabel.person and tabel.person not in ("cpr", "sag_id"):
            ramme = ramme.rename({tabel.person: "cpr"})
        if self._personer is not None and "cpr" in ramme.columns:
            ramme = ramme.filter(pl.col("cpr").is_in(self._personer.implode()))
        if navn == "cpr_boern":
            ramme = ramme.select("cpr", "barn_cpr").unique()
        if tabel.interval == ("fra", "til"):
            ramme = _i_orden(ramme)
        if navn == "cpr_adresser":
            reel = pl.col("vejkode") < FOERSTE_UVIRKELIGE_VEJKODE
            ramme = ramme.with_columns(adresse=adressenoegle(), reel=reel)
        self._udtraek.slip(navn)
        return ramme


def _i_orden(historik: pl.DataFrame) -> pl.DataFrame:
    """Sæt rækkernes orden; kun personens rækker fra samme dag sammenlignes kolonne for kolonne."""
    samme_dag = pl.struct("cpr", "fra").is_duplicated()
    kolonner = [kolonne for kolonne in historik.columns if kolonne not in ("cpr", "fra")]
    dobbelte = historik.filter(samme_dag).sort("cpr", "fra", *kolonner, nulls_last=False)
    return (
        pl.concat([historik.filter(~samme_dag), dobbelte])
        .sort("cpr", "fra", maintain_order=True)
        .with_row_index("orden")
    )


def adressetekst() -> pl.Expr:
    """Adressen på én linje: Birkevej 12, 2. th, 2610 Rødovre."""
    etage = pl.when(pl.col("etage").is_not_null()).then(pl.format(", {}.", pl.col("etage")))
    doer = pl.when(pl.col("sidedoer").is_not_null()).then(pl.format(" {}", pl.col("sidedoer")))
    by = pl.format(", {} {}", pl.col("postnr"), pl.col("postdistrikt"))
    vej = pl.format("{} {}", pl.col("vejnavn"), pl.col("husnr").str.strip_chars_start("0"))
    return (
        pl.when(pl.col("reel"))
        .then(pl.concat_str([vej, etage.fill_null(""), doer.fill_null(""), by]))
        .otherwise(pl.lit("uden fast bopæl"))
    )
