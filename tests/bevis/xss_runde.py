"""En runde: hvert felt får sine nyttelaster, og i næste runde de næste."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.bevis.xss_korpus import NYTTELASTER, Nyttelast

ANTAL = len(NYTTELASTER)
PR_FELT = 4
"""Så mange nyttelaster står efter hinanden i hvert felt."""
RUNDER = -(-ANTAL // PR_FELT)
"""Så mange runder skal der til, før hvert felt har haft dem alle."""
MAERKE = re.compile(r"n\d\d_[a-z_]+")


@dataclass
class Runde:
    """Felterne skal spørge i samme orden i hver runde; hvert begynder et andet sted i korpusset."""

    nr: int
    faelde: str
    sat: dict[str, Nyttelast] = field(default_factory=dict)
    """Mærke → den nyttelast, feltet fik."""
    felter: int = 0

    def tekst(self, felt: str) -> str:
        """Feltets nyttelaster i denne runde, hver med sit mærke."""
        foerste = self.nr * PR_FELT + self.felter
        self.felter += 1
        stykker = []
        for plads in (nr % ANTAL for nr in range(foerste, foerste + PR_FELT)):
            maerke = f"n{plads:02d}_{felt}"
            self.sat[maerke] = NYTTELASTER[plads]
            stykker.append(NYTTELASTER[plads].maerket(maerke, self.faelde))
        return " ".join(stykker)

    def fundet_i(self, html: str) -> set[str]:
        """Mærkerne på de nyttelaster, siden viste."""
        return set(MAERKE.findall(html)) & self.sat.keys()


def er_maerke(spor: str) -> bool:
    """Om sporet er et mærke; en fælde kan også være kaldt uden."""
    return MAERKE.fullmatch(spor) is not None


def nyttelast(maerke: str) -> Nyttelast:
    """Nyttelasten bag et mærke."""
    return NYTTELASTER[int(maerke[1:3])]


def felt_i(maerke: str) -> str:
    """Feltet, mærket blev sat i."""
    return maerke[4:]
