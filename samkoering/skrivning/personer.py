"""Stamoplysninger: hvad kontrolarket siger om ydelsesmodtager, ægtefælle og børn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from registre.kontrakt import TABELLER
from samkoering.grundlag.ord import CIVILSTANDE, STATUSSER, dansk_dato
from samkoering.grundlag.udtryk import i_kraft, tilstand_den
from samkoering.motor.beregning import Beregning
from samkoering.skrivning.adressevaern import Adressevaern
from samkoering.skrivning.opslagstabel import (
    Dan,
    Noegleopslag,
    Nummeropslag,
    PrNoegle,
    PrNoegleUdsnit,
    PrNummer,
    PrNummerUdsnit,
    kun,
)

NAVN_BESKYTTET = "navn beskyttet"
_UDEN_BOPAEL = "03"
_MAANED = pl.col("maaned").dt.strftime("%Y-%m")
Maaneder = list[dict[str, Any]]
_BRUGES = {
    "eindkomst": ("_loen",),
    "cpr_civilstand": ("_civilstande",),
    "cpr_personer": ("_navne",),
    "cpr_status": ("_statusser",),
    "ydelse_udbetalinger": ("_udbetalinger",),
    "cpr_separation": ("_separationer",),
    "cpr_boern": ("_boernene",),
    "cvr_deltagelser": ("_virksomheder",),
    "kommuner": ("_kommuner",),
    "cpr_adresser": ("_adresser",),  # danner flest nye tekster: der er plads, når de andre er væk
    "cpr_beskyttelse": (),  # læses af adresseværnet til sidst
}
"""Tabellerne, kontrolarkene bruger, og det, der læses af dem; ordenen afgør nattens top."""

_LOEN = ("indkomsttype", "periode_til", "beloeb_oere")
"""Det af en indberetning, arkene viser noget af."""


@dataclass(frozen=True, slots=True)
class Aegtefaelle:
    """Bestandens svar om sagens ægtefælle."""

    cpr: int | None
    uden_cpr: bool
    uafklaret: bool
    separeret: bool


class Personarkiv:
    """Opslag i nattens tabeller om de personer, der har udfald; svarer for ``Opslag``."""

    def __init__(self, beregning: Beregning) -> None:
        self._beregning = beregning
        self._dag = beregning.dag
        self._udsnit = False

    def kun_udsnit(self) -> None:
        """Læs kun dem, der spørges om: natten skal bruge få. Registrenes rækker beholdes så."""
        self._udsnit = True

    def slip_de_ubrugte(self) -> None:
        """Slip de tabeller, ingen her spørger om, og det meste af den største."""
        for navn in TABELLER:
            if navn not in _BRUGES:
                self._beregning.tabeller.slip(navn)
        self._beregning.tabeller.behold("eindkomst", _LOEN)

    def navn(self, cpr: int) -> str:
        """Personens navn, eller »ukendt navn«."""
        fundet = self._navne.get(cpr)
        return fundet["navn"] if fundet else "ukendt navn"

    def foedt(self, cpr: int) -> date | None:
        """Personens fødselsdato."""
        fundet = self._navne.get(cpr)
        return fundet["foedselsdato"] if fundet else None

    @cached_property
    def vaern(self) -> Adressevaern:
        """Hvem og hvilke adresser der er beskyttet."""
        return Adressevaern(self._beregning, self._adresser)

    def adresse(self, cpr: int, ym: int, tekst: str | None, kommunekode: str | None) -> str:
        """Adressen i ord; en beskyttet anden persons adresse er kun kommunen."""
        if self.vaern.er_andens(cpr, ym, tekst):
            return f"{self._kommunenavn(kommunekode)} (adressebeskyttet)"
        return tekst or "ingen registreret adresse"

    def bestandens_aegtefaelle(self, plads: int) -> Aegtefaelle:
        """Ægtefællen på sagens plads i bestanden."""
        sag = self._sager[plads]
        return Aegtefaelle(
            sag["aegtefaelle_cpr"] if sag["er_aef"] else None,
            sag["aef_uden_cpr"],
            sag["aef_uafklaret"],
            sag["aef_separeret"],
        )

    def laes_alt(self) -> None:
        """Læs alt, hvad nogen kan spørge om, og slip registrenes rækker undervejs.

        Bagefter holder natten kun det, kontrolarkene bruger, og ikke hele landets historik.
        """
        self.slip_de_ubrugte()
        tabeller = self._beregning.tabeller
        for navn, felter in _BRUGES.items():
            for felt in felter:
                getattr(self, felt)
                tabeller.slip(navn)
        self.vaern.laes_alt()
        tabeller.glem()

    def hent(self, voksne: Collection[int], pladser: Collection[int], sager: Iterable[str]) -> None:
        """Dan det, en kommunes ark skal bruge, under ét: parterne, deres børn og deres sager.

        ``pladser`` er sagernes pladser i bestanden; ægtefællen på dem kommer selv med.
        """
        self._sager.hent(pladser)
        aegtefaeller = (self.bestandens_aegtefaelle(plads).cpr for plads in pladser)
        parter = {*voksne, *(cpr for cpr in aegtefaeller if cpr)}
        self._boernene.hent(parter)
        familie = parter.union(*map(self._boern_af, parter))
        for opslag in (self._navne, self._adresser):
            opslag.hent(familie)
        for tilstand in (self._civilstande, self._statusser):
            tilstand.hent(parter)
        self._loen.hent(parter)
        self._udbetalinger.hent(sager)

    def person(self, cpr: int, sager: list[str], *, ym: int | None = None) -> dict[str, Any]:
        """Personen, som docs/kontrolark.md beskriver den."""
        adresse = self._adresser.get(cpr, {})
        civilstand = self._civilstande.get(cpr, {})
        status = self._statusser.get(cpr, {})
        foedt, bopael = self.foedt(cpr), self._bopael(cpr)
        person = {
            "cpr": f"{cpr:010d}",
            "navn": self.navn(cpr),
            "foedselsdato": _iso(foedt),
            "alder": _alder(foedt, self._dag),
            "adressebeskyttet": self.vaern.beskyttet(cpr),
            "bor_beskyttet": self.vaern.bor_beskyttet(cpr),
            "adresse": bopael,
            "adresse_siden": _iso(adresse.get("fra")),
            "adressekommune": self._kommunenavn(adresse.get("kommunekode")),
            "civilstand": self._civilstand(cpr),
            "civilstand_siden": _iso(civilstand.get("fra")),
            "status": STATUSSER.get(status.get("status", ""), "ikke oplyst"),
            "status_siden": _iso(status.get("fra")),
            "boern": self._boern(cpr, ym),
            "loen": self._loen[cpr],
            "udbetalinger": _lagt_sammen(self._udbetalinger[sag] for sag in sager),
            "virksomheder": self._virksomheder.get(cpr, []),
        }
        if ym is not None:
            sammen = self._samme_adresse(cpr, ym)
            person["samme_adresse_som_ym"] = sammen
            # En andens beskyttede adresse kommer aldrig på denne borgers kontrolark.
            andens_sted = person["bor_beskyttet"] and not sammen
            if andens_sted or self.vaern.skjuler_bopael(cpr, ym, bopael, sammen=sammen):
                person["adresse"] = person["adressekommune"]
        return person

    def _civilstand(self, cpr: int) -> str:
        """Civilstanden, og at personen er separeret, når det gælder på dagen."""
        kode = self._civilstande.get(cpr, {}).get("civilstand", "")
        navn = CIVILSTANDE.get(kode, "ikke oplyst")
        separeret = self._separationer.get(cpr)
        return f"{navn} (separeret {dansk_dato(separeret)})" if separeret else navn

    def _bopael(self, cpr: int) -> str:
        adresse = self._adresser.get(cpr)
        if adresse is not None:
            return str(adresse["adressetekst"])
        er_uden = self._statusser.get(cpr, {}).get("status") == _UDEN_BOPAEL
        return "uden fast bopæl" if er_uden else ""

    def _samme_adresse(self, cpr: int, anden: int) -> bool:
        egen, andens = self._adresser.get(cpr), self._adresser.get(anden)
        return bool(egen and andens and egen["reel"] and egen["adresse"] == andens["adresse"])

    def _boern(self, cpr: int, ym: int | None) -> list[dict[str, Any]]:
        """Børn under 18 år; en anden forælders barn nævnes uden navn, når det er beskyttet."""
        voksen = self._beregning.parametre.voksen_aar
        boern = []
        # Nummeret skiller tvillinger, så to kørsler over de samme registre fryser det samme.
        for barn in sorted(self._boern_af(cpr)):
            alder = _alder(self.foedt(barn), self._dag)
            if alder is None or alder >= voksen or alder < 0:
                continue
            boern.append(
                {
                    "foedselsdato": _iso(self.foedt(barn)),
                    "navn": self._barnets_navn(barn, cpr if ym is None else ym),
                    "samme_adresse": self._samme_adresse(cpr, barn),
                }
            )
        return sorted(boern, key=lambda barn: str(barn["foedselsdato"]))

    def _barnets_navn(self, barn: int, ym: int) -> str:
        """Modtagerens egne børn kender hun; andres beskyttede børn nævnes uden navn."""
        andens = barn not in self._boern_af(ym)
        return NAVN_BESKYTTET if andens and self.vaern.beskyttet(barn) else self.navn(barn)

    def _kommunenavn(self, kode: str | None) -> str:
        navn = self._kommuner.get(kode or "")
        return f"{navn} Kommune" if navn else "ukendt kommune"

    def _pr_nummer(self, dan: Dan, noegle: str = "cpr") -> Nummeropslag:
        return PrNummerUdsnit(dan, noegle) if self._udsnit else PrNummer(dan(None), noegle)

    def _pr_noegle(self, dan: Dan, noegle: str, dtype: type[pl.DataType]) -> Noegleopslag:
        return PrNoegleUdsnit(dan, noegle, dtype) if self._udsnit else PrNoegle(dan(None), noegle)

    @cached_property
    def _navne(self) -> Nummeropslag:
        dele = ("fornavn", "mellemnavn", "efternavn")
        navn = pl.concat_str(*dele, separator=" ", ignore_nulls=True).alias("navn")

        def dan(numre: pl.Series | None) -> pl.DataFrame:
            personer = self._beregning.tabeller.giv("cpr_personer", (*dele, "foedselsdato"))
            return kun(personer, "cpr", numre).select("cpr", navn, "foedselsdato").collect()

        return self._pr_nummer(dan)

    @cached_property
    def _kommuner(self) -> dict[str, str]:
        from adgang.kommuner import KOMMUNER

        leveret = self._beregning.udtraek.ramme("kommuner").select("kommunekode", "navn")
        return {**KOMMUNER, **dict(leveret.iter_rows())}

    def _tilstande(self, tabel: str, felter: list[str]) -> Nummeropslag:
        def dan(numre: pl.Series | None) -> pl.DataFrame:
            # Valgt i planen: kun dagens rækker dannes og skrives som tekst, ikke hele historikken.
            raekker = self._beregning.tabeller.giv(tabel, (*felter, "fra", "til"))
            i_dag = kun(raekker, "cpr", numre).filter(i_kraft(pl.lit(self._dag))).collect()
            svar = tilstand_den(self._dag, i_dag, felter)
            return svar.filter(pl.col(felter[0]).is_not_null())

        return self._pr_nummer(dan)

    @cached_property
    def _adresser(self) -> Nummeropslag:
        return self._tilstande(
            "cpr_adresser", ["adresse", "reel", "adressetekst", "kommunekode", "fra"]
        )

    @cached_property
    def _civilstande(self) -> Nummeropslag:
        return self._tilstande("cpr_civilstand", ["civilstand", "fra"])

    @cached_property
    def _separationer(self) -> dict[int, date]:
        gaeldende = self._beregning.tabeller.ramme("cpr_separation").filter(
            i_kraft(pl.lit(self._dag))
        )
        return dict(gaeldende.group_by("cpr").agg(pl.col("fra").max()).iter_rows())

    @cached_property
    def _statusser(self) -> Nummeropslag:
        return self._tilstande("cpr_status", ["status", "fra"])

    def _boern_af(self, cpr: int) -> list[int]:
        return [raekke["barn_cpr"] for raekke in self._boernene[cpr]]

    @cached_property
    def _boernene(self) -> Noegleopslag:
        def dan(numre: pl.Series | None) -> pl.DataFrame:
            boern = self._beregning.tabeller.giv("cpr_boern", ["barn_cpr"])
            return kun(boern, "cpr", numre).collect()

        return self._pr_noegle(dan, "cpr", pl.Int64)

    @cached_property
    def _sager(self) -> Nummeropslag:
        felter = ("aegtefaelle_cpr", "er_aef", "aef_uden_cpr", "aef_uafklaret", "aef_separeret")
        sager = self._beregning.bestand.sager.select("sag", *felter)
        return self._pr_nummer(lambda numre: kun(sager.lazy(), "sag", numre).collect(), "sag")

    @cached_property
    def _loen(self) -> Noegleopslag:
        periode = self._beregning.parametre.vindue

        def dan(numre: pl.Series | None) -> pl.DataFrame:
            loen = kun(self._beregning.tabeller.giv("eindkomst", _LOEN), "cpr", numre)
            return (
                loen.filter(
                    (pl.col("indkomsttype") == "00")
                    & pl.col("periode_til").is_between(periode.start, periode.seneste_maaned_slut)
                )
                .group_by("cpr", maaned=pl.col("periode_til").dt.month_start())
                .agg(pl.col("beloeb_oere").sum())
                .sort("cpr", "maaned")
                .with_columns(_MAANED)
                .collect()
            )

        return self._pr_noegle(dan, "cpr", pl.Int64)

    @cached_property
    def _udbetalinger(self) -> Noegleopslag:
        periode = self._beregning.parametre.vindue

        def dan(sager: pl.Series | None) -> pl.DataFrame:
            alle = self._beregning.udtraek.ramme("ydelse_udbetalinger").lazy()
            return (
                kun(alle, "sag_id", sager)
                .filter(pl.col("udbetalt").is_between(periode.start, periode.dag))
                .group_by("sag_id", maaned=pl.col("udbetalt").dt.month_start())
                .agg(pl.col("beloeb_oere").sum())
                .sort("sag_id", "maaned")
                .with_columns(_MAANED)
                .collect()
            )

        return self._pr_noegle(dan, "sag_id", pl.String)

    @cached_property
    def _virksomheder(self) -> dict[int, list[str]]:
        virksomheder: dict[int, list[str]] = defaultdict(list)
        deltagelser = self._beregning.tabeller.ramme("cvr_deltagelser")
        for cpr, cvr, navn in (
            deltagelser.select("cpr", "cvr", "virksomhed").unique().sort("cpr", "cvr").iter_rows()
        ):
            virksomheder[cpr].append(f"{navn} (CVR {cvr})")
        return virksomheder


def _lagt_sammen(sager: Any) -> Maaneder:
    """Borgerens udbetalinger på tværs af sine sager, måned for måned."""
    sum_: dict[str, int] = defaultdict(int)
    for maaneder in sager:
        for post in maaneder:
            sum_[post["maaned"]] += post["beloeb_oere"]
    return [{"maaned": maaned, "beloeb_oere": sum_[maaned]} for maaned in sorted(sum_)]


def _iso(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


def _alder(foedt: date | None, dag: date) -> int | None:
    """Hele år på dagen; None uden fødselsdato."""
    if foedt is None:
        return None
    return dag.year - foedt.year - ((dag.month, dag.day) < (foedt.month, foedt.day))
