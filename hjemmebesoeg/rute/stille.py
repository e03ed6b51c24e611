"""HiGHS uden et ord: løserens første linjer er ikke JSON og hører ikke hjemme i arbejderens log."""

from __future__ import annotations

import highspy


class Stille(highspy.Highs):
    """Løseren, tavs fra begyndelsen.

    Den skriver sin version, når dens egen konstruktør sætter tilbagekald på, altså før nogen kan nå
    at slå udskriften fra bagefter.
    """

    def enableCallbacks(self) -> None:  # noqa: N802 – navnet er løserens
        """Slå udskriften fra, og sæt så tilbagekaldene på."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]
