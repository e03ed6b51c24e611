"""Adressebeskyttelse: hvem der er beskyttet, og hvilke adresser der derfor ikke må ses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import polars as pl

from samkoering.adresseord import paa_ens_form
from samkoering.grundlag.udtryk import i_kraft
from samkoering.motor.beregning import Beregning
from samkoering.skrivning.opslagstabel import Nummeropslag

ADRESSEBESKYTTET = "adressebeskyttet"
_BESKYTTELSE = "0001"


class Adressevaern:
    """Svarer på kørselsdagen; ``adresser`` er hver persons adresse den dag."""

    def __init__(self, beregning: Beregning, adresser: Nummeropslag) -> None:
        self._beregning = beregning
        self._adresser = adresser

    def beskyttet(self, cpr: int) -> bool:
        """Om personen har navne- og adressebeskyttelse; uden svar er alle beskyttede."""
        return self._alle or cpr in self._personer

    def bor_beskyttet(self, cpr: int) -> bool:
        """Om personen, eller en anden på personens adresse, er beskyttet."""
        if self.beskyttet(cpr):
            return True
        hjem = self._adresser.get(cpr)
        return hjem is not None and (
            hjem["adresse"] in self._steder or self.er_beskyttet_sted(hjem["adressetekst"])
        )

    def bor_beskyttede(self, numre: pl.Series) -> set[int]:
        """De af personerne, ``bor_beskyttet`` gælder for; svaret for mange under ét."""
        if self._alle:
            return set(numre)
        hjem = self._adresser.om(numre)
        tekster = [t for t in hjem["adressetekst"].unique() if self.er_beskyttet_sted(t)]
        hos = pl.col("adresse").is_in(list(self._steder)) | pl.col("adressetekst").is_in(tekster)
        return self._personer.intersection(numre).union(hjem.filter(hos)["cpr"])

    def er_beskyttet_sted(self, tekst: str | None) -> bool:
        """Om adressen i ord er en, hvor en beskyttet bor."""
        return tekst is not None and paa_ens_form(tekst) in self._tekster

    def er_andens(self, cpr: int, ym: int, tekst: str | None) -> bool:
        """Om adressen i ord er en beskyttet andens og ikke modtagerens egen.

        Også modtagerens tidligere adresse er en andens, når en beskyttet er blevet boende.
        """
        if cpr != ym and self.beskyttet(cpr):
            return True
        egen = self._adresser.get(ym, {}).get("adressetekst")
        return self.er_beskyttet_sted(tekst) and paa_ens_form(tekst or "") != paa_ens_form(
            egen or ""
        )

    def skjuler_bopael(self, cpr: int, ym: int, tekst: str | None, *, sammen: bool) -> bool:
        """Om en parts bopæl kun må være kommunen på modtagerens ark.

        ``tekst`` er bopælen, som den vises: den samme adresse kan stå i registret med to koder.
        ``sammen`` er, at parten bor hos modtageren, som selv må se sin adresse.
        """
        hos_sig_selv = cpr != ym and not sammen and self.beskyttet(cpr)
        return hos_sig_selv or self.er_andens(ym, ym, tekst)

    def uden_andens(self, fund: Mapping[str, Any], ym: int) -> list[list[Any]]:
        """Bevisets rækker, hvor en adresse, der er en beskyttet andens, kun er det ord."""
        adresser = [kolonne["type"] == "adresse" for kolonne in fund["kolonner"]]
        return [
            [
                ADRESSEBESKYTTET if adresse and self.er_andens(ym, ym, celle) else celle
                for adresse, celle in zip(adresser, raekke, strict=False)
            ]
            for raekke in fund["raekker"]
        ]

    def hent(self, numre: Iterable[int]) -> None:
        """Slå personernes adresser op under ét; der bliver spurgt om dem."""
        self._adresser.hent(numre)

    @property
    def svarede(self) -> bool:
        """Om registret svarede; ellers er alle beskyttede, men kun i nat."""
        return not self._alle

    def laes_alt(self) -> None:
        """Læs registret nu; bagefter må dets rækker slippes."""
        _ = self._steder, self._tekster

    @cached_property
    def _alle(self) -> bool:
        return not self._beregning.udtraek.leveret("cpr_beskyttelse").besvaret

    @cached_property
    def _personer(self) -> set[int]:
        """Alle i registret, ikke kun de kontrollerede: den beskyttede kan være en helt anden."""
        beregning = self._beregning
        gaelder = (pl.col("type") == _BESKYTTELSE) & i_kraft(pl.lit(beregning.dag))
        raekker = beregning.udtraek.ramme("cpr_beskyttelse").filter(gaelder)
        numre = raekker.select(beregning.tabeller.gaeldende("cpr"))["cpr"]
        return set(numre) | beregning.fejlede.personer("cpr_beskyttelse")

    @cached_property
    def _hjem(self) -> pl.DataFrame:
        """De beskyttedes rigtige adresser."""
        beskyttede = None if self._alle else pl.Series(list(self._personer), dtype=pl.Int64)
        return self._adresser.om(beskyttede).filter("reel").select("adresse", "adressetekst")

    @cached_property
    def _steder(self) -> set[str]:
        return set(self._hjem["adresse"])

    @cached_property
    def _tekster(self) -> set[str]:
        return {paa_ens_form(tekst) for tekst in self._hjem["adressetekst"] if tekst}
