"""Det frosne kontrolark: beskyttede adresser, og hvorfor en ægtefælle ikke er slået op."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark
from tests.uafhaengig.haandlavet import UDE, YM, Mappe

pytestmark = pytest.mark.django_db

NAT = date(2018, 6, 19)
NAESTE_NAT = date(2018, 6, 20)


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    """Én modtager i Rødovre, der er flyttet den 2. juni."""
    ny = Mappe(tmp_path).person(YM)
    return ny.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE)


def nat(mappe: Mappe, dag: date = NAT, *udelad: str) -> None:
    koer(Udtraek(mappe.skriv(*udelad)), dag)


def alle(model: type) -> list:
    return list(model.objects.paa_tvaers(grund="prøven ser hele databasen").order_by("pk"))


def test_en_beskyttet_andens_adresse_kommer_ikke_med(mappe):
    barn = "6303100003"
    mappe.person(barn, "2010-03-03").med("cpr_boern", foraelder_cpr=YM, barn_cpr=barn)
    mappe.raekker["cpr_adresser"].clear()
    mappe.bor(YM, "2010-01-01").bor(barn, "2010-03-03", "2018-06-01")
    mappe.bor(barn, "2018-06-02", sted=UDE, vejnavn="Hemmeligvej")
    mappe.med("cpr_beskyttelse", cpr=barn, type="0001", fra="2018-01-01")
    nat(mappe)

    (ark,) = alle(Kontrolark)
    assert "Hemmeligvej" not in str(ark.indhold)
    assert "Kommune (adressebeskyttet)" in str(ark.indhold["udfald"])


def test_uden_svar_om_beskyttelse_er_alle_beskyttede(mappe):
    nat(mappe, NAT, "cpr_beskyttelse")

    (ark,) = alle(Kontrolark)
    assert ark.indhold["ym"]["adressebeskyttet"] is True
    assert ark.indhold["udfald"][0]["adressebeskyttet"] is True


def test_kontrolarket_siger_hvorfor_en_separeret_aegtefaelle_ikke_er_slaaet_op(mappe):
    mappe.gift()
    nat(mappe)
    assert alle(Kontrolark)[0].indhold["aef_bemaerkning"] == ""

    mappe.med("cpr_separation", cpr=YM, fra="2018-06-04")
    nat(mappe, NAESTE_NAT)
    nyeste = max(alle(Kontrolark), key=lambda ark: ark.udgave)
    assert nyeste.indhold["aef"] is None
    assert "parret er separeret" in nyeste.indhold["aef_bemaerkning"]
    assert "(F1)" in nyeste.indhold["aef_bemaerkning"]
    assert nyeste.indhold["ym"]["civilstand"] == "Gift (separeret 04-06-2018)"
