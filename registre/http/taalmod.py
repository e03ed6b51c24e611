"""Tålmodigheden: genforsøg med voksende, tilfældig ventetid inden for et tidsbudget."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from registre.http.kreds import Kreds

T = TypeVar("T")


class Midlertidig(Exception):
    """Kaldet gik galt på en måde, der kan gå over.

    ``vent`` er det, serveren beder om, i sekunder. ``fejl`` er falsk, når serveren blot beder om
    ro: det er ikke et tegn på, at den er syg.
    """

    def __init__(self, grund: str, vent: float = 0.0, *, fejl: bool = True) -> None:
        super().__init__(grund)
        self.grund, self.vent, self.fejl = grund, vent, fejl


class Opgivet(Exception):
    """Der prøves ikke mere; ``grund`` er en dansk sætning uden personoplysninger."""

    def __init__(self, grund: str) -> None:
        super().__init__(grund)
        self.grund = grund


class Ur(Protocol):
    """Tiden, og at vente på den."""

    def nu(self) -> float:
        """Sekunder fra et fast tidspunkt."""
        ...

    def sov(self, sekunder: float) -> None:
        """Vent."""
        ...


class RigtigtUr:
    """Maskinens ur, som ikke springer, når klokken stilles."""

    def nu(self) -> float:
        """Sekunder fra et fast tidspunkt."""
        return time.monotonic()

    def sov(self, sekunder: float) -> None:
        """Vent."""
        time.sleep(sekunder)


class Budget:
    """Den tid, en hel hentning må tage."""

    def __init__(self, sekunder: float, ur: Ur) -> None:
        self.sekunder = sekunder
        self._ur, self._slut = ur, ur.nu() + sekunder

    def tilbage(self) -> float:
        """Sekunder tilbage; kaster ``Opgivet``, når der ingen er."""
        tilbage = self._slut - self._ur.nu()
        if tilbage <= 0:
            raise Opgivet(f"Hentningen tog mere end {self.sekunder:.0f} sekunder.")
        return tilbage


@dataclass(frozen=True, slots=True)
class Taalmod:
    """Hvor mange forsøg et kald får, og hvor længe der ventes imellem.

    Ventetiden fordobles for hvert forsøg op til ``loft``; halvdelen er tilfældig, så mange, der
    venter på den samme server, ikke kommer igen på én gang.
    """

    forsoeg: int = 5
    grund: float = 0.5
    loft: float = 30.0
    ur: Ur = field(default_factory=RigtigtUr)
    terning: Callable[[], float] = random.random

    def pause(self, nr: int) -> float:
        """Sekunder efter forsøg ``nr`` (det første er 0)."""
        hele = min(self.loft, self.grund * 2.0**nr)
        return hele / 2 + self.terning() * hele / 2

    def proev(self, kald: Callable[[], T], kreds: Kreds, budget: Budget) -> T:
        """Kald, til det lykkes; kaster ``Opgivet``, når kreds, forsøg eller budget er opbrugt."""
        fejl, ro = 0, 0
        while True:
            budget.tilbage()
            if luk := kreds.spaerret():
                raise Opgivet(luk)
            try:
                svar = kald()
            except Midlertidig as midlertidig:
                fejl, ro = fejl + midlertidig.fejl, ro + (not midlertidig.fejl)
                self._vent(midlertidig, fejl, ro, kreds, budget)
            except BaseException:
                kreds.uafgjort()
                raise
            else:
                kreds.lykkedes()
                return svar

    def _vent(self, fejl: Midlertidig, antal: int, ro: int, kreds: Kreds, budget: Budget) -> None:
        if fejl.fejl:
            kreds.fejlede()
        else:
            kreds.lykkedes()
        if antal >= self.forsoeg:
            raise Opgivet(f"{fejl.grund} Det er prøvet {antal} gange.") from fejl
        pause = max(fejl.vent, self.pause(max(antal + ro - 1, 0)))
        if pause >= budget.tilbage():
            raise Opgivet(
                f"{fejl.grund} Næste forsøg er om {pause:.0f} sekunder, og det er efter "
                f"tidsbudgettet på {budget.sekunder:.0f}."
            ) from fejl
        self.ur.sov(pause)
