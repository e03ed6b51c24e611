"""Hvidlisten: hver regel har taget stilling, og fri tekst mister andres navne."""

from __future__ import annotations

import pytest

from adgang.indsigt import uden_andre
from portal.indsigt.tekster import REGISTRE
from samkoering.indsigt.hvidliste import BOERNENES, HVIDLISTE, UKENDT, kolonner, saetning
from samkoering.regelkatalog import regler
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning import identitet

ANDRES = {
    "civilstand": {"Ægtefælle"},
    "barn_flytter": {"Barn", "Hvem flyttede", "Barnets adresse efter"},
    "foedsel": {"Barn"},
    "barn_doer": {"Barn"},
}
"""De kolonner, et menneske har afgjort nævner andre end borgeren."""


@pytest.mark.parametrize("regel", ALLE_REGLER, ids=lambda regel: regel.slug)
def test_hver_kolonne_er_enten_vist_eller_andres(regel):
    """En ny kolonne får prøven til at falde, til den står på en af de to lister."""
    alle = {navn for navn, _ in regel.kolonner}
    assert kolonner(regel.slug) == alle - ANDRES.get(regel.slug, set())


def test_hvidlisten_er_netop_reglerne():
    assert set(HVIDLISTE) == {regel.slug for regel in ALLE_REGLER}
    assert set(BOERNENES) == identitet._BOERNENES


@pytest.mark.parametrize("slug", BOERNENES)
def test_saetningen_om_et_barn_er_vores_egen(slug):
    assert "Kanabarn" not in saetning(slug, "Eja fik barnet Kanabarn.")


def test_en_ukendt_regel_viser_intet():
    assert kolonner("ny_regel") == frozenset()
    assert saetning("ny_regel", "Kanaida gjorde noget.") == UKENDT


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("Ida arbejder", "[udeladt] arbejder"),
        ("Idas løn, Ida's bil", "[udeladt] løn, [udeladt] bil"),
        ("IDA og ida", "[udeladt] og ida"),                       # kort: kun med stort
        ("pia-kanaida skrev KANAIDA", "pia-[udeladt] skrev [udeladt]"),
        ("Idag", "Idag"),                                         # et længere ord er ikke navnet
        ("Holm ringede fra maj til juni", "[udeladt] ringede fra maj til juni"),
        ("Bo bor i Bolig", "[udeladt] bor i Bolig"),
        ("Egensen og Egensens hus", "Egensen og Egensens hus"),   # borgerens eget efternavn
        ("nr. 6203861234, 620386-1234", "nr. [udeladt], [udeladt]"),
        ("sag 12345678901", "sag 12345678901"),                   # ikke et CPR-nummer
        ("", ""),
    ],
)  # fmt: skip
def test_fri_tekst_uden_andre(tekst, ventet):
    andre = ("Ida Kanaida Egensen", "Maj Holm", "Bo Egensen")
    assert uden_andre(tekst, andre, "Eja Egensen") == ventet


def test_uden_navne_falder_kun_numre_bort():
    assert uden_andre("Eja 620386-1234", (), "") == "Eja [udeladt]"


def test_hvert_register_har_et_navn_borgeren_kender():
    assert set(REGISTRE) == {register for regel in regler() for register in regel["registre"]}
