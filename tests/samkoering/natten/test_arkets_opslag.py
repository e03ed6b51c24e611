"""Arket siger om hvert register, hvornår det, kontrollerne bygger på, blev slået op."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from samkoering.models import Aarsag, Koersel, Koerselstilstand, Kontrolark
from samkoering.natten import igen
from samkoering.natten.hovedbog import begynd
from samkoering.skrivning.gaeldende import gaeldende_kilder
from tests import fabrik
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import YM, Mappe

pytestmark = pytest.mark.django_db(transaction=True)
NAT = date(2018, 6, 19)
NATTENS = "2018-06-19T03:41:00+02:00"
FERIE, CVR = "feriekonto_anmodninger", "cvr_deltagelser"


@pytest.fixture
def nat(mappe: Mappe) -> Koersel:
    """Hverken Feriekonto eller CVR svarede; de andre blev slået op kl. 03.41."""
    mappe.med(
        FERIE, cpr=YM, anmodet="2018-06-10", foerste_feriedag="2018-07-02",
        beloeb_oere=500_000, forventet_udbetaling="2018-06-25", annulleret="false",
    )  # fmt: skip
    mappe.skriv(FERIE, CVR)
    nat = koer_faerdig(begynd(NAT, Aarsag.PLANLAGT))
    nat.tabeller = [{**k, "slaaet_op": k["slaaet_op"] and NATTENS} for k in nat.tabeller]
    nat.save()
    mappe.skriv()
    return nat


def arket() -> dict[str, Any]:
    return Kontrolark.objects.i_kommune("0175").order_by("-udgave").first().indhold


def kilderne() -> dict[str, dict[str, Any]]:
    return {kilde["tabel"]: kilde for kilde in arket()["datakilder"]}


def test_kun_det_register_der_blev_koert_igen_har_det_nye_opslag(nat: Koersel):
    koersel = koer_faerdig(igen.registeret("feriekonto"))
    nye = {kilde["tabel"]: kilde["slaaet_op"] for kilde in koersel.tabeller}
    fundne = kilderne()
    assert fundne.keys() == nye.keys()
    assert fundne.pop(FERIE)["slaaet_op"] == nye[FERIE] != NATTENS
    assert fundne.pop(CVR)["slaaet_op"] == ""
    assert {kilde["slaaet_op"] for kilde in fundne.values()} == {NATTENS}
    assert arket()["koersel"]["kun_register"] == "Feriekonto"


def test_et_andet_register_der_tav_tier_stadig_paa_arket(nat: Koersel):
    """Det svarede, da der blev hentet igen, men dets kontroller er ikke udført."""
    koer_faerdig(igen.registeret("feriekonto"))
    assert kilderne()[CVR]["tilstand"] == "MANGLER"
    (virksomhed,) = [r for r in arket()["regnskab"] if r["regel"] == "ny_virksomhed"]
    assert (virksomhed["ym"], virksomhed["grund"]) == (
        "IKKE_UDFOERT",
        "CVR svarede ikke ved kørslen.",
    )


def test_en_hel_nat_siger_sit_eget(nat: Koersel):
    koersel = koer_faerdig(begynd(NAT, Aarsag.GENTAGELSE))
    nye = {kilde["tabel"]: kilde["slaaet_op"] for kilde in koersel.tabeller}
    assert {tabel: kilde["slaaet_op"] for tabel, kilde in kilderne().items()} == nye
    assert arket()["koersel"]["kun_register"] == ""


def kilde(tabel: str, hvornaar: str) -> dict[str, str]:
    return {
        "tabel": tabel,
        "slaaet_op": hvornaar,
        "tilstand": "BESVARET" if hvornaar else "MANGLER",
    }


def koersel(hvornaar: str, ferie: str | None = None, **felter: Any) -> Koersel:
    tabeller = [kilde("cpr_personer", hvornaar), kilde(CVR, hvornaar)]
    ferien = kilde(FERIE, hvornaar if ferie is None else ferie)
    return fabrik.koersel(NAT, tabeller=[*tabeller, ferien], **felter)


@pytest.mark.parametrize(
    ("tidligere", "ventet"),
    [
        # (CPR, CVR, Feriekonto); den nye kørsel er "9" og gælder Feriekonto
        ([],                                                              "9 9 9"),
        ([("1", {})],                                                     "1 1 9"),
        ([("1", {}), ("2", {})],                                          "2 2 9"),
        ([("1", {}), ("2", {"kun_register": "cvr"})],                     "1 2 9"),
        ([("1", {}), ("2", {"kun_kommuner": ["0175"]})],                  "2 2 9"),
        ([("1", {}), ("2", {"kun_kommuner": ["0173"]})],                  "1 1 9"),
        ([("1", {}), ("2", {"tilstand": Koerselstilstand.FEJLET})],       "1 1 9"),
        ([("1", {}), ("", {"kun_register": "cvr"})],                      "1 1 9"),  # tav igen
    ],
)  # fmt: skip
def test_den_koersel_cellerne_er_fra(tidligere, ventet):
    for hvornaar, felter in tidligere:
        koersel(hvornaar, **felter)
    ny = koersel("9", kun_register="feriekonto")
    fundne = gaeldende_kilder(ny, "0175", ny.tabeller)
    assert " ".join(k["slaaet_op"] for k in fundne) == ventet


def test_tav_registeret_igen_staar_nattens_svar():
    koersel("1")
    ny = koersel("9", ferie="", kun_register="feriekonto")
    fundne = gaeldende_kilder(ny, "0175", ny.tabeller)
    assert [k["slaaet_op"] for k in fundne] == ["1", "1", "1"]
