"""``manage.py netvaerk``: driften viser og retter en kommunes netværk."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from adgang.models import Netvaerk, Opslag
from adgang.opslagslog.arter import Art
from tests import fabrik
from tests.driftsrolle import som_driftsrolle


def netvaerk(*argumenter: str) -> tuple[str, str]:
    """Kommandoen, som driftsrollen kører den; det skrevne og advarslen."""
    ud, fejl = StringIO(), StringIO()
    with som_driftsrolle():
        call_command("netvaerk", *argumenter, stdout=ud, stderr=fejl)
    return ud.getvalue(), fejl.getvalue()


def adresser(kode: str = "0175") -> list[str]:
    """Kommunens netværk, som de står i databasen."""
    alle = Netvaerk.objects.i_kommune(kode).order_by("adresser")
    return list(alle.values_list("adresser", flat=True))


def log() -> list[tuple[str, str, str, int | None]]:
    """Det, kommandoen skrev i opslagsloggen."""
    alle = Opslag.objects.i_kommune("0175").order_by("id")
    return list(alle.values_list("art", "side", "kriterium", "bruger"))


@pytest.fixture(autouse=True)
def roedovre(db) -> None:
    """Rødovre med ét netværk, og en nabo med et andet."""
    fabrik.kommune()
    fabrik.kommune("0173", "Lyngby-Taarbæk")


def test_vis():
    assert re.fullmatch(r"127\.0\.0\.0/8 +Prøvebænken\n", netvaerk("0175", "vis")[0])
    assert not log()


def test_tilfoej_skrives_i_loggen_og_kun_i_kommunen():
    skrevet, _ = netvaerk("0175", "tilfoej", "192.0.2.15", "Rådhuset")
    assert skrevet == "192.0.2.15/32 er tilføjet for Rødovre (0175) og gælder med det samme.\n"
    assert adresser() == ["127.0.0.0/8", "192.0.2.15/32"]
    assert adresser("0173") == ["127.0.0.0/8"]
    assert log() == [(Art.AENDRING, "kommando:netvaerk", "Tilføjet 192.0.2.15/32", None)]


@pytest.mark.parametrize("flere", [True, False])
def test_fjern_advarer_om_det_sidste(flere: bool):
    if flere:
        netvaerk("0175", "tilfoej", "192.0.2.0/24", "Rådhuset")
    _, advarsel = netvaerk("0175", "fjern", "127.0.0.0/8")
    assert adresser() == (["192.0.2.0/24"] if flere else [])
    assert bool(advarsel) is not flere
    assert log()[-1][2] == "Fjernet 127.0.0.0/8"
    assert adresser("0173") == ["127.0.0.0/8"]


def test_vis_uden_netvaerk_siger_hvad_det_betyder():
    netvaerk("0175", "fjern", "127.0.0.0/8")
    assert "ingen af dens brugere kan komme ind" in netvaerk("0175", "vis")[0]


@pytest.mark.parametrize(
    ("argumenter", "fejl", "kode"),
    [
        (("0174", "vis"),                                      "»0174« er ikke en kommunekode",  2),
        (("175", "vis"),                                       "»175« er ikke en kommunekode",   2),
        (("0101", "vis"),                                      "ikke oprettet endnu",            1),
        (("0175", "tilfoej", "rådhuset", "Rådhuset"),          "Skriv en adresse",               2),
        (("0175", "tilfoej", "0.0.0.0/0", "Alle"),             "for bredt",                      2),
        (("0175", "tilfoej", "192.0.2.1", " "),                "Skriv beskrivelsen",             2),
        (("0175", "tilfoej", "192.0.2.1", "x" * 81),           "højst fylde 80 tegn",            2),
        (("0175", "tilfoej", "192.0.2.1", "670585-0028"),      "uden CPR-nummer",                2),
        (("0175", "tilfoej", "127.0.0.0/8", "Igen"),           "står allerede på listen",        1),
        (("0175", "fjern", "192.0.2.1"),                       "står ikke på listen",            1),
    ],
)  # fmt: skip
def test_afvist(argumenter: tuple[str, ...], fejl: str, kode: int):
    with pytest.raises(CommandError, match=re.escape(fejl)) as faldt:
        netvaerk(*argumenter)
    assert faldt.value.returncode == kode
    assert adresser() == ["127.0.0.0/8"]
    assert not log()
