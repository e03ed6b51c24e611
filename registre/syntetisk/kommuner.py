"""De 98 kommuner med størrelse og rigtige postdistrikter (vejene er opfundne)."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kommune:
    """En kommune; ``tusinder`` er indbyggertallet i tusinder (2018, afrundet)."""

    kode: str
    navn: str
    tusinder: int
    postdistrikter: tuple[tuple[str, str], ...]


class UkendtKommune(ValueError):
    """Kommunekoden er ikke en af de 98."""


@cache
def alle_kommuner() -> dict[str, Kommune]:
    """Kommunekode → kommune, i kodernes rækkefølge."""
    with (Path(__file__).parent / "kommuner.csv").open(encoding="utf-8", newline="") as fil:
        return {
            linje["kode"]: Kommune(
                linje["kode"],
                linje["navn"],
                int(linje["tusinder"]),
                tuple((post[:4], post[5:]) for post in linje["postdistrikter"].split(";")),
            )
            for linje in csv.DictReader(fil)
        }


def vaelg_kommuner(koder: Sequence[str]) -> tuple[Kommune, ...]:
    """Kommunerne med de givne koder, uden gentagelser; kaster ``UkendtKommune``."""
    alle = alle_kommuner()
    ukendte = [kode for kode in koder if kode not in alle]
    if ukendte or not koder:
        raise UkendtKommune(
            f"Ukendt kommunekode: {', '.join(ukendte) or '(ingen angivet)'}. "
            "Angiv fire cifre, fx 0175, eller alle."
        )
    return tuple(alle[kode] for kode in dict.fromkeys(koder))
