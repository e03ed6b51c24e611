"""``manage.py apiklient``: driften opretter, viser og tilbagekalder."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from adgang.api import klienter
from adgang.models import Opslag
from adgang.opslagslog.arter import Art
from tests import fabrik
from tests.driftsrolle import som_driftsrolle

OPRET = ("opret", "0175", "Fagsystemet", "--omfang", "bestil", "bestillingsliste:laes")


def apiklient(*argumenter: str) -> str:
    """Kommandoen, som driftsrollen kører den."""
    ud = StringIO()
    with som_driftsrolle():
        call_command("apiklient", *argumenter, stdout=ud)
    return ud.getvalue()


def log() -> list[tuple[str, str, str]]:
    """Det, kommandoen skrev i opslagsloggen."""
    alle = Opslag.objects.i_kommune("0175").order_by("id")
    return list(alle.values_list("art", "side", "kriterium"))


@pytest.fixture(autouse=True)
def roedovre(transactional_db) -> None:
    fabrik.kommune()


def test_opret_viser_noeglen_og_skriver_den_ikke_i_loggen():
    skrevet = apiklient(*OPRET)
    noegle = re.search(r"^Nøgle: (rs_0175_\S{43})$", skrevet, re.MULTILINE)
    assert noegle
    klient = klienter.find("0175", noegle[1])
    assert klient is not None
    assert klient.omfang == ["bestil", "bestillingsliste:laes"]
    assert log() == [
        (
            Art.AENDRING,
            "kommando:apiklient",
            "API-klient oprettet: Fagsystemet (bestil, bestillingsliste:laes)",
        )
    ]


def test_liste_og_tilbagekald():
    assert apiklient("liste", "0175") == "Rødovre (0175) har ingen API-klienter.\n"
    apiklient(*OPRET)
    assert re.match(r"Fagsystemet +til \d\d-\d\d-\d{4}  aldrig brugt", apiklient("liste", "0175"))
    assert "kaldt tilbage" in apiklient("tilbagekald", "0175", "Fagsystemet")
    assert "ingen API-klienter" in apiklient("liste", "0175")
    assert log()[-1][2] == "API-klient tilbagekaldt: Fagsystemet"


@pytest.mark.parametrize(
    ("argumenter", "kode", "siger"),
    [
        (("opret", "0175", "F", "--omfang", "bestil", "--dage", "366"), 2, "1 til 365"),
        (("opret", "0175", "F", "--omfang", "bestil", "--dage", "0"),   2, "1 til 365"),
        (("opret", "0175", " ", "--omfang", "bestil"),                  2, "Skriv navnet"),
        (("opret", "0175", "670585-0028", "--omfang", "bestil"),        2, "uden CPR-nummer"),
        (("opret", "9999", "F", "--omfang", "bestil"),                  2, "kommunekode"),
        (("tilbagekald", "0175", "Ukendt"),                             1, "ingen gældende"),
    ],
)  # fmt: skip
def test_forkerte_argumenter(argumenter: tuple[str, ...], kode: int, siger: str):
    with pytest.raises(CommandError, match=siger) as fejl:
        apiklient(*argumenter)
    assert fejl.value.returncode == kode
    assert not log()


def test_to_af_samme_navn():
    apiklient(*OPRET)
    with pytest.raises(CommandError, match="allerede en klient"):
        apiklient(*OPRET)
