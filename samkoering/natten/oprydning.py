"""Pythons oprydning i nattens proces: sjælden, for natten laver mange ting og få ringe.

Det, der ikke er i en ring, gives tilbage med det samme som altid.
"""

from __future__ import annotations

import gc

_GRAENSER = (100_000, 20, 20)
"""Så mange nye ting, før der ses efter ringe; Pythons egen grænse er 700."""


def sjaeldnere() -> None:
    """Se sjældnere efter ringe, og aldrig blandt det, der var her, da natten begyndte."""
    gc.freeze()
    gc.set_threshold(*_GRAENSER)


def ikke_mere() -> None:
    """Processen er slut, og hukommelsen gives tilbage under ét; der er intet at lede efter."""
    gc.freeze()
