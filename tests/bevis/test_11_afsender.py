"""Trussel 11: et forfalsket X-Forwarded-For giver aldrig adgang."""

from __future__ import annotations

from ipaddress import ip_network
from random import Random
from unittest.mock import patch

import pytest
from django.test import Client

from adgang.models import Bruger
from adgang.netvaerk import afsender as modul
from tests import fabrik
from tests.conftest import klient_for

PROXY, PROXYER = "10.0.0.5", [ip_network("10.0.0.0/24")]
TILLADT, FREMMED = "127.0.0.1", "198.51.100.7"
LED = ("127.0.0.1", "10.0.0.5", "::1", "::ffff:127.0.0.1", "127.1", "0x7f.1", "localhost",
       "unknown", "", " ", "127.0.0.1:80", "[::1]:443", "'127.0.0.1'", "127.0.0.1\t", "203.0.113.9",
       "8.8.8.8", "fe80::1%eth0", "127.0.0.1;", "for=127.0.0.1", "１２７.0.0.1")  # fmt: skip


def forfalskninger(antal: int) -> list[dict[str, str]]:
    """Hoveder, en fremmed kan sende: direkte, eller gennem proxyen, som føjer hans adresse til."""
    terning, alle = Random(11), []
    for nr in range(antal):
        skrevet = ", ".join(terning.choice(LED) for _ in range(terning.randint(0, 6)))
        if nr % 2:
            alle.append({"REMOTE_ADDR": FREMMED, "HTTP_X_FORWARDED_FOR": skrevet})
        else:
            gennem = f"{skrevet}, {FREMMED}" if skrevet else FREMMED
            alle.append({"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": gennem})
        alle[-1] |= {"HTTP_X_REAL_IP": TILLADT, "HTTP_FORWARDED": f"for={TILLADT}",
                     "HTTP_CLIENT_IP": TILLADT, "HTTP_TRUE_CLIENT_IP": TILLADT}  # fmt: skip
    return alle


def slap_ind(klient: Client, hoveder: list[dict[str, str]]) -> list[str]:
    return [str(et) for et in hoveder if klient.get("/privatliv/", **et).status_code == 200]


@pytest.fixture
def klient(mette: Bruger, settings) -> Client:
    settings.BETROEDE_PROXYER = PROXYER
    return klient_for(mette)


def test_forfalskede_hoveder(klient: Client, bevis):
    gennem_proxyen = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_FOR": f"1.2.3.4, {TILLADT}"}
    assert klient.get("/privatliv/", **gennem_proxyen).status_code == 200  # den ærlige kommer ind
    hoveder = forfalskninger(bevis.antal(150, 10_000))
    brud = slap_ind(klient, hoveder)
    with patch.object(modul, "afsender", lambda forbindelse, videresendt, proxyer: (
        modul.laes_adresse(videresendt.split(",")[0]) or modul.laes_adresse(forbindelse)
    )):  # fmt: skip
        fanget = bool(slap_ind(klient, hoveder[:150]))  # læst fra venstre, som det oftest gøres
    bevis.foer(
        11, "Forfalsket X-Forwarded-For", forsoeg=len(hoveder), brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


def test_alle_hoveder_tros_fra_alle_ses(klient: Client, settings, bevis):
    """Plantet fejl nr. 2: hele nettet er betroet som proxy."""
    hoveder = forfalskninger(bevis.antal(80, 2_000))
    brud = slap_ind(klient, hoveder)
    settings.BETROEDE_PROXYER = [ip_network("0.0.0.0/0")]
    bevis.foer(
        11, "Proxyer, der ikke er sat op", forsoeg=len(hoveder), brud=brud,
        plantet_fejl_fanget=bool(slap_ind(klient, hoveder)),
    )  # fmt: skip


def test_netvaerket_proeves_ogsaa_for_uindloggede(db, settings, bevis):
    fabrik.kommune()
    settings.BETROEDE_PROXYER = PROXYER
    hoveder = forfalskninger(bevis.antal(50, 1_000))
    brud = [str(et) for et in hoveder if Client().get("/log-ind/", **et).status_code == 200]
    settings.DRIFTSNETVAERK = [ip_network("198.51.100.0/24")]
    bevis.foer(
        11, "Døren vises ikke for fremmede netværk", forsoeg=len(hoveder), brud=brud,
        plantet_fejl_fanget=any(
            Client().get("/log-ind/", **et).status_code == 200 for et in hoveder[:20]
        ),
    )  # fmt: skip
