"""Tabellerne, som reglerne får dem: adresser skrives kun ud, når nogen skal læse dem."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.laesning import Udtraek
from samkoering.motor.tabeller import Tabeller
from tests.samkoering.verden import Verden


@pytest.mark.parametrize(
    ("med_bevis", "ventet"), [(True, "Prøvevej 1, 2610 Rødovre"), (False, None)]
)
def test_adressen_skrives_ud_til_beviset(tmp_path: Path, med_bevis: bool, ventet: str | None):
    verden = Verden(tmp_path)
    verden.ny_sag().bor("YM", "2015-01-01", husnr="001")
    tabeller = Tabeller(Udtraek(verden.gem()), verden.dag, med_bevis=med_bevis)
    raekke = tabeller.giv("cpr_adresser", ["fra"]).collect().row(0, named=True)
    assert (raekke["adressetekst"], raekke["adresse"]) == (ventet, "1000\x1f0100\x1f001\x1f\x1f")
