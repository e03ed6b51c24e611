"""Beskederne til journalen og Digital Post: rigtig form, og intet CPR-nummer udenpå."""

from __future__ import annotations

import base64
import hashlib
import stat
from pathlib import Path

import pytest
from lxml import etree

from journal.levering import lever
from tests.journal.leverancen import CPR, PDF, brev, frisk, post

pytestmark = pytest.mark.django_db
SKEMAER = Path(__file__).with_name("skemaer")
AFTRYK = hashlib.sha256(PDF).hexdigest()


@pytest.fixture
def mapper(settings, tmp_path) -> dict[str, Path]:
    settings.JOURNAL = "FORDELING"
    settings.JOURNALMAPPE, settings.DIGITAL_POST_MAPPE = tmp_path / "journal", tmp_path / "post"
    return {"fordeling": settings.JOURNALMAPPE, "memo": settings.DIGITAL_POST_MAPPE}


SLAGS = pytest.mark.parametrize(
    ("opret", "skema", "filnavn"),
    [(post, "fordeling", "besked.xml"), (brev, "memo", "memo.xml")],
)


@SLAGS
def test_beskeden_har_skemaets_form(mette, art, mapper, opret, skema, filnavn):
    leverance = opret(mette, titel="Høring & svar <2026>\x1b")
    assert lever(leverance)
    mappen = mapper[skema] / str(leverance.pk)
    assert sorted(sti.name for sti in mappen.iterdir()) == sorted(["dokument.pdf", filnavn])
    besked = etree.parse(mappen / filnavn)
    etree.XMLSchema(file=SKEMAER / f"{skema}.xsd").assertValid(besked)
    tekster = set(besked.getroot().itertext())
    assert {str(leverance.pk), "0175", "R-26-000123", "Høring & svar <2026>"} <= tekster
    assert (mappen / "dokument.pdf").read_bytes() == PDF
    assert frisk(leverance).kvittering == f"mappe:{leverance.pk}"


def test_et_skema_kan_falde(mette, art, mapper):
    leverance = post(mette, kle="32-24")
    lever(leverance)
    besked = etree.parse(mapper["fordeling"] / str(leverance.pk) / "besked.xml")
    assert not etree.XMLSchema(file=SKEMAER / "fordeling.xsd").validate(besked)


def test_journalens_besked_baerer_part_klassifikation_og_fingeraftryk(mette, art, mapper):
    leverance = post(mette)
    lever(leverance)
    tekster = list(
        etree.parse(mapper["fordeling"] / str(leverance.pk) / "besked.xml").getroot().itertext()
    )
    assert f"urn:oio:cpr-nr:{CPR}" in tekster
    assert f"sha-256:{AFTRYK}" in tekster
    assert tekster.count("32.24.04") == 2
    assert str(mette.reference) in tekster


def test_meddelelsen_kan_sendes_uden_filen_ved_siden_af(mette, art, mapper):
    leverance = brev(mette)
    lever(leverance)
    rod = etree.parse(mapper["memo"] / str(leverance.pk) / "memo.xml").getroot()
    felter = {etree.QName(e).localname: e.text for e in rod.iter() if not len(e)}
    assert base64.b64decode(felter["content"]) == PDF
    assert (felter["recipientID"], felter["filename"]) == (CPR, "dokument.pdf")
    assert [e.text for e in rod.iter("{*}label")][1] == "Rødovre Kommune"


@SLAGS
def test_intet_cpr_nummer_udenpaa(mette, art, mapper, caplog, opret, skema, filnavn):
    caplog.set_level("DEBUG")
    leverance = opret(mette)
    assert lever(leverance)
    gemt = frisk(leverance)
    stier = [str(sti) for sti in mapper[skema].rglob("*")]
    assert len(stier) == 4
    for udenpaa in (caplog.text, *stier, gemt.kvittering, gemt.titel, repr(gemt), str(gemt)):
        assert CPR not in udenpaa
        assert f"{CPR[:6]}-{CPR[6:]}" not in udenpaa


@SLAGS
def test_samme_leverance_giver_samme_besked(mette, art, mapper, opret, skema, filnavn):
    leverance = opret(mette)
    lever(leverance)
    sti = mapper[skema] / str(leverance.pk) / filnavn
    foerst = sti.read_bytes()
    sti.parent.rename(sti.parent.with_name("hentet"))
    raekker = type(leverance).objects.i_kommune("0175").filter(pk=leverance.pk)
    raekker.update(tilstand="VENTER", naeste_forsoeg=leverance.oprettet)
    assert lever(leverance)
    assert sti.read_bytes() == foerst


def test_en_mappe_ingen_maa_skrive_i_er_en_fejl_til_driften(mette, art, mapper, monkeypatch):
    def lukket(*_args, **_andre):
        raise PermissionError(13, "Permission denied")

    leverance = post(mette)
    monkeypatch.setattr(Path, "mkdir", lukket)
    assert not lever(leverance)
    assert frisk(leverance).fejl.startswith("Mappen kan ikke skrives.")


def test_mapperne_er_kun_for_ejeren(mette, art, mapper):
    lever(post(mette))
    assert {stat.S_IMODE(sti.stat().st_mode) for sti in mapper["fordeling"].iterdir()} == {0o700}
