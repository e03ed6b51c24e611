"""Hele vejen med en rigtig Celery-arbejder, en rigtig Redis og en rigtig PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.conf import settings as indstillinger
from django.db import connection
from django.test import Client
from django.utils import timezone

from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker.vedligehold import genoptag
from kontrol.tasks import dan_pakke
from tests import fabrik
from tests.kontrol.pakker.conftest import indhold, laes

# Ikke mærket django_db: bænken mærker den, der bruger mette, uden transaction=True.
pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
PAKKER, FRIST = "/prioriteringsliste/pakker/", 60


@pytest.fixture
def koe(monkeypatch) -> Iterator[str]:
    """En kø kun til denne prøve; ellers den, opgaven altid går gennem."""
    navn = f"proeve-{uuid4()}"
    monkeypatch.setattr(dan_pakke, "queue", navn, raising=False)
    yield navn
    with dan_pakke.app.connection_for_write() as forbindelse:
        forbindelse.default_channel.queue_delete(navn)


@pytest.fixture
def arbejder(koe: str, pakkemappe: Path, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """En arbejder, som ``make run`` starter den, på prøvens database og kø."""
    base = connection.settings_dict
    vaert = f"{base['HOST']}:{base['PORT']}"
    adresse = f"postgres://{base['USER']}:{base['PASSWORD']}@{vaert}/{base['NAME']}"
    egne = {"DATABASE_URL": adresse, "PAKKEMAPPE": str(pakkemappe), "DEMO": "true"}
    celery = [sys.executable, "-m", "celery", "-A", "portal", "worker", "-c", "1", "-Q", koe]
    with (tmp_path / "arbejder.log").open("wb") as log:
        proces = subprocess.Popen(
            [*celery, "-n", f"{koe}@%h", "--without-mingle", "--without-gossip"],
            env={**os.environ, **egne},
            cwd=indstillinger.ROD,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield proces
        finally:
            proces.terminate()
            proces.wait(30)


def vent_paa(pakke: Pakke) -> Pakke:
    slut = time.monotonic() + FRIST
    while laes(pakke).tilstand in (Pakketilstand.VENTER, Pakketilstand.DANNES):
        assert time.monotonic() < slut, f"Arbejderen nåede det ikke: {laes(pakke).tilstand}"
        time.sleep(0.2)
    return laes(pakke)


def test_fra_tryk_til_fil_og_igen_efter_en_draebt_arbejder(klient: Client, mette, arbejder):
    sager = [fabrik.bestilt_sag(mette) for _ in range(2)]
    klient.post(PAKKER, {"sag": [sag.pk for sag in sager]})
    nu = vent_paa(Pakke.objects.i_kommune("0175").get())
    assert (nu.tilstand, nu.faerdige, nu.fejl) == (Pakketilstand.KLAR, 2, "")
    with ZipFile(BytesIO(klient.get(f"{PAKKER}{nu.pk}.zip").content)) as zip_:
        assert sorted(zip_.namelist()) == sorted(f"kontrolark-{s.sagsnr}.pdf" for s in sager)
        assert all(zip_.read(navn).startswith(b"%PDF-1.7") for navn in zip_.namelist())
    foer = indhold(nu)

    # Som efter kill -9: rækken siger DANNES, og ingen arbejder har den.
    Pakke.objects.i_kommune("0175").update(tilstand=Pakketilstand.DANNES, faerdige=1)
    genoptag(timezone.now() + timedelta(minutes=1))
    assert vent_paa(nu).tilstand == Pakketilstand.KLAR
    assert indhold(nu) == foer, "de samme ark giver den samme fil"
