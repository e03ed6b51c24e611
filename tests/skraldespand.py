"""Pythons oprydning skal ikke gennemgå hele suiten, hver gang en prøve har lavet noget.

Når prøverne er samlet, ligger de, Django og registrenes pakker i hukommelsen til det sidste. De
fryses, så kun det, der er kommet til siden, ses efter.
"""

from __future__ import annotations

import gc


def pytest_collection_finish() -> None:
    """Det, der lever nu, lever hele kørslen."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Tø op igen, så pakkerne kan rydde op efter sig, når processen slutter."""
    gc.unfreeze()
