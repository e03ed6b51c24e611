"""Kredsløbsafbryderen: en server, der er syg, får fred til at blive rask."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Kreds:
    """Åbner efter ``graense`` fejl i træk. Efter ``pause`` sekunder slipper ét forsøg igennem.

    Lykkes det, lukkes kredsen; ellers er den åben en pause til. ``nu`` er sekunder fra et fast
    tidspunkt. Kan bruges af flere tråde.
    """

    def __init__(self, nu: Callable[[], float], graense: int = 5, pause: float = 60.0) -> None:
        self.graense, self.pause = graense, pause
        self._nu = nu
        self._fejl = 0
        self._aaben_til: float | None = None
        self._proeve = False
        self._laas = threading.Lock()

    def spaerret(self) -> str:
        """Grunden til, at der ikke må kaldes nu; tom, når der må.

        Den, der får lov på en halvåben kreds, er den ene, der prøver, og skal melde tilbage.
        """
        with self._laas:
            if self._aaben_til is None:
                return ""
            mangler = self._aaben_til - self._nu()
            if mangler <= 0 and not self._proeve:
                self._proeve = True
                return ""
            return (
                f"Registeret fejlede {self._fejl} gange i træk og får ro. "
                f"Prøv igen om {max(mangler, 1):.0f} sekunder."
            )

    def lykkedes(self) -> None:
        """Et kald fik svar: kredsen er lukket."""
        with self._laas:
            self._fejl, self._aaben_til, self._proeve = 0, None, False

    def fejlede(self) -> None:
        """Et kald fik intet svar."""
        with self._laas:
            self._fejl += 1
            if self._proeve or self._fejl >= self.graense:
                self._aaben_til = self._nu() + self.pause
            self._proeve = False

    def uafgjort(self) -> None:
        """Kaldet sagde intet om serverens helbred; en anden må prøve."""
        with self._laas:
            self._proeve = False


class Kredse:
    """Én kreds for hver server og register, fælles for processens hentninger."""

    def __init__(self, ny: Callable[[], Kreds]) -> None:
        self._ny = ny
        self._kendte: dict[tuple[str, str], Kreds] = {}
        self._laas = threading.Lock()

    def giv(self, server: str, register: str) -> Kreds:
        """Kredsen; den første gang er den lukket."""
        with self._laas:
            return self._kendte.setdefault((server, register), self._ny())
