"""En fil med lækkede adgangskoder i Have I Been Pwneds form, slået op på disken.

Hver linje er ``SHA1:ANTAL``, og linjerne står i hashens orden. Filen kan fylde mere end
maskinens hukommelse; et opslag læser under hundrede små stykker af den.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from django.core.exceptions import ImproperlyConfigured

LAENGSTE_LINJE = 64
STIKPROEVER = 64
_LINJE = re.compile(rb"([0-9A-Fa-f]{40}):[0-9]+\r?")


class Linje(NamedTuple):
    """En linje: hvor den begynder, hvor den næste begynder, og dens hash."""

    fra: int
    til: int
    sha1: bytes


class Laekfil:
    """Filen på ``sti``; ``ImproperlyConfigured``, når den ikke kan læses eller har anden form."""

    def __init__(self, sti: Path) -> None:
        self.sti = sti
        with self._aabn() as (fil, stoerrelse):
            if not stoerrelse:
                raise self._fejl("er tom")
            pladser = {nr * (stoerrelse - 1) // STIKPROEVER for nr in range(STIKPROEVER + 1)}
            linjer = sorted({self._linje(fil, plads) for plads in pladser})
        hasher = [linje.sha1 for linje in linjer]
        if hasher != sorted(set(hasher)):
            raise self._fejl("er ikke sorteret efter hash")

    def rummer(self, adgangskode: str) -> bool:
        """Om adgangskoden står i filen."""
        raa = adgangskode.encode("utf-8", "surrogatepass")
        soegt = hashlib.sha1(raa, usedforsecurity=False).hexdigest().upper().encode("ascii")
        with self._aabn() as (fil, stoerrelse):
            lav, hoej = 0, stoerrelse
            while lav < hoej:
                linje = self._linje(fil, (lav + hoej) // 2)
                if linje.sha1 == soegt:
                    return True
                if linje.sha1 < soegt:
                    lav = linje.til
                else:
                    hoej = linje.fra
        return False

    def _linje(self, fil: BinaryIO, plads: int) -> Linje:
        """Linjen, som byten på ``plads`` hører til; et linjeskift hører til linjen før det."""
        start = max(0, plads - LAENGSTE_LINJE)
        fil.seek(start)
        stykke = fil.read(2 * LAENGSTE_LINJE)
        fra = stykke.rfind(b"\n", 0, plads - start) + 1
        til = stykke.find(b"\n", plads - start)
        til = len(stykke) if til < 0 else til
        fund = _LINJE.fullmatch(stykke, fra, til)
        if fund is None:
            raise self._fejl("har linjer, der ikke er SHA1HEX:ANTAL")
        return Linje(start + fra, start + til + 1, fund[1].upper())

    @contextmanager
    def _aabn(self) -> Iterator[tuple[BinaryIO, int]]:
        try:
            with self.sti.open("rb", buffering=0) as fil:
                yield fil, fil.seek(0, os.SEEK_END)
        except OSError as fejl:
            raise self._fejl("findes ikke eller kan ikke læses") from fejl

    def _fejl(self, hvad: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(
            f"Filen med lækkede adgangskoder, {self.sti}, {hvad}. Brug Have I Been Pwneds "
            "SHA-1-liste ordnet efter hash, eller lad indstillingen være tom."
        )
