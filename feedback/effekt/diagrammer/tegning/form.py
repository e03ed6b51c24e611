"""Det, alle tegninger har til fælles: bredden, og hvor der skrives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """En udgave: ``bred`` har navnene til venstre for feltet, ``smal`` har dem over."""

    navn: str
    bredde: int
    venstre: int
    """Her begynder feltet."""
    hoejre: int
    """Så meget er der til tal til højre for feltet."""

    @property
    def felt(self) -> int:
        """Feltets bredde."""
        return self.bredde - self.venstre - self.hoejre

    @property
    def over(self) -> bool:
        """Om navnene står over rækkerne."""
        return self.navn == "smal"
