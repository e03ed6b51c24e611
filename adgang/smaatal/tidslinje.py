"""Hvad en læser kan regne ud om ét antal over tid, af de perioder, der er vist.

En vist periode siger, hvor meget antallet voksede fra dens første til dens sidste grænse. Kender
man [0;12) og [0;9), kender man også [9;12): grænserne hænger sammen. To grænser, der ikke hænger
sammen, siger intet om stykket mellem dem.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from itertools import pairwise

Periode = tuple[int, int]
"""Første måned og måneden efter den sidste, som løbenumre."""


class Tidslinje:
    """De kendte grænser for ét antal; hver grænses højde er over gruppens første grænse."""

    __slots__ = ("_grupper", "_hoejde", "_hos", "nul")

    def __init__(self) -> None:
        self._hos: dict[int, int] = {}
        self._hoejde: dict[int, int] = {}
        self._grupper: dict[int, list[int]] = {}
        self.nul: set[int] = set()
        """De måneder, hvor antallet vides at være nul."""

    def kopi(self) -> Tidslinje:
        """En, der kan prøves på."""
        ny = Tidslinje()
        ny._hos, ny._hoejde = self._hos.copy(), self._hoejde.copy()
        ny._grupper = {navn: list(graenser) for navn, graenser in self._grupper.items()}
        ny.nul = self.nul.copy()
        return ny

    def kendte(self) -> Iterator[tuple[Periode, int]]:
        """Alle perioder, der kan regnes ud, med deres antal."""
        for graenser in self._grupper.values():
            for nr, fra in enumerate(graenser):
                for til in graenser[nr + 1 :]:
                    yield (fra, til), self._hoejde[til] - self._hoejde[fra]

    def faelles(self, anden: Tidslinje, fortegn: int) -> Iterator[tuple[Periode, int]]:
        """De korteste perioder, begge kender, med dette antal plus ``fortegn`` gange det andet."""
        seneste: dict[tuple[int, int], int] = {}
        for graense in sorted(self._hos.keys() & anden._hos.keys()):
            sted = (self._hos[graense], anden._hos[graense])
            foer = seneste.get(sted)
            seneste[sted] = graense
            if foer is not None:
                egne = self._hoejde[graense] - self._hoejde[foer]
                andre = anden._hoejde[graense] - anden._hoejde[foer]
                yield (foer, graense), egne + fortegn * andre

    def vis(self, fra: int, til: int, antal: int) -> bool:
        """Husk, at perioden er vist; om det sagde noget nyt."""
        for graense in (fra, til):
            if graense not in self._hos:
                self._hos[graense], self._hoejde[graense] = graense, 0
                self._grupper[graense] = [graense]
        gruppe, flyttes = self._hos[fra], self._hos[til]
        if gruppe == flyttes:
            return False
        loeft = self._hoejde[fra] + antal - self._hoejde[til]
        samlet = self._grupper[gruppe]
        for graense in self._grupper.pop(flyttes):
            self._hos[graense] = gruppe
            self._hoejde[graense] += loeft
            insort(samlet, graense)
        self._fold_nuller_ud(samlet)
        return True

    def _fold_nuller_ud(self, graenser: list[int]) -> None:
        """Er antallet nul i en periode, er det nul i hver måned i den."""
        tomme = [
            maaned
            for a, b in pairwise(graenser)
            if self._hoejde[a] == self._hoejde[b]
            for maaned in range(a, b)
            if maaned not in self.nul
        ]
        self.nul.update(tomme)
        for maaned in tomme:
            self.vis(maaned, maaned + 1, 0)
