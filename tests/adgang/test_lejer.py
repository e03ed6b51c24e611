"""Lejeren: den ene manager, omfanget af en brugers ydelser, og databasens egen mur."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client

from adgang.databaseroller import for_staerk
from adgang.lejer import lejer, paa_tvaers
from adgang.models import Borger, Bruger, Rolle
from adgang.omfang import Omfang, omfang_for
from adgang.scoping import KommuneMangler
from kontrol.bestillingsliste.bestil import bestil
from samkoering.models import Sag, Udfald
from tests import fabrik
from tests.conftest import klient_for
from tests.driftsrolle import som_driftsrolle

KONTANTHJAELP, LEDIGHEDSYDELSE = "32.24.04", "32.24.12"


# ── Manageren ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kald", ["all", "filter", "count", "first", "create"])
def test_uden_kommune_kaster_den(db, kald: str):
    with pytest.raises(KommuneMangler):
        getattr(Sag.objects, kald)()


@pytest.mark.parametrize("hvor", ["", Omfang])
def test_en_tom_kommune_er_ingen_kommune(db, hvor):
    with pytest.raises((KommuneMangler, AttributeError, TypeError)):
        Sag.objects.i_kommune(hvor)


def test_paa_tvaers_skal_have_en_grund(db):
    with pytest.raises(KommuneMangler):
        Sag.objects.paa_tvaers(grund="")
    with pytest.raises(ValueError, match="grund"), paa_tvaers(grund=""):
        pass


# ── Ydelserne ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kle", "ser"),
    [
        ([],                               {KONTANTHJAELP, LEDIGHEDSYDELSE}),
        ([LEDIGHEDSYDELSE],                {LEDIGHEDSYDELSE}),
        ([KONTANTHJAELP, LEDIGHEDSYDELSE], {KONTANTHJAELP, LEDIGHEDSYDELSE}),
        (["32.24.08"],                     set()),
    ],
)  # fmt: skip
def test_brugerens_ydelser_afgraenser_hver_tabel(mette: Bruger, kle: list[str], ser: set[str]):
    for ydelse in (KONTANTHJAELP, LEDIGHEDSYDELSE):
        fabrik.bestilt_sag(mette, kle=ydelse)
    mette.kle = kle
    omfang = omfang_for(mette)
    assert set(Sag.objects.i_kommune(omfang).values_list("kle", flat=True)) == ser
    assert set(Udfald.objects.i_kommune(omfang).values_list("sag__kle", flat=True)) == ser


def test_en_sag_uden_for_ydelserne_findes_ikke(mette: Bruger):
    """Samme 404 som en fremmed, på hver side; og den kan ikke bestilles."""
    sag = fabrik.bestilt_sag(mette, kle=KONTANTHJAELP)
    ledig = fabrik.sag_med_udfald(mette.kommune, kle=KONTANTHJAELP)
    mette.kle = [LEDIGHEDSYDELSE]
    mette.save()
    klient = klient_for(mette)
    for sti in (f"/kontrolark/{sag.pk}/", f"/kontrolark/{sag.pk}.pdf", f"/feedbackliste/{sag.pk}/"):
        assert klient.get(sti).status_code == 404
    assert sag.sagsnr not in klient.get("/prioriteringsliste/?vis=teamet").content.decode()
    assert ledig.sagsnr not in klient.get("/bestillingsliste/").content.decode()
    assert bestil([ledig.pk], mette, uuid4()).bestilt == ()


@pytest.mark.parametrize("rolle", [Rolle.DRIFT, Rolle.STAR_IMPORT])
def test_en_rolle_uden_ydelser_har_intet_omfang(db, rolle: Rolle):
    bruger = fabrik.bruger("nogen", rolle)
    bruger.kommune = fabrik.kommune()  # heller ikke, hvis nogen giver den en kommune
    with pytest.raises(PermissionDenied):
        omfang_for(bruger)


# ── Databasens mur (PostgreSQL) ─────────────────────────────────────────────────────────────


@pytest.fixture
def to_kommuner(db) -> tuple[Sag, Sag]:
    lyngby = fabrik.kommune("0173", "Lyngby-Taarbæk")
    return fabrik.sag_med_udfald(), fabrik.sag_med_udfald(lyngby)


def raa_sagsnumre() -> set[str]:
    """Uden om manageren: det, databasen selv vil vise."""
    with connection.cursor() as markoer:
        markoer.execute("SELECT sagsnr FROM samkoering_sag")
        return {nr for (nr,) in markoer.fetchall()}


@pytest.mark.postgres
def test_databasen_viser_kun_lejerens_raekker(to_kommuner: tuple[Sag, Sag]):
    roedovre, lyngby = (sag.sagsnr for sag in to_kommuner)
    with som_driftsrolle():
        assert raa_sagsnumre() == set()  # ingen lejer: intet
        with lejer("0175"):
            assert raa_sagsnumre() == {roedovre}
            with lejer("0173"):
                assert raa_sagsnumre() == {lyngby}
            assert raa_sagsnumre() == {roedovre}  # den ydre er tilbage
        assert raa_sagsnumre() == set()
        with paa_tvaers(grund="prøven"):
            assert raa_sagsnumre() == {roedovre, lyngby}


@pytest.mark.postgres
def test_en_fejl_giver_den_ydre_lejer_tilbage(to_kommuner: tuple[Sag, Sag]):
    with som_driftsrolle(), lejer("0175"):
        with pytest.raises(ZeroDivisionError), lejer("0173"):
            raise ZeroDivisionError
        assert raa_sagsnumre() == {to_kommuner[0].sagsnr}


@pytest.mark.postgres
@pytest.mark.parametrize(
    "saetning",
    [
        "UPDATE samkoering_sag SET kommune_id = '0175'",                        # flyt ind
        "INSERT INTO adgang_borger (id, kommune_id, cpr) VALUES "
        "('11111111-1111-4111-8111-111111111111', '0173', '6705850028')",       # skriv hos en anden
    ],
)  # fmt: skip
def test_databasen_lader_ingen_skrive_hos_en_anden(to_kommuner: tuple[Sag, Sag], saetning: str):
    with som_driftsrolle(), lejer("0175"):
        try:
            with transaction.atomic(), connection.cursor() as markoer:
                markoer.execute(saetning)
        except DatabaseError:
            pass
    assert not Borger.objects.i_kommune("0173").exists()
    assert Sag.objects.i_kommune("0173").count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_forbindelsen_har_ingen_kommune_med_fra_sidst(mette: Bruger):
    """Efter en forespørgsel er der ingen lejer, heller ikke på en genbrugt forbindelse."""
    assert klient_for(mette).get("/prioriteringsliste/").status_code == 200
    with connection.cursor() as markoer:
        markoer.execute("SELECT coalesce(current_setting('app.kommune', true), '')")
        assert markoer.fetchone()[0] == ""


@pytest.mark.postgres
def test_i_drift_er_portalen_ikke_klar_under_en_for_staerk_rolle(db, settings):
    settings.DEMO = False
    settings.MIDDLEWARE = [led for led in settings.MIDDLEWARE if "driftsrolle" not in led]
    svar = Client().get("/healthz/ready")
    assert svar.status_code == 503
    assert "superbruger" in svar.content.decode()
    with som_driftsrolle():
        assert for_staerk() == ""
        assert Client().get("/healthz/ready").status_code == 200
