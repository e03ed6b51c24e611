"""Beregningens resultat delt på kommuner, klar til at skrive."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import starmap
from typing import Any

import polars as pl

from adgang.lejer import paa_tvaers
from adgang.models import Kommune
from samkoering.grundlag.skaebne import Skaebne
from samkoering.grundlag.udtryk import cpr_tekst
from samkoering.models import Koersel, Sag, Sagstilstand, Udfaldstilstand
from samkoering.motor.beregning import Beregning
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning.bogstaver import sagernes_bogstaver
from samkoering.skrivning.genbestilling import genbestilte
from samkoering.skrivning.haendelsesregnskab import Skaebner, motorens_tal, uden_for_koerslen
from samkoering.skrivning.indhold import Arkivar
from samkoering.skrivning.kandidater import Kandidat, nattens_kandidater
from samkoering.skrivning.landsblik import UDFALDETS_NOEGLE, Landsblik
from samkoering.skrivning.registerigen import Celle, kun_registerets_huller
from samkoering.skrivning.regnskab import Forskel, forskel
from samkoering.skrivning.viste import Viste
from samkoering.skrivning.ydelsessager import Ydelsessager, med_fravalg

Kommunevis = dict[str, pl.DataFrame]
"""Kommunekode → rækkerne i den."""
_FAA = 10
"""Skal natten slå op på højst hver tiende, læses kun de borgere."""


@dataclass(slots=True)
class Kommunedel:
    """Én kommunes del af natten."""

    kommune: Kommune
    sager: Ydelsessager
    kandidater: list[Kandidat]
    aegtefaeller: int
    udskiftninger: dict[str, str]
    arkivar: Arkivar
    regnskab: Forskel
    viste: Viste
    udfyldes: frozenset[Celle] | None = None
    """De celler, kørslen udfylder, når kun ét register køres igen; ellers alle."""
    skaebner: Skaebner = field(default_factory=Counter)
    """Det fundne, og det, der ikke blev en kandidat; resten afgøres, når der skrives."""

    def kontrolleres(self, sag_id: str, nr: int, rolle: str) -> bool:
        """Om kørslen har noget at sige om cellen."""
        return self.udfyldes is None or (sag_id, nr, rolle) in self.udfyldes

    @property
    def navn(self) -> str:
        """Kommunens navn."""
        return self.kommune.navn


def kommunedele(beregning: Beregning, koersel: Koersel) -> list[Kommunedel]:
    """Delene i kommunekodens orden; kommuner uden sager er med, så gamle sager kan udløbe."""
    deler = Deler(beregning, koersel)
    deler.blik.laes()
    return [deler.del_(kommune) for kommune in koerende_kommuner(beregning)]


def koerende_kommuner(beregning: Beregning) -> list[Kommune]:
    """Kommunerne i udtrækket, der er aktive på datoen; ukendte oprettes med navn og dato."""
    tabel = beregning.udtraek.ramme("kommuner").sort("kommunekode")
    rammer = tabel.filter(pl.col("par10_aktiveringsdato") <= beregning.dag)
    if beregning.kommuner is not None:
        rammer = rammer.filter(pl.col("kommunekode").is_in(list(beregning.kommuner)))
    kendte = Kommune.objects.in_bulk(rammer["kommunekode"].to_list())
    fundne = [
        kendte.get(raekke["kommunekode"]) or _opret(raekke)
        for raekke in rammer.iter_rows(named=True)
    ]
    return [*fundne, *_kommuner_med_ventende_sager(beregning, fundne)]


def _opret(raekke: dict[str, Any]) -> Kommune:
    kommune, _ = Kommune.objects.get_or_create(
        kode=raekke["kommunekode"],
        defaults={
            "navn": raekke["navn"],
            "par10_aktiveringsdato": raekke["par10_aktiveringsdato"],
        },
    )
    return kommune


def _kommuner_med_ventende_sager(beregning: Beregning, fundne: list[Kommune]) -> list[Kommune]:
    """Kommuner, der ikke kører i nat, men har sager, hvis frist er passeret, eller genbestilte."""
    grund = "sager udløber og genbestilles, også når kommunen ikke kører i nat"
    with paa_tvaers(grund=grund):
        alle = Sag.objects.paa_tvaers(grund=grund)
        forfaldne = alle.filter(tilstand=Sagstilstand.LEDIG, udloeber__lt=beregning.dag)
        koder = set(forfaldne.values_list("kommune_id", flat=True))
        koder |= set(genbestilte(alle).values_list("kommune_id", flat=True))
    koder -= {kommune.kode for kommune in fundne}
    if beregning.kommuner is not None:
        koder &= beregning.kommuner
    return list(Kommune.objects.filter(kode__in=koder).order_by("kode"))


class Deler:
    """Deler én beregning i kommunernes dele, én ad gangen."""

    def __init__(
        self, beregning: Beregning, koersel: Koersel, blik: Landsblik | None = None
    ) -> None:
        self.beregning = beregning
        self.koersel = koersel
        self.arkivar = Arkivar(beregning, koersel)
        self.blik = blik or Landsblik(koersel)

    def slip_registrene(self) -> None:
        """Giv registrenes rækker tilbage, før der skrives; kun den, der ejer beregningen, må.

        Det samme gælder regnskabets celler, når hver sag har sine bogstaver.
        """
        self.arkivar.slip_de_ubrugte()
        _ = self._bestand
        self.beregning.status = self.beregning.status.clear()
        self.blik.laes()
        _ = self._sager, self._kandidater, self._forskel
        hvem = self._slaas_op()
        if len(hvem) * _FAA <= self._bestand["cpr"].n_unique():
            sager = self._bestand.filter(pl.col("cpr").is_in(hvem.implode()))
            self.arkivar.kun_udsnit(hvem, sager["plads"], sager["sag_id"])
        else:
            self.arkivar.slip_registrene()
        if self.arkivar.vaern.svarede:
            _ = self._viste.ramte("")

    def _slaas_op(self) -> pl.Series:
        """De borgere, der ser ud til at få et nyt ark; andre kan komme til, når der skrives."""
        i_nat = pl.concat(self._kandidater.values()).select(UDFALDETS_NOEGLE)
        gemt = self.blik.udfald
        nye = i_nat.join(gemt, on=UDFALDETS_NOEGLE, how="anti")["ym_cpr"]
        savnede = gemt.filter(tilstand=Udfaldstilstand.AABENT).join(
            i_nat, on=UDFALDETS_NOEGLE, how="anti"
        )
        return pl.concat([nye, savnede["ym_cpr"], self.blik.genbestilte]).unique()

    def del_(self, kommune: Kommune) -> Kommunedel:
        """Kommunens sager og udfald; fravalgte regler er hverken kontrolleret eller fundet."""
        fravalgte = {r.nr for r in ALLE_REGLER if r.slug in kommune.fravalgte_regler}
        sager = med_fravalg(_i(self._sager, kommune), fravalgte)
        skaebner = Counter(self._motorens_tal.get(kommune.kode, ()))
        hele = Kommunedel(
            kommune=kommune,
            sager=Ydelsessager(sager),
            kandidater=list(self._kommunens_kandidater(kommune, fravalgte, skaebner)),
            aegtefaeller=self._aegtefaeller.get(kommune.kode, 0),
            udskiftninger=self._udskiftninger,
            arkivar=self.arkivar,
            regnskab=self._regnskab(kommune, sager, fravalgte),
            viste=self._viste,
            skaebner=skaebner,
        )
        if not self.koersel.kun_register:
            return hele
        igen = kun_registerets_huller(
            hele, self.koersel.kun_register, _i(self._gemt_regnskab, kommune)
        )
        skaebner += uden_for_koerslen(
            (kandidat.regel for kandidat in hele.kandidater),
            (kandidat.regel for kandidat in igen.kandidater),
        )
        return igen

    def _kommunens_kandidater(
        self, kommune: Kommune, fravalgte: set[int], skaebner: Skaebner
    ) -> Iterator[Kandidat]:
        """Hver hændelse én gang pr. borger."""
        egne = _i(self._kandidater, kommune).drop("kommune_id").rows()
        for kandidat in starmap(Kandidat, egne):
            if kandidat.dublet or kandidat.nr in fravalgte:
                grund = Skaebne.FRAVALGT if kandidat.nr in fravalgte else Skaebne.DUBLET
                skaebner[kandidat.regel.slug, grund] += 1
            else:
                yield kandidat

    def _regnskab(self, kommune: Kommune, sager: pl.DataFrame, fravalgte: set[int]) -> Forskel:
        """Kommunens forskel; har den fravalgt noget, er landets en anden."""
        if fravalgte:
            return forskel(sager, _i(self._gemt_regnskab, kommune))
        nye, forladte = self._forskel
        return Forskel(_i(nye, kommune), _i(forladte, kommune))

    @cached_property
    def _motorens_tal(self) -> dict[str, Skaebner]:
        return motorens_tal(self.beregning)

    @cached_property
    def _kandidater(self) -> Kommunevis:
        return _kommunevis(nattens_kandidater(self.beregning))

    @cached_property
    def _bestand(self) -> pl.DataFrame:
        """Landets sager med deres bogstaver, i bestandens orden."""
        felter = ("sag", "sag_id", cpr_tekst(), "kle", "oprettet", "vfra", "vtil")
        sager = self.beregning.bestand.sager.select(*felter, kommune_id="kommunekode")
        bogstaver = sagernes_bogstaver(self.beregning.status)
        alle = sager.join(bogstaver, on="sag", how="left", maintain_order="left")
        return alle.rename({"sag": "plads"})

    @cached_property
    def _sager(self) -> Kommunevis:
        return _kommunevis(self._bestand)

    @cached_property
    def _gemt_regnskab(self) -> Kommunevis:
        return _kommunevis(self.blik.regnskab)

    @cached_property
    def _forskel(self) -> tuple[Kommunevis, Kommunevis]:
        """Landets forskel, som den er uden fravalg."""
        landets = forskel(self._bestand, self.blik.regnskab)
        return _kommunevis(landets.nye), _kommunevis(landets.forladte)

    @cached_property
    def _viste(self) -> Viste:
        return Viste(self.blik.viste, self.arkivar.vaern, self._udskiftninger)

    @cached_property
    def _aegtefaeller(self) -> dict[str, int]:
        bestand = self.beregning.bestand
        antal = (
            bestand.personer.filter(pl.col("rolle") == "AEF")
            .join(bestand.sager.select("sag", "kommunekode"), on="sag")
            .group_by("kommunekode")
            .agg(pl.col("cpr").n_unique())
        )
        return dict(antal.iter_rows())

    @cached_property
    def _udskiftninger(self) -> dict[str, str]:
        par: dict[int, int] = dict(self.beregning.udtraek.udskiftninger)
        return {f"{gammelt:010d}": f"{nyt:010d}" for gammelt, nyt in par.items()}


def _kommunevis(ramme: pl.DataFrame) -> Kommunevis:
    """Rækkerne delt på kommuner; ``""`` er ingen rækker."""
    dele = ramme.partition_by("kommune_id", as_dict=True, maintain_order=True)
    return {"": ramme.clear(), **{str(kode): del_ for (kode,), del_ in dele.items()}}


def _i(rammer: Kommunevis, kommune: Kommune) -> pl.DataFrame:
    return rammer.get(kommune.kode, rammer[""])
