"""Navnene under aldrenes søjler: et spænd er på én linje, hvor der er plads, og ellers på to."""

from __future__ import annotations

import pytest

from feedback.effekt.diagrammer.alder import Gruppe
from feedback.effekt.diagrammer.tegning.alder import BRED, SMAL, tegn
from feedback.effekt.diagrammer.tegning.form import Form


@pytest.mark.parametrize(
    ("form", "antal", "navn",         "linjer"),
    [
        (BRED,   8,     "16–30",        ("16–30",)),
        (BRED,   8,     "84–frist",     ("84–frist",)),
        (BRED,   8,     "Over fristen", ("Over", "fristen")),
        (SMAL,   8,     "0–15",         ("0–15",)),
        (SMAL,   8,     "16–30",        ("16–", "30")),      # ellers rørte det naboens
        (SMAL,   8,     "84–frist",     ("84–", "frist")),
        (SMAL,   7,     "16–30",        ("16–30",)),
        (SMAL,   8,     "Over fristen", ("Over", "fristen")),
    ],
)  # fmt: skip
def test_et_navn_roerer_ikke_naboens(form: Form, antal: int, navn: str, linjer: tuple[str, ...]):
    gruppe = Gruppe(navn, 0, 5, over=False)
    assert [soejle.navn for soejle in tegn([gruppe] * antal, form).soejler] == [linjer] * antal
