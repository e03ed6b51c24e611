"""Adressebeskyttelse: hvem der er beskyttet, og hvilke adresser der derfor ikke må ses."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from samkoering.grundlag.udtryk import i_kraft
from samkoering.motor.beregning import Beregning
from samkoering.skrivning.opslagstabel import PrNummer

ADRESSEBESKYTTET = "adressebeskyttet"
_BESKYTTELSE = "0001"


class Adressevaern:
    """Svarer på kørselsdagen; ``adresser`` er hver persons adresse den dag."""

    def __init__(self, beregning: Beregning, adresser: PrNummer) -> None:
        self._beregning = beregning
        self._adresser = adresser

    def beskyttet(self, cpr: int) -> bool:
        """Om personen har navne- og adressebeskyttelse; uden svar er alle beskyttede."""
        return self._alle or cpr in self._personer

    def bor_beskyttet(self, cpr: int) -> bool:
        """Om personen, eller en anden på personens adresse, er beskyttet."""
        adresse = self._adresser.get(cpr)
        return self.beskyttet(cpr) or (adresse is not None and adresse["adresse"] in self._steder)

    def er_andens(self, cpr: int, ym: int, tekst: str | None) -> bool:
        """Om adressen i ord er en beskyttet andens og ikke modtagerens egen.

        Også modtagerens tidligere adresse er en andens, når en beskyttet er blevet boende.
        """
        egen = self._adresser.get(ym, {}).get("adressetekst")
        return (cpr != ym and self.beskyttet(cpr)) or (tekst in self._tekster and tekst != egen)

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
    def _hjem(self) -> list[dict[str, Any]]:
        """De beskyttedes rigtige adresser."""
        beskyttede = pl.lit(value=True) if self._alle else pl.col("cpr").is_in(list(self._personer))
        return list(self._adresser.udvalgte(pl.col("reel") & beskyttede))

    @cached_property
    def _steder(self) -> set[str]:
        return {hjem["adresse"] for hjem in self._hjem}

    @cached_property
    def _tekster(self) -> set[str]:
        return {hjem["adressetekst"] for hjem in self._hjem}
