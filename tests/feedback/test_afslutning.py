"""Posten om resultatet: hvad der fryses, hvad dokumentet viser, og hvad en rettelse gør ved den."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import page
import pikepdf
import pytest
from django.utils import timezone

from adgang.models import Bruger
from feedback.afslutning.forlaeg import forlaeg
from feedback.afslutning.post import noegle
from feedback.feedbackliste.registrer import registrer
from feedback.models import Feedback
from journal import poster
from journal.forlaegsregister import forlaeg_til
from journal.models import Journalpost
from journal.pdf import dan_pdf
from samkoering.models import Sag
from tests.feedback.opstilling import (
    AENDRET,
    EFTER_HOERING,
    HENLAEG,
    hoering,
    klar_sag,
    ventende,
)

NAVN = "Aase Åkjær-Øgelund"


def afslutninger(sag: Sag) -> list[Journalpost]:
    alle = Journalpost.objects.i_kommune(sag.kommune_id).filter(sag=sag.pk, art="AFSLUTNING")
    return list(alle.order_by("oprettet"))


def lukket(mette: Bruger, **hoeringen: str) -> tuple[Feedback, Journalpost]:
    sag = klar_sag(mette, navn=NAVN, haendelser=(("flytning", "YM"), ("bilkoeb", "AEF")))
    hoering(sag, **hoeringen)
    gemt = registrer(ventende(sag, mette), AENDRET)
    return gemt, afslutninger(sag)[0]


def test_det_frosne_er_resultatet_hoeringen_haendelserne_og_arket(mette: Bruger):
    gemt, post = lukket(mette)
    frosset, sag, i_dag = post.grundlag, gemt.sag, timezone.localdate()
    assert (post.noegle, post.titel) == (noegle(gemt.token), f"Resultat af sag {sag.sagsnr}")
    assert frosset["aendring"] == {
        "art": "Ydelsen nedsættes",
        "aarsag": "Borgerfejl",
        "krav_oere": 924000,
        "krav_fra": "2026-08-01",
        "krav_til": "2026-10-31",
        "maanedlig_oere": -308000,
        "afgoerelsesdato": "2026-11-22",
    }
    assert frosset["hoering"]["svar_modtaget"] == (i_dag - timedelta(days=8)).isoformat()
    assert [h["navn"] for h in frosset["haendelser"]] == ["Bilkøb", "Flytning"]
    assert frosset["kontrolark"] == {"udgave": 1, "sha256": sag.kontrolark.get().sha256}
    assert (frosset["borger"], frosset["registreret_af"]) == (NAVN, "Mette Holm")
    assert sag.cpr not in json.dumps(frosset)
    assert NAVN not in post.titel


def test_dokumentet_viser_det_hele_og_er_de_samme_bytes(mette: Bruger):
    _, post = lukket(mette)
    html = forlaeg(post).html
    for ord_ in (
        "Giver anledning til ændret tildeling",
        NAVN,
        f"{post.cpr[:6]}-{post.cpr[6:]}",
        "9.240 kr.",
        "01-08-2026 til og med 31-10-2026",
        "−3.080 kr.",
        "Borgerfejl",
        "Svar modtaget",
        "Afgørelse sendt.",
        "Mette Holm",
        post.grundlag["kontrolark"]["sha256"],
    ):
        assert ord_ in html
    foerste, anden = (dan_pdf(forlaeg_til(post)) for _ in range(2))
    assert foerste == anden
    with pikepdf.open(io.BytesIO(foerste)) as pdf:
        assert b"pdfaid:part" in pdf.Root.Metadata.read_bytes()
        assert list(pdf.attachments) == [f"resultat-{post.sagsnr}.json"]
        assert len(pdf.pages) == 1


@pytest.mark.parametrize(
    ("hoeringen", "ventet"),
    [
        ({"tilstand": "FRAFALDET"}, "Borgeren er varetægtsfængslet."),
        ({"tilstand": "SENDT"},     "Borgerens svarfrist"),
    ],
)  # fmt: skip
def test_hvordan_borgeren_blev_hoert(mette: Bruger, hoeringen: dict[str, str], ventet: str):
    assert ventet in forlaeg(lukket(mette, **hoeringen)[1]).html


def test_henlagt_i_visitering_siger_at_hoering_ikke_kraevedes(mette: Bruger):
    sag = klar_sag(mette)
    registrer(ventende(sag, mette), HENLAEG)
    html = forlaeg(afslutninger(sag)[0]).html
    assert "Resultatet krævede ikke partshøring." in html
    assert "Tilbagebetalingskrav" not in html


def test_kun_henlaeggelse_i_visitering_venter_ti_minutter(mette: Bruger):
    for svar, minutter in ((HENLAEG, 10), (EFTER_HOERING, 0), (AENDRET, 0)):
        sag = klar_sag(mette)
        hoering(sag)
        gemt = registrer(ventende(sag, mette), svar)
        venter = afslutninger(sag)[0].naeste_forsoeg - gemt.registreret
        assert abs(venter - timedelta(minutes=minutter)) < timedelta(seconds=5)


@pytest.mark.parametrize("naaet", [False, True])
def test_en_rettelse_tager_posten_tilbage_eller_siger_at_den_erstatter(mette: Bruger, naaet: bool):
    sag = klar_sag(mette)
    foerste = registrer(ventende(sag, mette), HENLAEG)
    gammel = noegle(foerste.token)
    if naaet:
        alle = Journalpost.objects.i_kommune(sag.kommune_id).filter(noegle=gammel)
        alle.update(tilstand="LEVERET", leveret=timezone.now())
    hoering(sag)
    anden = registrer(ventende(sag, mette, erstatter=True), EFTER_HOERING)
    assert poster.staar(sag.kommune_id, gammel) is naaet
    assert [p.noegle for p in afslutninger(sag)] == [gammel] * naaet + [noegle(anden.token)]
    nyeste = afslutninger(sag)[-1]
    assert nyeste.grundlag["erstatter"] is naaet
    assert ("Erstatter et tidligere resultat" in forlaeg(nyeste).html) is naaet


def test_dokumentet_holder_begge_standarder(mette: Bruger):
    _, post = lukket(mette)
    pdf = dan_pdf(forlaeg(post))
    for profil in ("3a", "ua1"):
        rapport = page.validate_pdf_bytes(pdf, profile=profil)
        assert [(fejl.rule_id, fejl.message) for fejl in rapport.failures] == []
        assert rapport.is_compliant
