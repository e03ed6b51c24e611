"""Fri tekst på kørelisternes sider bliver ord, aldrig kode; også når formularen afvises."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hjemmebesoeg.adresser.koe import indlaes_ventende
from hjemmebesoeg.afslutning.journalpost import forlaeg, notat
from hjemmebesoeg.udskrift import pdf
from journal.models import Journalpost
from tests.conftest import klient_for
from tests.hjemmebesoeg.opstilling import (
    HOVED,
    HUSE,
    adressefil,
    destrueret,
    koert,
    liste,
    omraade,
    skrevet,
    stoppene,
    uden_svar,
)
from tests.persongrupper.test_fri_tekst import er_ord, nyttelaster

pytestmark = pytest.mark.django_db
ONDT = nyttelaster()[:40] + "n00_proeve"


def test_stoppet_listen_papiret_og_posten(mette, leder, klient):
    omraade()
    listen = liste(leder, mette, [uden_svar(mette, navn=nyttelaster())])
    stop = stoppene(listen)[0]
    rod = f"/koerelister/{listen.pk}/"
    sti = f"{rod}stop/{stop.pk}/"
    felter = {"navn_paa_doer": ONDT[:80], "oplysninger": nyttelaster()}
    assert er_ord(klient.post(sti, skrevet(klokken=ONDT, **felter)))
    klient.post(sti, skrevet(**felter))
    assert er_ord(klient.post(sti, skrevet(**felter)))  # konflikten viser begge
    assert er_ord(klient.get(rod))
    svar = klient.get(f"{rod}data/")
    assert svar["Content-Type"] == "application/json"
    (gemt,) = stoppene(listen)
    papir = pdf.forlaeg(listen, pdf.nyt_eksemplar(listen, mette), [gemt], 0)
    koert(listen, mette, **felter)
    post = Journalpost.objects.i_kommune("0175").get(art="HJEMMEBESOEG")
    assert notat(stoppene(listen)[0])["tekst"] == post.grundlag["tekst"]
    for html in (papir.html, forlaeg(post).html):
        assert "n00_proeve" in html
        assert "<script" not in html


def test_lederens_sider(mette, leder):
    lederen = klient_for(leder)
    sti = "/koerelister/opsaetning/"
    assert er_ord(lederen.post(f"{sti}omraade/", {"navn": ONDT, "postnumre": "26"}))
    assert er_ord(lederen.post(f"{sti}omraade/", {"navn": "Nord", "postnumre": ONDT}))
    navn = "<b onclick=n00_proeve>\"'"
    omr = omraade(leder.kommune, navn)
    assert er_ord(lederen.get(sti))
    for hoved in ("x", HOVED):  # en overskrift, siden selv afviser, og rækker, arbejderen afviser
        fil = SimpleUploadedFile("a.csv", adressefil("x", hoved=hoved))
        felter = {"kilde": nyttelaster(), "fil": fil}
        assert er_ord(lederen.post(f"{sti}adresser/", felter, follow=True))
    indlaes_ventende()
    assert "er afvist" in lederen.get(sti).content.decode()
    assert er_ord(lederen.get(sti))
    skjult = uden_svar(mette, HUSE[1], navn=nyttelaster(), adressebeskyttet=True)
    sager = [uden_svar(mette, hus, navn=nyttelaster()) for hus in HUSE[2:4]]
    ny = f"/koerelister/ny/{omr.pk}/"
    for svar in (
        lederen.get("/koerelister/"),
        lederen.get(ny),
        lederen.post(ny, {"dag": ONDT, "besoeger": ONDT, "sag": ONDT}),
    ):
        assert er_ord(svar)
    listen = liste(leder, mette, sager[:1], navn=navn)
    grund = {"sag": skjult.pk, "grund": f"{nyttelaster()} 610585-0029"}
    assert er_ord(lederen.post(f"/koerelister/{listen.pk}/tilfoej/", grund))
    destrueret(liste(leder, mette, sager[1:], navn=navn), mette)
    assert "<b onclick" not in lederen.get("/koerelister/statistik/").content.decode()
