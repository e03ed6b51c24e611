"""Kommunens regnskab over nattens hændelser: det fundne og hver skæbne.

Antallet fundet tælles af motorens egne rækker, skæbnerne dér, hvor de afgøres. De to veje mødes
først her, så en hændelse, koden taber, kan ses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from samkoering.grundlag.skaebne import FUNDET, Skaebne
from samkoering.regler import ALLE_REGLER

if TYPE_CHECKING:
    from samkoering.grundlag.regel import Regel
    from samkoering.motor.beregning import Beregning
    from samkoering.skrivning.kommunedel import Kommunedel

Skaebner = Counter[tuple[str, str]]
"""(regel, skæbne) → antal; ``FUNDET`` står blandt skæbnerne."""


def motorens_tal(beregning: Beregning) -> dict[str, Skaebner]:
    """Kommunekode → det, reglerne fandt, og det, motoren selv tog ud igen."""
    dele = pl.concat([beregning.fundet.with_columns(skaebne=pl.lit(FUNDET)), beregning.frafald])
    kommuner = beregning.bestand.sager.select("sag", "kommunekode")
    antal = dele.join(kommuner, on="sag").group_by("kommunekode", "nr", "skaebne").len()
    tal: dict[str, Skaebner] = defaultdict(Counter)
    for kode, nr, skaebne, raekker in antal.iter_rows():
        tal[kode][ALLE_REGLER[nr - 1].slug, skaebne] = raekker
    return tal


def uden_for_koerslen(foer: Iterable[Regel], efter: Iterable[Regel]) -> Skaebner:
    """Det, et register kørt igen ikke må røre: resten stod, som natten skrev det."""
    tilbage = Counter(regel.slug for regel in foer)
    tilbage.subtract(regel.slug for regel in efter)
    return Counter({(slug, Skaebne.UDEN_FOR_KOERSLEN.value): n for slug, n in tilbage.items() if n})


def goer_op(del_: Kommunedel, optaget: Skaebner) -> dict[str, dict[str, int]]:
    """Kommunens regnskab pr. regel, som det fryses sammen med det, der blev skrevet."""
    regnskab: dict[str, dict[str, int]] = defaultdict(dict)
    for (slug, skaebne), antal in sorted((del_.skaebner + optaget).items()):
        regnskab[slug][skaebne] = antal
    return dict(regnskab)
