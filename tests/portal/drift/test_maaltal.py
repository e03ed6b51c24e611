"""``/metrics``: lukket for alle andre, og tallene er databasens egne."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from portal.drift.landstal import Koe
from portal.maaltal import tal
from tests import fabrik
from tests.portal.drift import scenarier
from tests.portal.drift.scenarier import NU

NOEGLE = "en-lang-noegle-til-maaltallene"
DRIFT, FREMMED = "10.1.2.3", "192.0.2.9"
pytestmark = pytest.mark.usefixtures("formiddag")


@pytest.fixture(autouse=True)
def netvaerket(settings) -> None:
    settings.DRIFTSNETVAERK = [ip_network("10.1.0.0/16")]
    settings.MAALTAL_NOEGLE = NOEGLE


def hent(ip: str = DRIFT, **hoveder: str):
    return Client(REMOTE_ADDR=ip).get("/metrics", headers=hoveder)


def serier() -> dict[str, float]:
    """``navn{etiket}`` → værdi."""
    return {
        " ".join([led.name, *led.labels.values()]).removeprefix("samkoering_"): led.value
        for familie in text_string_to_metric_families(hent().content.decode())
        for led in familie.samples
    }


@pytest.mark.parametrize(
    ("ip", "hoved", "noegle", "status"),
    [
        (DRIFT,   "",                    NOEGLE, 200),
        (DRIFT,   "",                    "",     200),
        (FREMMED, "",                    NOEGLE, 403),
        (FREMMED, f"Bearer {NOEGLE}",    NOEGLE, 200),
        (FREMMED, f"Bearer {NOEGLE}x",   NOEGLE, 403),
        (FREMMED, f"Bearer {NOEGLE}æ",   NOEGLE, 403),
        (FREMMED, f"Basic {NOEGLE}",     NOEGLE, 403),
        (FREMMED, "Bearer ",             "",     403),   # ingen nøgle lukker ingen ind
        (FREMMED, "Bearer",              "",     403),
        ("",      "",                    NOEGLE, 403),
    ],
)  # fmt: skip
def test_hvem_der_maa(settings, ip: str, hoved: str, noegle: str, status: int):
    settings.MAALTAL_NOEGLE = noegle
    svar = hent(ip, **({"authorization": hoved} if hoved else {}))
    assert svar.status_code == status
    assert ("samkoering_" in svar.content.decode()) is (status == 200)


def test_uden_stillingtagen_er_der_lukket(settings):
    settings.DRIFTSNETVAERK, settings.MAALTAL_NOEGLE = [], ""
    assert hent("127.0.0.1").status_code == 403


def test_en_session_lukker_ingen_ind(klient: Client):
    """Netværket eller nøglen afgør det; en rolle giver intet."""
    assert klient.get("/metrics", REMOTE_ADDR=FREMMED).status_code == 403


def test_nattens_tal():
    scenarier.gennemfoert()
    fundne = serier()
    afsluttet = NU.replace(hour=3, minute=24)
    ventet = {
        "database_svarer": 1, "maegler_svarer": 1, "koersel_aaben": 0, "regler_koert": 17,
        "seneste_succes_timestamp_seconds": afsluttet.timestamp(),
        "koersel_varighed_seconds": 24 * 60, "nat nye_sager": 37, "nat udloebne_sager": 2,
        "nat fredede_udfald": 84, "nat modtagere": 4903, "kilde_svarede feriekonto": 1,
        "kilde_raekker eindkomst": 1000, "natdele skrevet": 98, "natdele venter": 0,
        "natdele karantaene": 0, "karantaene": 0, "koe_ventende journal": 0,
        "koe_ventende digital_post": 0, "koe_ventende zip": 0, "koe_aeldste_seconds zip": 0,
        "naetter_mangler": 0,
    }  # fmt: skip
    assert {navn: fundne.get(navn) for navn in ventet} == ventet


@pytest.mark.parametrize(
    ("scenarie", "ventet"),
    [
        ("tavs",       {"kilde_svarede feriekonto": 0, "kilde_svarede cpr": 1, "regler_koert": 16}),
        ("tavs",       {"kilde_tabeller_uden_svar feriekonto": 1}),
        ("karantaene", {"natdele karantaene": 2, "natdele skrevet": 96, "karantaene": 2}),
        ("skriver",    {"koersel_aaben": 1, "natdele venter": 64, "natdele skrevet": 34}),
        ("ingen_nat",  {"naetter_mangler": 1, "koersel_varighed_seconds": None}),
        ("fejlet",     {"seneste_succes_timestamp_seconds":
                        NU.replace(day=21, hour=3, minute=24).timestamp()}),
    ],
)  # fmt: skip
def test_naar_noget_mangler(scenarie: str, ventet: dict[str, float | None]):
    scenarier.ALLE[scenarie]()
    fundne = serier()
    assert {navn: fundne.get(navn) for navn in ventet} == ventet


def test_uden_database_siges_kun_det(monkeypatch):
    monkeypatch.setattr(tal, "database_svarer", lambda: False)
    assert set(serier()) == {"database_svarer", "maegler_svarer"}
    assert serier()["database_svarer"] == 0


def test_faa_forespoergsler(django_assert_max_num_queries):
    scenarier.maaned()
    with django_assert_max_num_queries(10):
        hent()


def test_ingen_borgere_og_ingen_kommuner():
    fabrik.sag_med_udfald(cpr="6705850028", navn="Kanariefugl Kendelig")
    scenarier.karantaene()
    tekst = hent().content.decode()
    assert not [spor for spor in ("6705850028", "Kanariefugl", "Rødovre", "0175") if spor in tekst]


def test_svaret_gemmes_ikke_og_er_prometheus_egen_form():
    svar = hent()
    assert svar["Content-Type"].startswith("text/plain; version=")
    assert "no-store" in svar["Cache-Control"]
    assert Client(REMOTE_ADDR=DRIFT).post("/metrics").status_code == 405


def test_koernes_alder_er_den_aeldstes():
    koeer = {"journal": Koe(2, NU - timedelta(minutes=80)), "zip": Koe(0, None)}
    familier = list(tal._koeerne(koeer, NU))
    assert [s.value for s in familier[1].samples] == [80 * 60, 0]
