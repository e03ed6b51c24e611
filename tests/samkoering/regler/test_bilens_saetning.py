"""Bilkøb og bilsalg i ord: bilen har sin artikel i sætningen, og kun sit navn i beviset."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samkoering.grundlag.regel import REGLER, Fund

HANDEL = {
    "haendelsesdato": date(2026, 11, 2),
    "registreringsnummer": None,
    "foerste_registrering": None,
    "ejerbrugerkode": 2,
    "r75_indeks": "7500100",
}


@pytest.mark.parametrize(
    ("slug", "art", "gjorde"), [("bilkoeb", "K", "købte"), ("bilsalg", "S", "solgte")]
)
@pytest.mark.parametrize(
    ("maerke", "model", "bilen", "bevis"),
    [
        ("Ford", "Mondeo", "en Ford Mondeo", "Ford Mondeo"),
        ("Ford", None, "en Ford", "Ford"),
        (None, None, "en bil", "en bil"),
    ],
)
def test_saetningen(
    slug: str, art: str, gjorde: str, maerke: str | None, model: str | None, bilen: str, bevis: str
):
    handel: dict[str, Any] = {**HANDEL, "art": art, "maerke": maerke, "model": model}
    fund = Fund("Bo Prøvesen", 0, 0, date(2026, 11, 2), handel, None)  # type: ignore[arg-type]
    svar = REGLER[slug].forklaring(fund)
    assert svar.saetning == f"Bo Prøvesen {gjorde} {bilen} den 02-11-2026."
    assert svar.raekker[0][3] == bevis
