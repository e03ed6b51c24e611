"""Registrenes tabeller, som reglerne får dem: gældende numre, tællende rækker, fast orden."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import polars as pl

from registre.kontrakt import TABELLER
from registre.laesning import Udtraek
from registre.laesning.gentagelser import gentaget
from registre.laesning.kontrol import raekken_taeller
from registre.tabel import Type
from samkoering.grundlag.udtryk import FOERSTE_UVIRKELIGE_VEJKODE, adressenoegle

_SENESTE = {"eindkomst": "disposition", "r75_moms": "indberettet"}
"""Tabeller, hvor kun rækker til og med kørselsdatoen er med."""
_TAELLER = "__taeller"
_DAGE_I_KALENDEREN, _RAEKKER_PR_DAG = 2**23, 2**32
"""Rigeligt til, at hver person og dag, og hver række inden for dagen, får sit eget tal."""
_AFLEDTE = {"cpr_adresser": ("adresse", "reel", "adressetekst", "kommunekode")}


class Tabeller:
    """Udtrækkets tabeller for én kørselsdato.

    Alle CPR-numre er de gældende. Tabeller med ``register_status`` har kun de rækker, der
    tæller. Historikker har kolonnen ``orden``: senere ``fra`` er større, og lige store
    ordnes efter kontraktens kolonner som tekst med null først.

    ``bruges`` er de kolonner, nogen skal bruge; er den ikke sagt, er alle med. Ellers slippes de
    øvrige, når tabellen er kontrolleret og ordnet, og adresser skrives ikke ud (null).
    """

    def __init__(
        self, udtraek: Udtraek, dag: date, bruges: Mapping[str, Collection[str]] | None = None
    ) -> None:
        self._udtraek = udtraek
        self._dag = dag
        self._bruges = bruges
        self._klar: dict[str, pl.DataFrame] = {}
        self._personer: pl.Series | None = None

    def begraens_til(self, personer: pl.Series) -> None:
        """Herfra indlæses kun rækker om disse personer; det øvrige rører reglerne aldrig."""
        self._personer = personer

    def giv(self, navn: str, kolonner: Sequence[str] = ()) -> pl.LazyFrame:
        """Tabellen med cpr, de ønskede kolonner og det afledte (orden, adressens nøgle)."""
        lazy = self._med_afledte(navn)
        if navn == "cpr_adresser":
            vist = adressetekst() if self._bruges is None else pl.lit(None, dtype=pl.String)
            lazy = lazy.with_columns(adressetekst=vist)
        afledte = [k for k in (*_AFLEDTE.get(navn, ()), "orden") if k in lazy.collect_schema()]
        return lazy.select(list(dict.fromkeys(("cpr", *kolonner, *afledte))))

    def ramme(self, navn: str) -> pl.DataFrame:
        """Hele den forberedte tabel."""
        return self._med_afledte(navn).collect()

    def numre(self, navn: str) -> pl.Series:
        """De antagne rækkers person eller sag, én pr. række, som tabellen er læst ind nu."""
        klar = self._klar.get(navn)
        if klar is not None and _om_personer(navn):
            return klar["cpr"]
        return (self._udtraek.ramme(navn) if klar is None else klar)[TABELLER[navn].person]

    def antal(self, navn: str) -> int:
        """Rækkerne, registeret leverede."""
        return self._udtraek.leveret(navn).antal

    def glem(self, *undtagen: str) -> None:
        """Slip alle rækker; beregningen har fået, hvad den skulle bruge."""
        for navn in TABELLER:
            if navn not in undtagen:
                self.slip(navn)

    def behold(self, navn: str, kolonner: Sequence[str]) -> None:
        """Slip tabellens øvrige kolonner; ingen må spørge om dem igen."""
        klar = self._klar.get(navn)
        if klar is not None:
            self._klar[navn] = klar.select(
                kolonne for kolonne in klar.columns if kolonne in ("cpr", _TAELLER, *kolonner)
            )

    def slip(self, navn: str) -> None:
        """Slip én tabels rækker; ingen må spørge om dem igen."""
        self._klar.pop(navn, None)
        self._udtraek.slip(navn)

    def gaeldende(self, kolonne: str) -> pl.Expr:
        """CPR-nummeret læst under det gældende nummer."""
        udskiftninger = self._udtraek.udskiftninger
        nummer = pl.col(kolonne)
        return nummer.replace(dict(udskiftninger)) if udskiftninger else nummer

    def numre_under_de_gaeldende(self, numre: pl.Series) -> pl.Series:
        """Som ``gaeldende``, men kun de få numre, der er afløst, slås op.

        Stykkerne er de samme som før: ellers blev hele tabellen kopieret, så den passede til.
        """
        if not self._udtraek.udskiftninger:
            return numre
        afloest = pl.first().is_in(list(self._udtraek.udskiftninger))
        steder = numre.to_frame().select(afloest.arg_true()).to_series()
        if steder.is_empty():
            return numre
        nye = numre.gather(steder).replace(dict(self._udtraek.udskiftninger))
        alle, fra = numre.clone().scatter(steder, nye), 0
        stykker = []
        for laengde in numre.chunk_lengths():
            stykker.append(alle.slice(fra, laengde))
            fra += laengde
        return pl.concat(stykker, rechunk=False)

    def _med_afledte(self, navn: str) -> pl.LazyFrame:
        """De rækker, der tæller, med adressens nøgle.

        Det sker i planen og ikke på forhånd: så kopieres kun det, reglen til sidst bruger.
        """
        self.klargoer(navn)
        lazy = self._klar[navn].lazy()
        if _TAELLER in self._klar[navn].columns:
            lazy = lazy.filter(_TAELLER).drop(_TAELLER)
        if navn != "cpr_adresser":
            return lazy
        reel = pl.col("vejkode") < FOERSTE_UVIRKELIGE_VEJKODE
        return lazy.with_columns(adresse=adressenoegle(), reel=reel)

    def klargoer(self, navn: str) -> None:
        """Gør tabellen færdig, og slip de rækker, den blev lavet af."""
        if navn in self._klar:
            return
        ramme = self._under_gaeldende_numre(navn)
        self._udtraek.slip(navn)
        taeller = ramme.select(pl.all_horizontal(self._krav(navn)).alias(_TAELLER)).to_series()
        if navn == "cpr_boern":
            ramme = ramme.filter(taeller).select("cpr", "barn_cpr").unique()
        elif not taeller.all(ignore_nulls=False):
            ramme = ramme.with_columns(taeller)
        self._klar[navn] = self._det_der_bruges(
            navn, _i_orden(ramme) if _er_historik(navn) else ramme
        )

    def _det_der_bruges(self, navn: str, ramme: pl.DataFrame) -> pl.DataFrame:
        if self._bruges is None or navn not in self._bruges:
            return ramme
        med = {"cpr", "orden", _TAELLER, *self._bruges[navn]}
        return ramme.select(kolonne for kolonne in ramme.columns if kolonne in med)

    def _under_gaeldende_numre(self, navn: str) -> pl.DataFrame:
        tabel, ramme = TABELLER[navn], self._udtraek.ramme(navn)
        if navn != "cpr_personer":
            ramme = ramme.with_columns(
                self.numre_under_de_gaeldende(ramme[k.navn])
                for k in tabel.kolonner
                if k.type is Type.CPR
            )
        return ramme.rename({tabel.person: "cpr"}) if _om_personer(navn) else ramme

    def _er_stor(self, navn: str, personer: pl.Series) -> bool:
        """En tabel med færre rækker, end der er personer, er hurtigere brugt, som den er."""
        return self._udtraek.leveret(navn).antal > len(personer)

    def _krav(self, navn: str) -> list[pl.Expr]:
        """Hvad en række skal opfylde for at tælle."""
        krav = [pl.lit(value=True)]
        if navn == "cpr_personer":
            # En person beskrives af det gældende nummers række alene.
            krav.append(~pl.col("cpr").is_in(list(self._udtraek.udskiftninger)))
        if TABELLER[navn].har_registerstatus:
            krav.append(raekken_taeller())
        if navn in _SENESTE:
            krav.append(pl.col(_SENESTE[navn]) <= self._dag)
        personer = self._personer
        if personer is not None and _om_personer(navn) and self._er_stor(navn, personer):
            krav.append(pl.col("cpr").is_in(personer.implode()))
        return krav


def _om_personer(navn: str) -> bool:
    return TABELLER[navn].person not in ("", "sag_id")


def _er_historik(navn: str) -> bool:
    return TABELLER[navn].interval == ("fra", "til")


def _i_orden(historik: pl.DataFrame) -> pl.DataFrame:
    """Sæt rækkernes orden; kun personens rækker fra samme dag sammenlignes kolonne for kolonne."""
    dag = historik["fra"].to_physical().cast(pl.Int64)
    orden = dag * _RAEKKER_PR_DAG
    samme_dag = gentaget(historik["cpr"] * _DAGE_I_KALENDEREN + dag)
    kolonner = [kolonne for kolonne in historik.columns if kolonne not in ("cpr", "fra")]
    dobbelte = (
        historik.with_columns(orden=orden, plads=pl.int_range(pl.len()))
        .filter(samme_dag)
        .sort("cpr", "fra", *kolonner, nulls_last=False)
        .select("plads", pl.col("orden") + pl.int_range(pl.len()))
    )
    return historik.with_columns(orden=orden.scatter(dobbelte["plads"], dobbelte["orden"]))


def adressetekst() -> pl.Expr:
    """Adressen på én linje: Birkevej 12, 2. th, 2610 Rødovre."""
    etage = pl.concat_str([pl.lit(", "), "etage", pl.lit(".")]).fill_null("")
    doer = pl.concat_str([pl.lit(" "), "sidedoer"]).fill_null("")
    by = pl.concat_str([pl.lit(", "), "postnr", pl.lit(" "), "postdistrikt"])
    vej = pl.concat_str(["vejnavn", pl.lit(" "), pl.col("husnr").str.strip_chars_start("0")])
    return (
        pl.when(pl.col("reel"))
        .then(pl.concat_str([vej, etage, doer, by]))
        .otherwise(pl.lit("uden fast bopæl"))
    )
