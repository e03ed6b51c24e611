"""Siden med regnskabet: hver rolle ser sit, et hul bliver sagt, og små tal er skjult."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Rolle
from samkoering.models import Koersel, Udfald
from tests import fabrik
from tests.conftest import klient_for

pytestmark = pytest.mark.django_db
ADRESSE = "/effekt/regnskab/"
I_DAG = timezone.localdate()
TABEL = {
    **fabrik.datakilde("CPR", "cpr_personer"),
    "raekker": 100,
    "afviste": 2,
    "ens": 1,
    "om_andre": 90,
    "om_bestanden": 7,
    "afvist_fordi": {"koen: ventede en af K, M": 2},
}
FROSSET = {
    "flytning": {"FUNDET": 30, "DUBLET": 3, "KENDT_UDLOEBET": 6, "KENDT_AABEN": 14, "NY_SAG": 7},
    "feriekonto": {"FUNDET": 9, "KENDT_AABEN": 9},
}


def nat(dag: date, frosset: object, leder: Bruger, gemte: int = 0) -> Koersel:
    """En kørsel med sit frosne regnskab og de hændelser, den gemte."""
    koersel = fabrik.koersel(dag, tabeller=[TABEL])
    fabrik.koerselsdel(koersel, leder.kommune, haendelser=frosset)
    for _ in range(gemte):
        fabrik.sag_med_udfald(leder.kommune, (("flytning", "YM"),))
    Udfald.objects.i_kommune(leder.kommune).update(koersel=koersel, fundet=dag)
    return koersel


def sidste_maaned():
    """En dag i den forrige måned."""
    return timezone.localdate().replace(day=1) - timedelta(days=3)


@pytest.fixture
def gaar_op(leder: Bruger) -> Koersel:
    return nat(sidste_maaned(), FROSSET, leder, gemte=7)


def side(hvem: Bruger, **valg: str) -> str:
    svar = klient_for(hvem).get(ADRESSE, valg)
    assert svar.status_code == 200
    return re.sub(r"\s+", " ", svar.content.decode())


def csv(hvem: Bruger, tabel: str, **valg: str) -> list[list[str]]:
    svar = klient_for(hvem).get(f"{ADRESSE}hent/", {"tabel": tabel, **valg})
    linjer = svar.content.decode("utf-8-sig").splitlines()
    return [linje.strip('"').split('";"') for linje in linjer]


def test_teamlederen_ser_de_tre_trin_der_gaar_op(leder: Bruger, gaar_op: Koersel):
    html = side(leder)
    assert "Regnskabet går op" in html
    assert "koen: ventede en af K, M (2 rækker)" in html
    assert csv(leder, "raekker")[1] == ["cpr_personer", "100", "2", "1", "90", "7", "Ja"]
    regler = {linje[0]: linje for linje in csv(leder, "regler")}
    assert regler["Flytning"][1] == "30"
    assert regler["Flytning"][-2:] == ["7", "Ja"]
    beholdning = {linje[0]: linje for linje in csv(leder, "beholdning")}
    assert beholdning["Flytning"] == ["Flytning", "7", "0", "7", *["0"] * 6, "Ja"]
    xlsx = klient_for(leder).get(f"{ADRESSE}hent/?tabel=koersler&format=xlsx")
    assert xlsx.content[:2] == b"PK"


def test_et_lille_tal_og_det_mindste_ved_siden_af_er_skjult(leder: Bruger, gaar_op: Koersel):
    hoved, *linjer = csv(leder, "regler")
    flytning = dict(zip(hoved, next(li for li in linjer if li[0] == "Flytning"), strict=True))
    assert flytning["Dublet"] == "Vises ikke (små tal)"
    assert list(flytning.values()).count("Vises ikke (små tal)") == 2
    assert "3" not in [celle for linje in linjer for celle in linje]


def test_reglen_i_adressen_vaelger_linjen_og_aendrer_intet_tal(leder: Bruger, gaar_op: Koersel):
    alle = {linje[0]: linje for linje in csv(leder, "regler")}
    assert csv(leder, "regler", regel="flytning")[1:] == [alle["Flytning"]]
    assert csv(leder, "regler", regel="findes-ikke") == list(alle.values())


@pytest.mark.parametrize(
    ("frosset", "gemte", "brud"),
    [
        ({"flytning": {"FUNDET": 8, "NY_SAG": 7}}, 7, "Trin 2: Flytning"),
        (FROSSET, 6, "Trin 3: Flytning"),
    ],
)
def test_det_der_ikke_gaar_op_staar_oeverst_og_paa_linjen(
    leder: Bruger, frosset: object, gemte: int, brud: str
):
    nat(sidste_maaned(), frosset, leder, gemte)
    assert f"Regnskabet går ikke op: {brud}" in side(leder)
    tabel = "regler" if "2" in brud else "beholdning"
    nej = [linje[0] for linje in csv(leder, tabel) if linje[-1] == "Nej"]
    assert "Flytning" in nej


def test_driften_ser_kun_raekkerne(leder: Bruger, gaar_op: Koersel):
    drift = fabrik.bruger("drift", Rolle.DRIFT)
    html = side(drift)
    assert "Trin 1" in html
    assert "Trin 2" not in html
    assert klient_for(drift).get(f"{ADRESSE}hent/?tabel=regler").status_code == 404


def test_dpo_en_ser_det_og_sagsbehandleren_ikke(mette: Bruger, gaar_op: Koersel, klient: Client):
    assert "Trin 3" in side(fabrik.bruger("dpo", Rolle.DPO))
    assert klient.get(ADRESSE).status_code == 403


def test_en_anden_kommunes_maaned_er_dens_egen(jonas: Bruger, gaar_op: Koersel):
    anden = fabrik.bruger("leder2", Rolle.TEAMLEDER, jonas.kommune)
    assert {linje[1] for linje in csv(anden, "regler")[1:]} == {"0"}


def test_en_maaned_der_ikke_er_slut_siger_kun_om_den_gaar_op(leder: Bruger):
    nat(I_DAG, FROSSET, leder, gemte=6)
    html = side(leder)
    assert "Måneden er ikke slut." in html
    assert "Regnskabet går ikke op: Trin 3: Flytning" in html
    assert klient_for(leder).get(f"{ADRESSE}hent/?tabel=regler").status_code == 404


def test_foer_den_foerste_koersel(leder: Bruger):
    assert "Der er ikke kørt en samkøring endnu" in side(leder)
