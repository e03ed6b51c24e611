"""Dokumentlageret: samme forlæg, samme bytes; et beskadiget dokument dannes igen."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journal import dokumenter
from journal.dokumenter import dokument
from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.models import Dokument
from tests import fabrik

FORLAEG = Forlaeg(
    html='<html lang="da"><head><title>Prøve</title></head><body><h1>Prøve</h1></body></html>',
    stilark="kontrolark.css",
    oprettet=datetime(2026, 11, 22, 3, 5, tzinfo=UTC),
    vedhaeftning=Vedhaeftning("kilde.json", "Kilden", b"{}"),
)


@pytest.mark.parametrize(
    ("aendring", "samme"),
    [
        ({}, True),
        ({"html": FORLAEG.html + " "}, False),
        ({"oprettet": FORLAEG.oprettet + timedelta(seconds=1)}, False),
        ({"vedhaeftning": Vedhaeftning("kilde.json", "Kilden", b"[]")}, False),
        ({"stilark": "skrift.css"}, False),
    ],
)
def test_noeglen_foelger_alt_det_dokumentet_dannes_af(aendring, samme):
    assert (replace(FORLAEG, **aendring).noegle() == FORLAEG.noegle()) is samme


def test_samme_bytes_i_en_anden_proces_og_efter_andre_dokumenter():
    from journal.pdf import dan_pdf

    foerste = dan_pdf(FORLAEG)
    dan_pdf(replace(FORLAEG, html=FORLAEG.html.replace("Prøve", "Noget helt andet æøå")))
    kode = (
        "import django; django.setup()\n"
        "from hashlib import sha256\n"
        "from tests.journal.test_dokumenter import FORLAEG\n"
        "from journal.pdf import dan_pdf\n"
        "print(sha256(dan_pdf(FORLAEG)).hexdigest())"
    )
    miljoe = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings", "PYTHONHASHSEED": "7"}
    svar = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=True, env=miljoe
    )
    assert dan_pdf(FORLAEG) == foerste
    assert svar.stdout.split()[-1] == dokumenter.sha256(foerste)


def test_uret_stilles_tilbage():
    from journal.pdf import dan_pdf

    foer = os.environ.get("SOURCE_DATE_EPOCH")
    dan_pdf(FORLAEG)
    assert os.environ.get("SOURCE_DATE_EPOCH") == foer


@pytest.mark.django_db
def test_dokumentet_dannes_kun_foerste_gang(monkeypatch):
    kommune = fabrik.kommune()
    foerste = dokument(kommune, FORLAEG)
    monkeypatch.setattr(dokumenter, "_dan_og_gem", lambda *_: pytest.fail("dannet igen"))
    assert dokument(kommune, FORLAEG) == foerste


@pytest.mark.django_db
def test_et_beskadiget_dokument_dannes_igen():
    kommune = fabrik.kommune()
    foerste = dokument(kommune, FORLAEG)
    raekker = Dokument.objects.i_kommune(kommune)
    raekker.update(indhold=foerste[:-1] + b"x")
    assert dokument(kommune, FORLAEG) == foerste
    assert bytes(raekker.get().indhold) == foerste


@pytest.mark.django_db
def test_to_kommuner_deler_intet():
    for kommune in (fabrik.kommune(), fabrik.kommune("0173", "Lyngby-Taarbæk")):
        dokument(kommune, FORLAEG)
        assert Dokument.objects.i_kommune(kommune).count() == 1
