"""Hent en post: præcis de bytes, der blev journaliseret, til dem, der må se sagen."""

from __future__ import annotations

import hashlib
from uuid import uuid4

import pytest
from django.urls import reverse

from adgang.models import Opslag, Rolle
from adgang.opslagslog.arter import Art
from journal import poster
from journal.models import Dokument, Journalpost
from kontrol.journalisering.poster import sikr, visitering
from samkoering.models import Sag
from tests import fabrik
from tests.conftest import klient_for

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 kontrolark"


@pytest.fixture(autouse=True)
def hurtig(monkeypatch) -> None:
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: PDF)


@pytest.fixture
def sag(mette) -> Sag:
    sag = fabrik.bestilt_sag(mette, haendelser=(("ny_arbejdsgiver", "AEF"),), sagsnr="R-26-000123")
    sikr(sag, mette)
    return sag


def adresse(sag: Sag, post: object = None) -> str:
    post = post or poster.paa_sag(sag.kommune_id, sag.pk).get().pk
    return reverse("journalpost_pdf", args=(sag.pk, post))


def test_de_samme_bytes_hver_gang(sag, klient):
    svar = [klient.get(adresse(sag)) for _ in range(2)]
    post = poster.paa_sag("0175", sag.pk).get()
    assert {hashlib.sha256(et.content).hexdigest() for et in svar} == {post.sha256}
    assert svar[0]["Content-Type"] == "application/pdf"
    assert "no-store" in svar[0]["Cache-Control"]
    assert svar[0]["Content-Disposition"] == (
        'attachment; filename="journal-R-26-000123-visitering.pdf"'
    )
    assert sag.cpr not in str(svar[0].headers) + adresse(sag)


def test_hentningen_staar_i_opslagsloggen_med_alle_paa_arket(sag, klient):
    klient.get(adresse(sag))
    opslag = Opslag.objects.i_kommune("0175").latest("pk")
    assert (opslag.art, opslag.side, opslag.sag) == (Art.PDF, "journalpost_pdf", sag.pk)
    assert opslag.kriterium == "Kontrolark R-26-000123, udgave 1"
    aef, barn = sag.kontrolark.get().indhold["aef"]["cpr"], sag.udfald.get().cpr
    assert {b.borger.cpr for b in opslag.borgere.all()} == {sag.cpr, aef, barn}


def en_andens_sag(sag, mette) -> str:
    return adresse(fabrik.bestilt_sag(mette), poster.paa_sag("0175", sag.pk).get().pk)


def en_ventende_post(sag, mette) -> str:
    ny = visitering(sag, fabrik.kontrolark(sag), mette)
    return adresse(sag, ny.pk)


@pytest.mark.parametrize(
    "sti",
    [lambda sag, _: adresse(sag, uuid4()), en_andens_sag, en_ventende_post],
    ids=["ukendt", "en anden sags", "ikke leveret endnu"],
)
def test_det_der_ikke_er_sagens_leverede_post_findes_ikke(sag, mette, klient, sti):
    assert klient.get(sti(sag, mette)).status_code == 404


def test_en_fremmed_kommune_faar_samme_svar_som_for_en_sag_der_ikke_findes(sag, jonas):
    klient = klient_for(jonas)
    ukendt = reverse("journalpost_pdf", args=(uuid4(), uuid4()))
    svar = [klient.get(sti) for sti in (adresse(sag), ukendt)]
    assert [et.status_code for et in svar] == [404, 404]
    assert not any(PDF in et.content for et in svar)


def test_en_bruger_uden_ydelsen_ser_den_ikke(sag):
    begraenset = fabrik.bruger("kun-boern")
    begraenset.kle = ["32.18.08"]
    begraenset.save()
    assert klient_for(begraenset).get(adresse(sag)).status_code == 404


@pytest.mark.parametrize(
    ("rolle", "status"), [(Rolle.TEAMLEDER, 200), (Rolle.DPO, 403), (Rolle.DRIFT, 403)]
)
def test_rollens_ret(sag, rolle, status):
    assert klient_for(fabrik.bruger("anden", rolle)).get(adresse(sag)).status_code == status


def test_en_anden_metode_afvises(sag, klient):
    assert klient.put(adresse(sag)).status_code == 405


@pytest.mark.parametrize(
    "brud",
    [
        lambda: Dokument.objects.i_kommune("0175").update(indhold=b"andet"),
        lambda: Dokument.objects.i_kommune("0175").update(
            indhold=b"andet", sha256=hashlib.sha256(b"andet").hexdigest()
        ),
        lambda: Journalpost.objects.i_kommune("0175").update(dokument=None),
    ],
    ids=["ændret", "ændret med nyt fingeraftryk", "væk"],
)
def test_et_aendret_dokument_sendes_aldrig(sag, klient, caplog, brud):
    brud()
    svar = klient.get(adresse(sag))
    assert svar.status_code == 500
    assert "Dokumentet er ikke helt" in svar.content.decode()
    assert b"andet" not in svar.content.replace(b"et andet", b"")
    assert "journalpost_beskadiget" in caplog.text
    assert not Opslag.objects.i_kommune("0175").filter(side="journalpost_pdf").exists()
