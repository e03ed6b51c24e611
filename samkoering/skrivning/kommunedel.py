"""Beregningens resultat delt på kommuner, i Pythons egne typer, klar til at skrive."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import NamedTuple

import polars as pl

from adgang.lejer import paa_tvaers
from adgang.models import Kommune
from samkoering.grundlag.regel import Regel
from samkoering.grundlag.skaebne import Skaebne
from samkoering.grundlag.udtryk import cpr_tekst
from samkoering.models import Koersel, Sag, Sagstilstand
from samkoering.motor.beregning import Beregning
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning.bogstaver import BOGSTAV, sagernes_bogstaver
from samkoering.skrivning.genbestilling import genbestilte
from samkoering.skrivning.haendelsesregnskab import Skaebner, motorens_tal, uden_for_koerslen
from samkoering.skrivning.identitet import identitet
from samkoering.skrivning.indhold import Arkivar
from samkoering.skrivning.registerigen import Celle, kun_registerets_huller


class Ydelsessag(NamedTuple):
    """En sag i bestanden: plads i beregningen, id, borger, ydelse og de 2 × 17 statusser."""

    plads: int
    sag_id: str
    cpr: str
    kle: str
    oprettet: date
    vfra: date
    vtil: date
    status: str
    """YM's 17 bogstaver i nummerorden, derefter ÆF's."""

    def ord_for(self, nr: int, rolle: str) -> str:
        """Bogstavet for én regel og rolle."""
        return self.status[(nr - 1) + (17 if rolle == "AEF" else 0)]


@dataclass(frozen=True, slots=True)
class Kandidat:
    """Et udfald, før det vides, om det er nyt."""

    ydelsessag: Ydelsessag
    regel: Regel
    rolle: str
    cpr: str
    haendelsesdato: date
    noegle: str
    identitet: str


@dataclass(slots=True)
class Kommunedel:
    """Én kommunes del af natten."""

    kommune: Kommune
    sager: list[Ydelsessag]
    kandidater: list[Kandidat]
    modtagere: int
    aegtefaeller: int
    udskiftninger: dict[str, str]
    arkivar: Arkivar
    sager_pr_borger: dict[str, list[Ydelsessag]] = field(default_factory=dict)
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
    return [deler.del_(kommune) for kommune in koerende_kommuner(beregning)]


def koerende_kommuner(beregning: Beregning) -> list[Kommune]:
    """Kommunerne i udtrækket, der er aktive på datoen; ukendte oprettes med navn og dato."""
    tabel = beregning.udtraek.ramme("kommuner").sort("kommunekode")
    rammer = tabel.filter(pl.col("par10_aktiveringsdato") <= beregning.dag)
    fundne = []
    for raekke in rammer.iter_rows(named=True):
        if beregning.kommuner is not None and raekke["kommunekode"] not in beregning.kommuner:
            continue
        kommune, _ = Kommune.objects.get_or_create(
            kode=raekke["kommunekode"],
            defaults={
                "navn": raekke["navn"],
                "par10_aktiveringsdato": raekke["par10_aktiveringsdato"],
            },
        )
        fundne.append(kommune)
    return [*fundne, *_kommuner_med_ventende_sager(beregning, fundne)]


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

    def __init__(self, beregning: Beregning, koersel: Koersel) -> None:
        self.beregning = beregning
        self.koersel = koersel
        self.arkivar = Arkivar(beregning, koersel)

    def slip_registrene(self) -> None:
        """Giv registrenes rækker tilbage, før der skrives; kun den, der ejer beregningen, må.

        Det samme gælder regnskabets celler, når hver sag har sine bogstaver.
        """
        _ = self._sagskolonner
        self.beregning.status = self.beregning.status.clear()
        self.arkivar.slip_registrene()

    def del_(self, kommune: Kommune) -> Kommunedel:
        """Kommunens sager og udfald; fravalgte regler er hverken kontrolleret eller fundet."""
        fravalgte = {r.nr for r in ALLE_REGLER if r.slug in kommune.fravalgte_regler}
        sager = self._sager(kommune.kode)
        if fravalgte:
            sager = [_med_fravalg(sag, fravalgte) for sag in sager]
        pr_borger: dict[str, list[Ydelsessag]] = defaultdict(list)
        for sag in sager:
            pr_borger[sag.cpr].append(sag)
        aef = self._aegtefaeller.get(kommune.kode, 0)
        skaebner = Counter(self._motorens_tal.get(kommune.kode, ()))
        kandidater = list(self._kandidater(sager, fravalgte, skaebner))
        hele = Kommunedel(
            kommune=kommune,
            sager=sager,
            kandidater=kandidater,
            modtagere=len(pr_borger),
            aegtefaeller=aef,
            udskiftninger=self._udskiftninger,
            arkivar=self.arkivar,
            sager_pr_borger=dict(pr_borger),
            skaebner=skaebner,
        )
        if not self.koersel.kun_register:
            return hele
        igen = kun_registerets_huller(hele, self.koersel.kun_register)
        skaebner += uden_for_koerslen(
            (kandidat.regel for kandidat in hele.kandidater),
            (kandidat.regel for kandidat in igen.kandidater),
        )
        return igen

    @cached_property
    def _motorens_tal(self) -> dict[str, Skaebner]:
        return motorens_tal(self.beregning)

    def _kandidater(
        self, sager: list[Ydelsessag], fravalgte: set[int], skaebner: Skaebner
    ) -> Iterator[Kandidat]:
        """Hver hændelse én gang pr. borger, båret af sagen med tidligst oprettelse."""
        sete: set[tuple[str, str]] = set()
        ramte = [sag for sag in sager if sag.plads in self._udfald]
        for sag in sorted(ramte, key=lambda sag: (sag.oprettet, sag.sag_id)):
            for nr, rolle, cpr, dato, noegle in self._udfald[sag.plads]:
                regel = ALLE_REGLER[nr - 1]
                kende = identitet(regel.slug, rolle, cpr, noegle)
                if nr in fravalgte or (sag.cpr, kende) in sete:
                    grund = Skaebne.FRAVALGT if nr in fravalgte else Skaebne.DUBLET
                    skaebner[regel.slug, grund] += 1
                    continue
                sete.add((sag.cpr, kende))
                yield Kandidat(sag, regel, rolle, cpr, dato, noegle, kende)

    def _sager(self, kode: str) -> list[Ydelsessag]:
        """Én kommunes sager i Pythons egne typer; de andre forbliver kolonner."""
        egne = self._sagskolonner.get((kode,))
        return [] if egne is None else list(starmap(Ydelsessag, egne.rows()))

    @cached_property
    def _sagskolonner(self) -> dict[tuple[object, ...], pl.DataFrame]:
        """Kommunekode → dens sager, hver i bestandens orden."""
        felter = ("sag", "sag_id", cpr_tekst(), "kle", "oprettet", "vfra", "vtil", "kommunekode")
        sager = self.beregning.bestand.sager.select(felter)
        alle = sager.join(
            sagernes_bogstaver(self.beregning.status), on="sag", how="left", maintain_order="left"
        )
        return alle.partition_by("kommunekode", include_key=False, as_dict=True)

    @cached_property
    def _udfald(self) -> dict[int, list[tuple[int, str, str, date, str]]]:
        pr_sag: dict[int, list[tuple[int, str, str, date, str]]] = defaultdict(list)
        felter = ("sag", "nr", "rolle", "cpr", "haendelsesdato", "noegle")
        for sag, nr, rolle, cpr, dato, noegle in self.beregning.udfald.select(felter).iter_rows():
            pr_sag[sag].append((nr, rolle, f"{cpr:010d}", dato, noegle))
        return pr_sag

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


def _med_fravalg(sag: Ydelsessag, fravalgte: set[int]) -> Ydelsessag:
    bogstaver = list(sag.status)
    for nr in fravalgte:
        bogstaver[nr - 1] = bogstaver[nr + 16] = BOGSTAV["FRAVALGT"]
    return sag._replace(status="".join(bogstaver))
