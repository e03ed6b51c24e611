"""Én person i det syntetiske Danmark: hendes rækker i en skrevet verden, som de var en dag."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registre.opslag.spoergsmaal import Spoergsmaal
from registre.tabel import Tabel, Type

if TYPE_CHECKING:
    import polars as pl


class VerdenUlaeselig(OSError):
    """Verdenen har ikke den fil, der skal læses."""


class Verdensperson:
    """Personens rækker; hver tabel læses, når den bruges, og skæres til dagen."""

    def __init__(self, mappe: Path, om: Spoergsmaal) -> None:
        self.mappe, self.om = mappe, om

    @property
    def dag(self) -> date:
        """Dagen, der spørges om."""
        return self.om.dato

    def raekker(self, *tabeller: Tabel) -> dict[str, list[dict[str, Any]]]:
        """Rækkerne i tabellerne med ISO-datoer."""
        import polars as pl

        from registre.syntetisk import skaer

        navne = {tabel.navn for tabel in tabeller}
        laest = {tabel.navn: self._laes(tabel) for tabel in tabeller}
        skaaret = skaer(laest, self.dag)
        return {
            tabel.navn: self._egne(tabel, skaaret[tabel.navn])
            .with_columns(pl.col(_datoer(tabel)).cast(pl.String))
            .to_dicts()
            for tabel in tabeller
            if tabel.navn in navne
        }

    def lod(self, emne: str) -> random.Random:
        """Personens eget lod om et emne: det samme hver gang, og andet for en anden."""
        return random.Random(f"{emne} {self.om.numre[0]}")  # noqa: S311 - opdigtede personer

    def _laes(self, tabel: Tabel) -> pl.DataFrame:
        """Personens rækker; børnenes egne følger med, så snittet kan se, om de er født."""
        import polars as pl

        fil = self.mappe / f"{tabel.navn}.parquet"
        try:
            alle = pl.scan_parquet(fil)
            if tabel.navn == "cpr_personer":
                boern = pl.read_parquet(self.mappe / "cpr_boern.parquet").filter(
                    pl.col("foraelder_cpr").is_in(self.om.numre)
                )["barn_cpr"]
                numre = [*self.om.numre, *boern]
                return alle.filter(
                    pl.col("cpr").is_in(numre) | pl.col("gaeldende_cpr").is_in(self.om.numre)
                ).collect()
            return alle.filter(pl.col(tabel.person).is_in(self.om.numre)).collect()
        except (OSError, pl.exceptions.PolarsError) as fejl:
            raise VerdenUlaeselig(f"Den syntetiske verden har ingen læselig {fil.name}.") from fejl

    def _egne(self, tabel: Tabel, ramme: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        if tabel.navn != "cpr_personer":
            return ramme
        numre = self.om.numre
        return ramme.filter(pl.col("cpr").is_in(numre) | pl.col("gaeldende_cpr").is_in(numre))


def _datoer(tabel: Tabel) -> list[str]:
    return [kolonne.navn for kolonne in tabel.kolonner if kolonne.type is Type.DATO]


def seneste(raekker: Iterable[dict[str, Any]], kolonne: str) -> dict[str, Any] | None:
    """Rækken med den seneste dato."""
    return max(raekker, key=lambda raekke: raekke[kolonne] or "", default=None)
