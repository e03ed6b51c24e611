"""Kontakten for genveje: den hører til brugeren, og den virker uden script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from adgang.models import Bruger, Rolle
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/min-adgang/genveje/"


@pytest.mark.parametrize(("til", "efter"), [("nej", False), ("ja", True), ("", False)])
def test_kun_brugerens_eget_valg(
    klient: Client, mette: Bruger, leder: Bruger, til: str, efter: bool
):
    svar = klient.post(ADRESSE, {"til": til}, follow=True)
    mette.refresh_from_db()
    leder.refresh_from_db()
    assert (mette.genveje, leder.genveje) == (efter, True)
    ord_ = "til" if efter else "fra"
    assert f"Genveje med én tast er slået {ord_}." in svar.content.decode()


def test_siden_selv_faar_intet_at_vise(klient: Client, mette: Bruger):
    svar = klient.post(ADRESSE, {"til": "nej"}, headers={"Accept": "application/json"})
    assert (svar.status_code, svar.content) == (204, b"")


def test_slaaet_fra_ved_siden_det(klient: Client, mette: Bruger):
    assert 'class="uden-genveje"' not in klient.get("/").content.decode()
    klient.post(ADRESSE, {"til": "nej"})
    side = klient.get("/").content.decode()
    assert 'class="uden-genveje"' in side
    assert re.search(r'role="switch"[^>]*aria-checked="false"', side)


def test_kun_med_post_og_kun_indlogget(klient: Client, client: Client):
    assert klient.get(ADRESSE).status_code == 405
    assert client.post(ADRESSE, {"til": "nej"}).status_code == 302


@pytest.mark.parametrize("rolle", [Rolle.DRIFT, Rolle.DPO])
def test_den_der_ikke_ser_sager_har_ingen_genvej_til_dem(db, rolle: Rolle):
    side = klient_for(fabrik.bruger("anden", rolle)).get("/").content.decode()
    assert 'id="genveje"' in side
    assert "data-gaa" not in side
