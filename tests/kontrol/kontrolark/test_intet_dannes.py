"""En PDF dannes én gang. At åbne kontrolarket, eller hente en dannet PDF, danner ingen."""

from __future__ import annotations

import pytest
from django.test import Client

from adgang.models import Bruger
from journal.models import Dokument
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db


def test_aabning_og_genhentning_danner_intet(
    klient: Client, mette: Bruger, monkeypatch: pytest.MonkeyPatch
):
    sag = eksempel.sag_med(mette)
    foerste = klient.get(f"/kontrolark/{sag.pk}.pdf")
    assert foerste.status_code == 200

    def dannes(*_: object, **__: object) -> bytes:
        raise AssertionError("Der blev dannet en PDF.")

    monkeypatch.setattr("journal.pdf.dan_pdf", dannes)
    antal = Dokument.objects.i_kommune("0175").count()
    assert klient.get(f"/kontrolark/{sag.pk}/").status_code == 200
    assert klient.get(f"/kontrolark/{sag.pk}.pdf").content == foerste.content
    assert Dokument.objects.i_kommune("0175").count() == antal


def test_en_aabning_foer_foerste_pdf_danner_heller_ingen(
    klient: Client, mette: Bruger, monkeypatch: pytest.MonkeyPatch
):
    """Journalens post dannes af arbejderen, aldrig mens sagsbehandleren venter."""
    sag = eksempel.sag_med(mette)
    assert klient.get(f"/kontrolark/{sag.pk}/").status_code == 200
    assert not Dokument.objects.i_kommune("0175").exists()
