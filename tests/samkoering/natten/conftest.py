"""Nattens registre: en mappe, kommunerne leverer, læst af de rigtige adaptere."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.kontrakt import REGISTRE
from tests.uafhaengig.haandlavet import UDE, YM, Mappe

UDBETALINGER = ("2018-06-30", "2018-07-31", "2018-08-31")


@pytest.fixture(autouse=True)
def egne_laase(settings, tmp_path: Path) -> None:
    """Prøver, der kører samtidig, må ikke tage hinandens låse."""
    settings.VAR_MAPPE = tmp_path / "var"


@pytest.fixture
def mappe(tmp_path: Path, settings) -> Mappe:
    """Én modtager i Rødovre, der er flyttet den 2. juni, i en mappe, adapterne læser."""
    (tmp_path / "registre").mkdir()
    ny = Mappe(tmp_path / "registre").person(YM)
    for udbetalt in UDBETALINGER:
        ny.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)
    ny.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)
    settings.REGISTERADAPTERE = {rum: f"registre.{rum}.adapter.MappeAdapter" for rum in REGISTRE}
    settings.REGISTERMAPPE = ny.sti
    settings.UDTRAEKSMAPPE = tmp_path / "udtraek"
    settings.VAR_MAPPE = tmp_path / "var"
    ny.skriv()
    return ny
