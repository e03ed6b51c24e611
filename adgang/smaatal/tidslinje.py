"""Hvad en læser kan regne ud om ét antal over tid, af de perioder, der er vist.

En vist periode siger, hvor meget antallet voksede fra dens første til dens sidste grænse. Kender
man [0;12) og [0;9), kender man også [9;12): grænserne hænger sammen. To grænser, der ikke hænger
sammen, siger intet om stykket mellem dem.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

Periode = tuple[int, int]
"""Første måned og måneden efter den sidste, som løbenumre."""


@dataclass(slots=True)
class Tidslinje:
    """De kendte grænser for ét antal; hver grænses højde er over gruppens første grænse."""

    _gruppe: dict[int, int] = field(default_factory=dict)
    _hoejde: dict[int, int] = field(default_factory=dict)

    def kopi(self) -> Tidslinje:
        """En, der kan prøves på."""
        return Tidslinje(dict(self._gruppe), dict(self._hoejde))

    def kendt(self, fra: int, til: int) -> int | None:
        """Antallet i perioden, når det kan regnes ud; ellers ``None``."""
        gruppe = self._gruppe.get(fra)
        if gruppe is None or gruppe != self._gruppe.get(til):
            return None
        return self._hoejde[til] - self._hoejde[fra]

    def kendte(self) -> Iterator[tuple[Periode, int]]:
        """Alle perioder, der kan regnes ud, med deres antal."""
        for graenser in self._grupper():
            for nr, fra in enumerate(graenser):
                for til in graenser[nr + 1 :]:
                    yield (fra, til), self._hoejde[til] - self._hoejde[fra]

    def tomme(self) -> Iterator[Periode]:
        """De perioder, hvor antallet vides at være nul; også hver måned i dem er det."""
        for graenser in self._grupper():
            for fra, til in pairwise(graenser):
                if self._hoejde[fra] == self._hoejde[til]:
                    yield fra, til

    def vis(self, fra: int, til: int, antal: int) -> bool:
        """Husk, at perioden er vist; om det sagde noget nyt."""
        for graense in (fra, til):
            if graense not in self._gruppe:
                self._gruppe[graense], self._hoejde[graense] = graense, 0
        gruppe, flyttes = self._gruppe[fra], self._gruppe[til]
        if gruppe == flyttes:
            return False
        loeft = self._hoejde[fra] + antal - self._hoejde[til]
        for graense, egen in self._gruppe.items():
            if egen == flyttes:
                self._gruppe[graense] = gruppe
                self._hoejde[graense] += loeft
        return True

    def _grupper(self) -> list[list[int]]:
        grupper: dict[int, list[int]] = defaultdict(list)
        for graense in sorted(self._gruppe):
            grupper[self._gruppe[graense]].append(graense)
        return list(grupper.values())
