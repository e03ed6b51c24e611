"""Fri tekst på persongruppernes sider bliver ord, aldrig kode; også når formularen afvises."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from adgang.models import Rolle
from persongrupper.models import Markeringsperiode
from persongrupper.vaern import dagen
from tests import fabrik
from tests.bevis.xss_korpus import NYTTELASTER
from tests.conftest import klient_for
from tests.persongrupper.opstilling import borgere, fil

pytestmark = pytest.mark.django_db
MAERKE = "n00_proeve"


def nyttelaster() -> str:
    """Korpusets tags samlet, så kort, at ethvert felt kan rumme dem."""
    return f"<script>{MAERKE}</script><img src=x onerror={MAERKE}>\"'"


def er_ord(svar) -> bool:
    """Teksten står på siden, og kun som tekst."""
    side = svar.content.decode()
    assert "n00_proeve" in side
    return f"<script>{MAERKE}" not in side and f"<img src=x onerror={MAERKE}" not in side


def test_korpuset_har_det_proeven_bruger():
    assert any("<script" in en.tekst for en in NYTTELASTER)


def test_borgerens_side_og_de_afviste_formularer(klient):
    (borger,) = borgere()
    side = f"/persongrupper/borger/{borger.pk}/"
    om_to_dage = f"{dagen.i_dag() + timedelta(days=2):%d-%m-%Y}"
    job = {"version": borger.version, "jobformidler": nyttelaster(), "min_plan_dato": ""}
    assert er_ord(klient.post(f"{side}jobformidler/", job))
    klient.post(f"{side}jobformidler/", {**job, "min_plan_dato": "01-02-2020"})
    borger.refresh_from_db()
    udskyd = {"version": borger.version, "grund": nyttelaster(), "forventet_til": ""}
    assert er_ord(klient.post(f"{side}udskyd/", udskyd))
    klient.post(f"{side}udskyd/", {**udskyd, "forventet_til": om_to_dage})
    assert er_ord(klient.get(side))
    periode = Markeringsperiode.objects.i_kommune("0175").get(markering="JOBFORMIDLER")
    assert periode.jobformidler == nyttelaster()
    sti = f"/persongrupper/markering/{periode.pk}/annuller/"
    assert er_ord(klient.post(sti, {f"{periode.pk}-grund": f"{nyttelaster()} 610585-0029"}))
    klient.post(sti, {f"{periode.pk}-grund": nyttelaster()})
    assert er_ord(klient.get(side))
    assert MAERKE not in klient.post("/persongrupper/soeg/", {"cpr": nyttelaster()}).headers.get(
        "location", ""
    )


def test_indlaesningens_side():
    star = klient_for(fabrik.bruger("star", Rolle.STAR_IMPORT))
    fabrik.kommune()
    afvist = SimpleUploadedFile("fil.csv", fil(nyttelaster()))
    felter = {"slags": "BRUTTOMAALGRUPPE", "kommune": "0175", "kilde": nyttelaster()}
    assert er_ord(star.post("/persongrupper/indlaesning/", {**felter, "fil": afvist}))
