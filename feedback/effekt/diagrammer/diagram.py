"""Det, hvert diagram er: en titel, en tegning og en tabel med de samme tal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kontrol.eksport.celler import Celle


@dataclass(frozen=True, slots=True)
class Diagram:
    """``tegning`` er en bred og en smal, tom når intet kan tegnes; ``tom`` siger hvorfor."""

    navn: str
    skabelon: str
    titel: str
    under: str
    definition: str
    hoved: Sequence[str]
    raekker: Sequence[Sequence[Celle]]
    tegning: tuple[Any, ...] = ()
    tom: str = ""
    note: str = ""

    @property
    def celler(self) -> Sequence[Sequence[Celle]]:
        """Tabellens rækker, som de står i filen."""
        return self.raekker
