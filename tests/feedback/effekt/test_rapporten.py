"""Rapporten til kommunalbestyrelsen: sidens tal som PDF/A-3a og PDF/UA-1."""

from __future__ import annotations

import io

import page
import pikepdf
import pytest

from adgang.models import Rolle
from adgang.omfang import omfang_for
from feedback.effekt.rapport import forlaeg
from feedback.effekt.visning import siden
from journal.pdf import dan_pdf
from tests import fabrik
from tests.conftest import klient_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def soeren(opgjort, db):
    """Teamleder i den opgjorte kommune."""
    return fabrik.bruger("soeren", Rolle.TEAMLEDER, hjemme=opgjort, navn="Søren Bak")


def test_begge_standarder_holder_og_tallene_foelger_med(soeren):
    omfang = omfang_for(soeren)
    pdf = dan_pdf(forlaeg(siden({"tema": "tema:Indkomst"}, omfang), omfang))
    for profil in ("3a", "ua1"):
        dom = page.validate_pdf_bytes(pdf, profile=profil)
        assert dom.rules.total > 100
        assert [(fejl.rule_id, fejl.message) for fejl in dom.failures] == []
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        (navn,) = fil.attachments
        tal = fil.attachments[navn].get_file().read_bytes().decode("utf-8-sig")
    assert navn == "effektmaaling.csv"
    assert '"Træfprocent"' in tal


def test_rapporten_hentes_uden_navn_paa_nogen(soeren):
    svar = klient_for(soeren).get("/effekt/rapport.pdf")
    assert svar["Content-Type"] == "application/pdf"
    assert svar["Content-Disposition"].startswith('attachment; filename="effektmaaling-2')


def test_rapporten_siger_sidens_konklusioner_og_er_den_samme_hver_gang(soeren):
    omfang = omfang_for(soeren)
    vist = siden({"trin": "2"}, omfang)
    en = forlaeg(vist, omfang)
    assert en.noegle() == forlaeg(siden({"trin": "2"}, omfang), omfang).noegle()
    assert en.oprettet == vist["opgjort"]
    assert "Alle ydelsesområder, alle temaer, kontroltrin 2" in en.html
    for diagram in vist["diagrammer"]:
        assert diagram.titel in en.html
    assert "<button" not in en.html
    assert "Søren" not in en.html


def test_et_filter_der_ikke_kendes_giver_siden_og_ikke_en_forkert_rapport(soeren):
    svar = klient_for(soeren).get("/effekt/rapport.pdf?trin=9")
    assert (svar.status_code, svar["Location"]) == (302, "/effekt/?trin=9")
    fremmed = fabrik.bruger("fremmed", Rolle.DPO, hjemme=fabrik.kommune("0173", "Lyngby-Taarbæk"))
    assert klient_for(fremmed).get("/effekt/rapport.pdf").status_code == 404
