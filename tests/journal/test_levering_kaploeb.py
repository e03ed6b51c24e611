"""Kapløb om den samme leverance, på rigtig PostgreSQL: SQLite skjuler dem."""

from __future__ import annotations

import time
from threading import Event, Lock

import pytest
from django.db import transaction

from journal import poster
from journal.levering import Leveringsfejl, aflevering, lever, lever_nu, lever_ventende
from journal.models import Journalpost
from tests import fabrik
from tests.journal.leverancen import Modtager, felter, frisk, post
from tests.kontrol.test_bestil_kaploeb import samtidig

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ARBEJDERE, RUNDER = 6, 12


@pytest.fixture
def langsom(modtager, monkeypatch) -> Modtager:
    """Modtageren er et øjeblik om det, så de andre når frem, mens rækken er låst."""
    straks, laas = modtager.aflever, Lock()

    def aflever(leverance, dokument):
        time.sleep(0.02)
        with laas:
            return straks(leverance, dokument)

    monkeypatch.setattr(modtager, "aflever", aflever)
    return modtager


@pytest.fixture(autouse=True)
def uden_koe(monkeypatch) -> None:
    monkeypatch.setattr("journal.koe.saet_i_koe", lambda *_: None)


def test_mange_arbejdere_giver_en_levering(langsom):
    mette = fabrik.bruger("mette")
    poster_ = [post(mette) for _ in range(4)]
    svar = samtidig([lever_ventende] * ARBEJDERE)
    assert sum(svar) == len(poster_)
    assert langsom.kald == {en.pk: 1 for en in poster_}


def test_den_der_ikke_kan_vente_og_arbejderen_leverer_en_gang(langsom):
    mette = fabrik.bruger("mette")
    for _ in range(RUNDER):
        venter = post(mette)
        samtidig([lambda v=venter: lever(v), lambda v=venter: lever_nu(v)] * 2)
        assert langsom.kald[venter.pk] == 1
        assert frisk(venter).er_leveret


def test_traek_tilbage_mod_levering_er_enten_eller(langsom):
    """Den sidste kommer så sent, at posten er afleveret, hvor travlt der end er."""
    mette = fabrik.bruger("mette")
    udfald = set()
    for forsinket in [nr * 0.002 for nr in range(RUNDER)] + [1.0]:
        venter = post(mette)

        def traek(noegle=venter.noegle, senere=forsinket):
            time.sleep(senere)
            return poster.traek_tilbage("0175", noegle)

        vaek, _ = samtidig([traek, lambda v=venter: lever(v)])
        assert vaek is (poster.find("0175", venter.noegle) is None)
        assert vaek is (langsom.kald[venter.pk] == 0)
        udfald.add(vaek)
    assert udfald == {True, False}


def test_arbejderen_venter_paa_raekken_og_leverer_saa(langsom, monkeypatch):
    """En, der vil trække tilbage og kommer for sent, har rækken, til hun har fået sit nej."""
    venter, dannet, laast = post(fabrik.bruger("mette")), Event(), Event()

    def dan(leverance, foerst=aflevering.dan_foerst):
        foerst(leverance)
        dannet.set()
        assert laast.wait(20)

    def kommer_for_sent():
        assert dannet.wait(20)
        with transaction.atomic():
            Journalpost.objects.i_kommune("0175").select_for_update().get(pk=venter.pk)
            laast.set()
            time.sleep(0.2)

    monkeypatch.setattr(aflevering, "dan_foerst", dan)
    leveret, _ = samtidig([lambda: lever(venter), kommer_for_sent])
    assert leveret
    assert langsom.kald[venter.pk] == 1


def test_traek_tilbage_mod_den_der_ikke_kan_vente(langsom):
    mette = fabrik.bruger("mette")
    for _ in range(RUNDER):
        venter = post(mette)

        def nu(v=venter):
            try:
                return lever_nu(v).er_leveret
            except Leveringsfejl:
                return False

        vaek, leveret = samtidig([lambda v=venter: poster.traek_tilbage("0175", v.noegle), nu])
        assert vaek is not leveret
        assert poster.staar("0175", venter.noegle) is leveret


def test_samtidig_oprettelse_er_en_post(langsom):
    mette = fabrik.bruger("mette")
    oplysninger = felter(mette)
    alle = samtidig([lambda: poster.opret(mette.kommune, **oplysninger).pk] * ARBEJDERE)
    assert len(set(alle)) == 1
