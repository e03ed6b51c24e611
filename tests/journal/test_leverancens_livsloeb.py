"""Leverancens livsløb: oprettet én gang, leveret én gang, prøvet igen, indtil den er det."""

from __future__ import annotations

import errno
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from journal import poster
from journal.forlaegsregister import UkendtArt, forlaeg_til, registrer
from journal.levering import Leveringsfejl, lever, lever_nu, lever_ventende
from journal.levering.aflevering import FRITAGET, ventetid
from journal.models import Dokument, Journalpost
from tests import fabrik
from tests.driftsrolle import som_driftsrolle
from tests.journal.leverancen import PDF, Doed, brev, felter, forfald, frisk, mager, post

pytestmark = pytest.mark.django_db
NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MINUT = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def uret():
    with time_machine.travel(NU, tick=False) as rejse:
        yield rejse


@pytest.mark.parametrize(
    ("forsoeg", "minutter"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (32767, 60)]
)
def test_ventetiden_fordobles_til_en_time(forsoeg, minutter):
    assert ventetid(forsoeg) == minutter * MINUT


@pytest.mark.parametrize(
    ("fejl", "besked"),
    [
        (Leveringsfejl("Journalen tav."), "Journalen tav."),
        (OSError(errno.ENOSPC, "x"), "Der er ikke plads på disken. Driften skal skaffe plads."),
        (OSError(errno.EACCES, "x"), "Mappen kan ikke skrives. Driften skal give portalen"),
        (OSError(errno.EIO, "6705850028"), "Uventet fejl (OSError). Driften kan se den i loggen."),
        (ValueError("6705850028"), "Uventet fejl (ValueError). Driften kan se den i loggen."),
        (UkendtArt("x"), "Ingen del af systemet kan danne dokumentet. Kontakt driften."),
    ],
)
def test_en_fejl_noteres_til_mennesker_og_proeves_igen(mette, modtager, uret, fejl, besked):
    modtager.fejl = fejl
    venter = post(mette)
    assert not lever(venter)
    gemt = frisk(venter)
    assert (gemt.tilstand, gemt.forsoeg, gemt.naeste_forsoeg) == ("VENTER", 1, NU + MINUT)
    assert gemt.fejl.startswith(besked)
    modtager.fejl = None
    uret.shift(MINUT)
    assert lever(venter)
    gemt = frisk(venter)
    assert (gemt.tilstand, gemt.fejl, gemt.leveret) == ("LEVERET", "", NU + MINUT)


def test_det_leverede_har_dokument_fingeraftryk_og_kvittering(mette, art):
    leveret = post(mette)
    assert lever(leveret)
    gemt = frisk(leveret)
    assert bytes(gemt.dokument.indhold) == PDF
    assert gemt.sha256 == gemt.dokument.sha256
    assert gemt.kvittering == str(gemt.pk)


@pytest.mark.parametrize(
    ("tidligst", "i_koe", "leveres"),
    [
        (None, 1, True),
        (NU, 1, True),
        (NU + timedelta(seconds=1), 0, False),
        (NU + 10 * MINUT, 0, False),
    ],
)
def test_intet_leveres_foer_tiden(
    mette, modtager, monkeypatch, django_capture_on_commit_callbacks, tidligst, i_koe, leveres
):
    koe = []
    monkeypatch.setattr("journal.koe.saet_i_koe", lambda *led: koe.append(led))
    with django_capture_on_commit_callbacks(execute=True):
        venter = post(mette, tidligst=tidligst)
    assert koe == [("Journalpost", "0175", str(venter.pk))] * i_koe
    assert lever(venter) is leveres
    assert lever_nu(venter).er_leveret


def test_samme_noegle_er_samme_post_og_kun_den_foerste_saettes_i_koe(
    mette, art, django_capture_on_commit_callbacks
):
    oplysninger = felter(mette)
    with django_capture_on_commit_callbacks() as koe:
        to = [poster.opret(mette.kommune, **oplysninger) for _ in range(2)]
    assert to[0].pk == to[1].pk
    assert len(koe) == 1


def test_en_glemt_post_faar_samme_id_igen_og_andre_faar_hver_sit(mette, art):
    oplysninger = felter(mette)
    foerst = poster.opret(mette.kommune, **oplysninger)
    assert poster.traek_tilbage("0175", oplysninger["noegle"])
    igen = poster.opret(mette.kommune, **oplysninger)
    anden = poster.opret(fabrik.kommune("0173", "Lyngby-Taarbæk"), **oplysninger)
    assert igen.pk == foerst.pk
    assert len({igen.pk, anden.pk, brev(mette, noegle=oplysninger["noegle"]).pk}) == 3


