"""Bladring: hver sag netop én gang, også når nogen bliver taget undervejs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kontrol.bestillingsliste.bestil import bestil
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem, felter

I_DAG = timezone.localdate


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


def sager(antal: int, **valg: Any) -> list[str]:
    """Sager i listens orden; to og to udløber samme dag."""
    nye = [
        fabrik.sag_med_udfald(udloeber=I_DAG() + timedelta(days=nr // 2), **valg)
        for nr in range(antal)
    ]
    return [str(sag.pk) for sag in sorted(nye, key=lambda s: (s.udloeber, s.pk))]


def hent_alt(system: Fagsystem, liste: str, antal: int, undervejs: Any = None) -> list[str]:
    """Hele listen, side for side."""
    set_, efter = [], ""
    while True:
        side = system.get(f"{liste}?antal={antal}{efter}").json()
        set_ += [sag["id"] for sag in side["sager"]]
        if not side["naeste"]:
            return set_
        efter = f"&efter={side['naeste']}"
        if undervejs:
            undervejs(side["naeste"])


@pytest.mark.parametrize("antal", [1, 2, 3, 4, 5, 6, 200])
def test_hver_sag_staar_der_een_gang(system: Fagsystem, antal: int):
    assert sager(5) == hent_alt(system, "bestillingsliste", antal)


def test_den_sidste_side_ved_at_den_er_den_sidste(system: Fagsystem):
    alle = sager(2)
    side = system.get("bestillingsliste?antal=1").json()
    assert (side["naeste"], len(side["sager"])) == (alle[0], 1)
    sidste = system.get(f"bestillingsliste?antal=1&efter={alle[0]}").json()
    assert (sidste["naeste"], sidste["sager"][0]["id"]) == (None, alle[1])


def test_pladsen_holder_naar_netop_den_sag_bliver_taget(system: Fagsystem, mette):
    alle = sager(6)
    set_ = hent_alt(system, "bestillingsliste", 2, lambda id_: bestil([id_], mette, uuid4()))
    assert set_ == alle


def test_en_plads_uden_for_klientens_ydelser_findes_ikke(db):
    system = Fagsystem(kle=["32.24.04"])
    fremmed = sager(1, kle="32.24.08")[0]
    assert felter(system.get(f"bestillingsliste?efter={fremmed}")) == ["efter"]


def test_prioriteringslisten_i_samme_orden(system: Fagsystem):
    alle = sager(5)
    system.post("bestillinger", {"sager": alle})
    assert hent_alt(system, "prioriteringsliste", 2) == alle
    system.get(f"kontrolark/{alle[3]}")
    visiteres = system.get("prioriteringsliste?tilstand=VISITERES").json()["sager"]
    assert [sag["id"] for sag in visiteres] == [alle[3]]


@pytest.mark.parametrize(
    ("soeg", "viser"),
    [
        ("",                                       ["kontant", "barsel"]),
        ("ydelse=32.24.04",                        ["kontant"]),
        ("ydelse=32.24.08",                        ["barsel"]),
        ("ydelse=32.24.04&ydelse=32.24.08",        ["kontant", "barsel"]),
        ("tema=Indkomst",                          ["kontant"]),
        ("tema=Bolig+og+familie",                  ["barsel"]),
        ("udloeber_inden=1",                       ["kontant"]),
        ("udloeber_inden=30",                      ["kontant", "barsel"]),
        ("udloeber_inden=29",                      ["kontant"]),
    ],
)  # fmt: skip
def test_filtre(system: Fagsystem, soeg: str, viser: list[str]):
    ider = {
        "kontant": fabrik.sag_med_udfald(kle="32.24.04", udloeber=I_DAG() + timedelta(days=1)),
        "barsel": fabrik.sag_med_udfald(
            haendelser=(("flytning", "YM"),),
            kle="32.24.08",
            udloeber=I_DAG() + timedelta(days=30),
        ),
    }
    svar = system.get(f"bestillingsliste?{soeg}").json()["sager"]
    assert [sag["id"] for sag in svar] == [str(ider[navn].pk) for navn in viser]


@pytest.mark.parametrize("liste", ["bestillingsliste", "prioriteringsliste"])
def test_antallet_af_spoergsmaal_foelger_ikke_antallet_af_sager(system: Fagsystem, liste: str):
    """Også borgernes id'er i loggen slås op under ét."""
    alle = sager(30)
    if liste == "prioriteringsliste":
        Sag.objects.i_kommune("0175").update(tilstand="BESTILT")
    system.get(f"{liste}?antal=30")  # nøglens første brug og borgernes id'er er skrevet

    def spoergsmaal(antal: int) -> int:
        with CaptureQueriesContext(connection) as talt:
            assert len(system.get(f"{liste}?antal={antal}").json()["sager"]) == antal
        return len(talt)

    assert spoergsmaal(2) == spoergsmaal(30)
    assert len(alle) == 30
