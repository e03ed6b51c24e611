"""Sidepanelet om journalen: hver post med sin tilstand, og kun det leverede kan hentes."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from journal.models import Journalpost
from kontrol.journalisering.panel import journalpanel
from kontrol.journalisering.poster import sikr, visitering
from samkoering.models import Sag
from tests import fabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hurtig(monkeypatch) -> None:
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: b"%PDF-1.7 kontrolark")


def panel(sag: Sag) -> str:
    felter = {"sag": sag, "journal": journalpanel(sag)}
    tekst = render_to_string("kontrol/journal/panel.html", felter)
    return re.sub(r"\s+", " ", re.sub(r"</?(?:span|bdi)[^>]*>", "", tekst))


def test_uden_poster(mette):
    assert "Der er ingen poster i journalen endnu." in panel(fabrik.bestilt_sag(mette))


def test_en_leveret_post_kan_hentes_og_kendes_paa_sit_fingeraftryk(mette):
    sag = fabrik.bestilt_sag(mette, sagsnr="R-26-000123")
    sikr(sag, mette)
    post = Journalpost.objects.i_kommune("0175").get()
    tekst = panel(sag)
    assert "Kontrolark R-26-000123, udgave 1" in tekst
    assert f'href="{reverse("journalpost_pdf", args=(sag.pk, post.pk))}"' in tekst
    assert f"SHA-256 {post.sha256[:12]}…" in tekst
    assert f'title="{post.sha256}"' in tekst
    assert "Journaliseret " in tekst
    assert not journalpanel(sag).venter


def test_en_ventende_post_siger_hvorfor_og_hvornaar(mette):
    sag = fabrik.bestilt_sag(mette)
    visitering(sag, sag.kontrolark.get(), mette)
    assert "Venter på journalen. Den er på vej." in panel(sag)
    poster = Journalpost.objects.i_kommune("0175")
    poster.update(naeste_forsoeg=timezone.now() + timedelta(minutes=10))
    assert "Venter på journalen. Den sendes " in panel(sag)
    poster.update(fejl="Der er ikke plads på disken.")
    tekst = panel(sag)
    assert "Venter på journalen. Der er ikke plads på disken. Prøves igen " in tekst
    assert "journalpost_pdf" not in tekst
    assert "/journal/" not in tekst
    assert journalpanel(sag).venter


def test_de_nyeste_staar_foerst(mette):
    sag = fabrik.bestilt_sag(mette)
    for _ in range(2):
        visitering(sag, fabrik.kontrolark(sag), mette)
    assert [linje.titel[-8:] for linje in journalpanel(sag).poster] == ["udgave 3", "udgave 2"]