def fejler(venter, modtager) -> None:
    modtager.fejl = Leveringsfejl("Nej.")
    lever(venter)


def doer(venter, modtager) -> None:
    modtager.doed = True
    with pytest.raises(Doed):
        lever(venter)


@pytest.mark.parametrize(
    ("foer", "kommune", "vaek"),
    [
        (lambda *_: None, "0175", True),
        (lambda *_: None, "0173", False),
        (fejler, "0175", False),
        (doer, "0175", False),
        (lambda venter, _: lever(venter), "0175", False),
    ],
    ids=["urørt", "anden kommunes", "et forsøg fejlede", "et forsøg døde", "leveret"],
)
def test_kun_den_ingen_har_forsoegt_at_levere_kan_traekkes_tilbage(
    mette, modtager, foer, kommune, vaek
):
    fabrik.kommune("0173", "Lyngby-Taarbæk")
    venter = post(mette)
    foer(venter, modtager)
    assert poster.traek_tilbage(kommune, venter.noegle) is vaek
    assert (poster.find("0175", venter.noegle) is None) is vaek


def test_den_der_er_trukket_tilbage_leveres_ikke(mette, modtager):
    venter = post(mette)
    poster.traek_tilbage("0175", venter.noegle)
    assert not lever(venter)
    with pytest.raises(Leveringsfejl, match="trukket tilbage"):
        lever_nu(venter)
    assert not modtager.fik


def test_lever_nu_kaster_og_lader_posten_vente(mette, modtager):
    modtager.fejl = ValueError("6705850028")
    venter = post(mette)
    with pytest.raises(Leveringsfejl, match=r"Uventet fejl \(ValueError\)"):
        lever_nu(venter)
    gemt = frisk(venter)
    assert (gemt.tilstand, gemt.forsoeg, gemt.kvittering, gemt.sha256) == ("VENTER", 0, "", "")
    assert not poster.traek_tilbage("0175", venter.noegle)


def test_en_proces_der_doer_efter_afleveringen_leverer_det_samme_igen(mette, modtager, uret):
    venter = post(mette)
    doer(venter, modtager)
    modtager.doed = False
    assert frisk(venter).tilstand == "VENTER"
    uret.shift(FRITAGET - timedelta(seconds=1))
    assert lever_ventende() == 0
    uret.shift(timedelta(seconds=1))
    assert lever_ventende() == 1
    assert modtager.kald[venter.pk] == 2
    assert list(modtager.fik) == [venter.pk]


def test_det_senere_forsoeg_afleverer_de_samme_bytes_efter_en_ny_udgave(
    mette, modtager, uret, monkeypatch
):
    venter = post(mette)
    fejler(venter, modtager)
    modtager.fejl = None
    monkeypatch.setattr("journal.forlaeg.DANNELSE", 2)
    monkeypatch.setattr("journal.dokumenter.dan", lambda _: b"nye bytes")
    uret.shift(MINUT)
    assert lever(venter)
    assert bytes(frisk(venter).dokument.indhold) == PDF


def test_et_beskadiget_dokument_leveres_aldrig(mette, modtager, uret):
    venter = post(mette)
    fejler(venter, modtager)
    Dokument.objects.i_kommune("0175").update(indhold=b"noget andet")
    modtager.fejl = None
    uret.shift(MINUT)
    assert lever(venter)
    assert bytes(frisk(venter).dokument.indhold) == PDF


def test_uret_leverer_alle_kommuners_forfaldne_og_en_fejl_standser_ikke_resten(
    mette, jonas, modtager
):
    alle = [post(mette), post(jonas), post(mette, art="UKENDT"), brev(jonas), post(mette)]
    forfald(alle[4], NU + MINUT)
    with som_driftsrolle():
        assert lever_ventende() == 3
    assert [frisk(en).er_leveret for en in alle] == [True, True, False, True, False]
    assert poster.staar("0175", alle[0].noegle)
    assert not poster.staar("0175", alle[2].noegle)
    assert list(poster.paa_sag("0173", alle[1].sag)) == [alle[1]]
    with som_driftsrolle():
        assert lever_ventende() == 0


def test_en_ukendt_art_er_en_klar_fejl(mette, art):
    with pytest.raises(UkendtArt, match=r"arten UKENDT\. Kendte: .*PROEVE"):
        forlaeg_til(Journalpost(art="UKENDT"))


def test_en_art_har_en_mager(art):
    registrer(art, mager)
    with pytest.raises(ValueError, match="har allerede en mager"):
        registrer(art, forlaeg_til)
