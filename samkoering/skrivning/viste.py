"""Hvilke åbne ark der viser noget, som nu er beskyttet, fundet for hele landet under ét."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any
from uuid import UUID

import polars as pl

from adgang.lejer import paa_tvaers
from samkoering.models import Kontrolark
from samkoering.skrivning import skjult
from samkoering.skrivning.adressevaern import Adressevaern

_VISER = pl.Struct({"personer": pl.List(pl.String), "adresser": pl.List(pl.String)})
_GRUND = "arkene holdes op mod nattens beskyttelser; ingen ser dem"
_AD_GANGEN = 200
"""Så mange ark er i hukommelsen."""


class Viste:
    """``ark`` er de åbne sagers ark, før delene blev skrevet (``Landsblik.viste``).

    Et ark ændres aldrig, så det, der findes her, gælder, til sagen får en ny udgave.
    """

    def __init__(
        self, ark: pl.DataFrame, vaern: Adressevaern, udskiftninger: Mapping[str, str]
    ) -> None:
        self._ark = ark
        self._vaern = vaern
        self._udskiftninger = udskiftninger

    def ramte(self, kommune: str) -> list[UUID]:
        """Kommunens ark, der viser noget, natten skal skjule."""
        return self._ramte.get(kommune, [])

    def ukendte(self, kommune: str, sager: Iterable[UUID]) -> list[UUID]:
        """De af sagerne, der ikke var åbne, da arkene blev læst."""
        kendte = self._sager.get(kommune, set())
        return [sag for sag in sager if sag.hex not in kendte]

    @cached_property
    def _sager(self) -> dict[str, set[str]]:
        pr_kommune = self._ark.group_by("kommune_id").agg(pl.col("sag_id").unique())
        return {kode: set(sager) for kode, sager in pr_kommune.iter_rows()}

    @cached_property
    def _ramte(self) -> dict[str, list[UUID]]:
        pr_kommune: dict[str, list[UUID]] = defaultdict(list)
        for pk, kommune, indhold in self._mulige():
            if skjult.skjult(indhold, self._vaern, self._udskiftninger) != indhold:
                pr_kommune[kommune].append(pk)
        return pr_kommune

    def _mulige(self) -> Iterator[tuple[UUID, str, dict[str, Any]]]:
        """De ark, der viser nogen eller noget beskyttet, skjult eller ej; de andre læses ikke."""
        numre = self._viser_beskyttet()
        with paa_tvaers(grund=_GRUND):
            alle = Kontrolark.objects.paa_tvaers(grund=_GRUND)
            for fra in range(0, len(numre), _AD_GANGEN):
                bunke = alle.filter(pk__in=numre[fra : fra + _AD_GANGEN])
                yield from bunke.values_list("pk", "kommune_id", "indhold")

    def _viser_beskyttet(self) -> list[UUID]:
        nyeste = pl.col("udgave") == pl.col("udgave").max().over("sag_id")
        ark = self._ark.filter(nyeste).with_columns(
            siger=pl.col("viser").is_not_null(), **_viser(pl.col("viser"))
        )
        personer = ark.select("id", pl.col("personer")).explode("personer").drop_nulls()
        personer = personer.with_columns(
            cpr=pl.col("personer").replace(dict(self._udskiftninger)).cast(pl.Int64)
        )
        adresser = ark.select("id", "adresser").explode("adresser").drop_nulls()
        steder = [t for t in adresser["adresser"].unique() if self._vaern.er_beskyttet_sted(t)]
        hos = list(self._vaern.bor_beskyttede(personer["cpr"].unique()))
        ramte = pl.concat(
            [
                ark.filter(~pl.col("siger"))["id"],
                personer.filter(pl.col("cpr").is_in(hos))["id"],
                adresser.filter(pl.col("adresser").is_in(steder))["id"],
            ]
        ).unique()
        # De, der står på dem, slås op under ét.
        paa_dem = personer.filter(pl.col("id").is_in(ramte.implode()))
        self._vaern.hent(paa_dem["cpr"].unique())
        return [UUID(nr) for nr in ramte]


def _viser(tekst: pl.Expr) -> dict[str, pl.Expr]:
    viser = tekst.str.json_decode(_VISER)
    return {felt: viser.struct.field(felt) for felt in ("personer", "adresser")}
