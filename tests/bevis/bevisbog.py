"""Bogen, som hvert bevis føres i: hvor meget der er forsøgt, og hvad der slap igennem."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection

VISTE_BRUD = 5


@dataclass(frozen=True, slots=True)
class Bevisbog:
    """Fører beviser ind i ``fil`` (ingen i kort form) og fælder den prøve, hvis bevis ikke holder.

    ``fuld`` er sand under ``make bevis``.
    """

    fuld: bool
    fil: Path | None

    def antal(self, kort: int, fuldt: int) -> int:
        """Hvor meget der skal forsøges: ``kort`` i den daglige suite, ``fuldt`` i beviset."""
        return fuldt if self.fuld else kort

    def foer(
        self,
        trussel: int | str,
        navn: str,
        *,
        forsoeg: int,
        brud: Sequence[object],
        plantet_fejl_fanget: bool,
    ) -> None:
        """Notér beviset, og fæld prøven, når det ikke holder.

        Linjen noteres først, så et bevis, der falder, også står i tabellen.
        """
        __tracebackhide__ = True
        navn = f"{navn} ({connection.display_name})"
        self._noter(
            trussel=trussel,
            navn=navn,
            forsoeg=forsoeg,
            brud=len(brud),
            plantet_fejl_fanget=plantet_fejl_fanget,
        )
        if mangler := _mangler(forsoeg, brud, plantet_fejl_fanget):
            pytest.fail("\n".join([f"Trussel {trussel}, {navn}:", *mangler]))

    def _noter(self, **linje: int | str) -> None:
        if self.fil is not None:
            with self.fil.open("a", encoding="utf-8") as ud:
                ud.write(json.dumps(linje, ensure_ascii=False) + "\n")


def _mangler(forsoeg: int, brud: Sequence[object], plantet_fejl_fanget: bool) -> list[str]:
    """Hvad der får beviset til at falde, linje for linje; tom, når det holder."""
    mangler = []
    if forsoeg < 1:
        mangler.append("Intet blev forsøgt.")
    if brud:
        mangler.append(f"{len(brud)} brud på {forsoeg} forsøg:")
        mangler += [f"- {et}" for et in brud[:VISTE_BRUD]]
        if len(brud) > VISTE_BRUD:
            mangler.append(f"… og {len(brud) - VISTE_BRUD} til")
    if not plantet_fejl_fanget:
        mangler.append("Den plantede fejl blev ikke fanget: forsøgene kan ikke finde den.")
    return mangler
