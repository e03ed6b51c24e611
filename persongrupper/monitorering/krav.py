"""Kravene regnet præcist: ingen kommatal, og uden nævner er der intet svar. Ren Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAANEDER = 3
"""Resultatkravet gælder en periode på tre måneder."""


@dataclass(frozen=True, slots=True)
class Tal:
    """En kommunes tal ved udgangen af en måned; feltnavnene er ``Maanedstal``."""

    brutto: int
    visiteret: int
    udskudt: int
    indsats: int
    aktive: int
    beroert: int

    @property
    def mangler_visitation(self) -> int:
        """Personer i bruttomålgruppen uden første gruppe."""
        return self.brutto - self.visiteret

    @property
    def uden_indsats(self) -> int:
        """Personer i indsatsgruppen, der ikke tæller med i måneden."""
        return self.indsats - self.aktive

    @property
    def mangler_aktive(self) -> int:
        """Så mange flere i indsats, at kravet er nået i måneden."""
        return mangler(self.aktive, self.indsats)


def naaet(antal: int, af: int) -> bool | None:
    """Om mindst 40 % er nået: ``5·antal ≥ 2·af``. ``None`` er ikke opgjort: der er ingen nævner."""
    return None if af == 0 else 5 * antal >= 2 * af


def kraevet(af: int) -> int:
    """Det mindste antal, der er 40 % af nævneren."""
    return -(-2 * af // 5)


def mangler(antal: int, af: int) -> int:
    """Så mange personer mangler der i at nå 40 %."""
    return max(0, kraevet(af) - antal)


def procent(antal: int, af: int) -> str:
    """Andelen med én decimal, rundet nedad, så 39,96 % aldrig ligner 40 %; tom uden nævner."""
    if af == 0:
        return ""
    promille = 1000 * antal // af
    return f"{promille // 10},{promille % 10} %"


def k1(tal: Tal) -> bool | None:
    """Om hele bruttomålgruppen er visiteret."""
    return None if tal.brutto == 0 else tal.visiteret == tal.brutto


def k2_hver_maaned(seneste: Sequence[Tal]) -> bool | None:
    """Vores læsning: hver af de tre sidste måneder er mindst 40 %.

    ``None``, når der ikke er tre måneder, eller en af dem ingen nævner har.
    """
    if len(seneste) < MAANEDER:
        return None
    svar = [naaet(tal.aktive, tal.indsats) for tal in seneste[-MAANEDER:]]
    return None if None in svar else all(svar)


def k2_beroert(seneste: Sequence[Tal]) -> bool | None:
    """Den anden læsning: mindst 40 % har været i indsats på et tidspunkt i de tre måneder.

    ``None``, når der ikke er tre måneder: også den læser “over en periode på 3 måneder”.
    """
    if len(seneste) < MAANEDER:
        return None
    return naaet(seneste[-1].beroert, seneste[-1].indsats)


def maaneder_til(manglende: int, takt_over_tre: int) -> int | None:
    """Så mange måneder går der, når det går som i de sidste tre; ``None`` uden fremgang.

    ``takt_over_tre`` er fremgangen i personer over tre måneder.
    """
    if manglende == 0:
        return 0
    return None if takt_over_tre <= 0 else -(-manglende * MAANEDER // takt_over_tre)
