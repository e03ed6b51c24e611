"""Tabellerne, som reglerne får dem: adresser skrives kun ud, når nogen skal læse dem."""

from __future__ import annotations

from pathlib import Path

import pytest

from registre.laesning import Udtraek
from samkoering.motor.anvend import reglernes_kolonner
from samkoering.motor.tabeller import Tabeller
from tests.samkoering.verden import Verden


@pytest.mark.parametrize(
    ("med_bevis", "ventet"), [(True, "Prøvevej 1, 2610 Rødovre"), (False, None)]
)
def test_adressen_skrives_ud_til_beviset(tmp_path: Path, med_bevis: bool, ventet: str | None):
    verden = Verden(tmp_path)
    verden.ny_sag().bor("YM", "2015-01-01", husnr="001")
    tabeller = Tabeller(
        Udtraek(verden.gem()), verden.dag, None if med_bevis else reglernes_kolonner()
    )
    raekke = tabeller.giv("cpr_adresser", ["fra"]).collect().row(0, named=True)
    assert (raekke["adressetekst"], raekke["adresse"]) == (ventet, "1000\x1f0100\x1f001\x1f\x1f")


def test_ordenen_er_kontraktens_ogsaa_naar_kolonnerne_er_sluppet(tmp_path: Path):
    """To rækker fra samme dag ordnes efter vejnavnet, som ingen regel læser."""
    verden = Verden(tmp_path)
    sag = verden.ny_sag()
    for vej, aarsag in (("Åvej", "FLYTNING"), ("Bvej", "OMKODNING"), ("Cvej", "OMKODNING")):
        sag.bor("YM", "2015-01-01", vejnavn=vej, aarsag=aarsag)
    mappe = verden.gem()
    alt, faa = (
        Tabeller(Udtraek(mappe), verden.dag, bruges).giv("cpr_adresser", ["aarsag"]).collect()
        for bruges in (None, reglernes_kolonner())
    )
    assert alt["orden"].to_list() == faa["orden"].to_list()
    assert alt.sort("orden")["aarsag"].to_list() == ["OMKODNING", "OMKODNING", "FLYTNING"]


def test_kun_det_reglerne_laeser_beholdes(tmp_path: Path):
    verden = Verden(tmp_path)
    verden.ny_sag().bor("YM", "2015-01-01").med("cpr_personer", cpr="YM")
    tabeller = Tabeller(Udtraek(verden.gem()), verden.dag, reglernes_kolonner())
    personer, adresser = tabeller.ramme("cpr_personer"), tabeller.ramme("cpr_adresser")
    assert set(personer.columns) == {"cpr", "foedselsdato"}
    assert not {"vejnavn", "postnr", "postdistrikt", "register_status"} & set(adresser.columns)


def test_glemte_raekker_er_vaek_og_de_undtagne_er_der(tmp_path: Path):
    verden = Verden(tmp_path)
    verden.ny_sag().barn()
    tabeller = Tabeller(Udtraek(verden.gem()), verden.dag)
    assert tabeller.ramme("cpr_boern").height == tabeller.ramme("cpr_personer").height == 1
    tabeller.glem("cpr_boern")
    assert (tabeller.ramme("cpr_boern").height, tabeller.ramme("cpr_personer").height) == (1, 0)
