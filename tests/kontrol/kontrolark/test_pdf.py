"""Kontrolarket som PDF: gyldig, ens hver gang, uden CPR-nummer udenpå, og logget."""

from __future__ import annotations

import io
import json

import page
import pikepdf
import pytest
from django.urls import reverse
from pypdf import PdfReader

from journal.models import Dokument
from kontrol.kontrolark.dokument import forlaeg, kontrolark_som_pdf
from samkoering.models import Handling, Sagshaendelse, Sagstilstand
from tests.kontrol.kontrolark import eksempel
from tests.sidebrud import ordene_paa_siderne, skubbet

pytestmark = pytest.mark.django_db


def pdf_af(mette, indhold=None) -> bytes:
    sag = eksempel.sag_med(mette, indhold)
    return kontrolark_som_pdf(sag, eksempel.ark_paa(sag))


def tekst_i(pdf: bytes) -> str:
    return " ".join(" ".join(s.extract_text() for s in PdfReader(io.BytesIO(pdf)).pages).split())


def vedhaeftet(pdf: bytes) -> dict:
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        (navn,) = fil.attachments
        assert fil.Root.AF[0].AFRelationship == "/Source"
        return json.loads(fil.attachments[navn].get_file().read_bytes())


@pytest.mark.parametrize(
    "indhold", [eksempel.indhold, eksempel.langt_indhold, eksempel.beskyttet_indhold]
)
def test_begge_standarder_holder(mette, indhold):
    pdf = pdf_af(mette, indhold())
    for profil in ("3a", "ua1"):
        rapport = page.validate_pdf_bytes(pdf, profile=profil)
        assert rapport.rules.total > 100
        assert [(fejl.rule_id, fejl.message) for fejl in rapport.failures] == []
        assert rapport.is_compliant


@pytest.mark.parametrize("ond", eksempel.ONDE_TEKSTER, ids=lambda tekst: ascii(tekst)[:24])
def test_ond_tekst_giver_en_gyldig_pdf_uden_fremmed_indhold(mette, ond, caplog):
    pdf = pdf_af(mette, eksempel.ondt_indhold(ond))
    for profil in ("3a", "ua1"):
        assert page.is_pdf_compliant_bytes(pdf, profile=profil)
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        assert len(fil.attachments) == 1
    assert b"root:" not in pdf
    assert "root:x:0" not in tekst_i(pdf)
    assert not [post for post in caplog.records if post.name.startswith("weasyprint")]


def test_alt_staar_i_pdf_en(mette):
    tekst = tekst_i(pdf_af(mette))
    for ventet in (
        "Rødovre Kommune",
        "Bo Prøvesen, 41 år",
        "820990-2042",
        "Kontanthjælp",
        "Ny arbejdsgiver – ægtefælle",
        "11.420 kr.",
        "Slået op 22-11-2026 kl. 03.41",
        "Samme adresse som ydelsesmodtager",
        "Hændelse",
        "Uden ændring",
        "Ikke relevant",
        "Ikke udført",
        "Fravalgt",
        "UDK svarede ikke ved kørslen.",
        "Den er ikke en fuld vurdering",
        "Side 1 af 2",
        "Side 2 af 2",
    ):
        assert ventet in tekst


@pytest.mark.parametrize(
    ("status", "ord_"),
    [("IKKE_UDFOERT", "Ikke udført"), ("IKKE_RELEVANT", "Bilkøb Uden ændring –")],
)
def test_en_uafklaret_aegtefaelle_staar_i_tabellen(mette, status, ord_):
    bemaerkning = "CPR siger ikke, om der er en ægtefælle."
    tekst = tekst_i(pdf_af(mette, eksempel.uden_aegtefaelle(status, bemaerkning)))
    assert bemaerkning in tekst
    assert ord_ in tekst
    assert ("Ægtefællen er ikke afklaret." in tekst) is (status == "IKKE_UDFOERT")


def test_dataopslagene_fylder_en_linje_pr_register(mette):
    tekst = tekst_i(pdf_af(mette, eksempel.indhold(datakilder=eksempel.alle_kilder())))
    assert "Side 2 af 2" in tekst
    om = tekst.split("Om opslaget")[1]
    assert om.count("22-11-2026 kl. 03.41") == 6
    assert "Ydelsessystem 3 af 3 22-11-2026 kl. 03.41 21-11-2026" in om
    assert "UDK 0 af 1 udk_bidragssager: Svarede ikke. Tabellen mangler. – –" in om


def test_beskyttede_adresser_er_maskerede_i_pdf_og_vedhaeftning(mette):
    pdf = pdf_af(mette, eksempel.beskyttet_indhold())
    alt = tekst_i(pdf) + json.dumps(vedhaeftet(pdf), ensure_ascii=False)
    assert "Navne- og adressebeskyttelse" in alt
    assert not [t for t in ("Hemmelig Vej", "Gammelvej", "Nyvej") if t in alt]


def test_det_frosne_indhold_foelger_med(mette):
    assert vedhaeftet(pdf_af(mette)) == eksempel.indhold()


def test_kun_vores_skrift_er_indlejret(mette):
    navne = set()
    with pikepdf.open(io.BytesIO(pdf_af(mette, eksempel.ondt_indhold("محمد 山田 🙂")))) as fil:
        for objekt in fil.objects:
            if isinstance(objekt, pikepdf.Dictionary) and "/FontName" in objekt:
                navne.add(str(objekt.FontName))
                assert "/FontFile2" in objekt or "/FontFile3" in objekt
    assert navne
    assert not [navn for navn in navne if "Plex" not in navn]


def test_et_langt_kontrolark_brydes_uden_tomme_sider(mette):
    sider = PdfReader(io.BytesIO(pdf_af(mette, eksempel.langt_indhold()))).pages
    tekster = [side.extract_text() for side in sider]
    assert len(tekster) == 4
    assert all(len(tekst) > 400 for tekst in tekster)
    # Tabelhovedet gentages, hvor kontrollerne fortsætter på en ny side.
    assert sum("Bemærkning" in tekst for tekst in tekster) == 2


def test_svaret(mette, klient):
    sag = eksempel.sag_med(mette, sagsnr="R-26-04812")
    svar = klient.get(reverse("kontrolark_pdf", args=(sag.pk,)))
    assert svar["Content-Type"] == "application/pdf"
    assert svar["Content-Disposition"] == 'attachment; filename="kontrolark-R-26-04812.pdf"'
    assert "no-store" in svar["Cache-Control"]
    assert svar.content.startswith(b"%PDF-1.7")
    assert eksempel.YM_CPR not in str(svar.headers)


def test_hentningen_logges_og_begynder_visiteringen(mette, klient):
    sag = eksempel.sag_med(mette)
    klient.get(reverse("kontrolark_pdf", args=(sag.pk,)))
    sag.refresh_from_db(from_queryset=type(sag).objects.i_kommune("0175"))
    linje = Sagshaendelse.objects.i_kommune("0175").get(sag=sag)
    assert (linje.handling, linje.bruger) == (Handling.HENTET_PDF, mette)
    assert sag.tilstand == Sagstilstand.VISITERES


def test_anden_hentning_er_det_samme_dokument(mette, klient):
    sag = eksempel.sag_med(mette)
    adresse = reverse("kontrolark_pdf", args=(sag.pk,))
    assert klient.get(adresse).content == klient.get(adresse).content
    assert Dokument.objects.i_kommune("0175").count() == 1


def test_kontrollernes_overskrift_staar_ikke_uden_tabellen(mette):
    sag = eksempel.sag_med(mette)
    papir = forlaeg(sag, eksempel.ark_paa(sag))
    brud = skubbet(papir, "<h2>Nærmere", "<h2>Kontroller", range(142, 174, 4))
    for foerste, anden, *_ in brud:
        paa = [side for side in (foerste, anden) if "Kontroller" in side]
        assert len(paa) == 1
        assert paa[0].index("3 Mange bilhandler Uden ændring Uden ændring –") > 0
    assert {"Kontroller" in foerste for foerste, *_ in brud} == {True, False}


def test_et_beloeb_staar_ikke_op_ad_den_naeste_kolonne(mette):
    kolonner = [
        {"navn": "Beløb", "type": "oere"},
        {"navn": "Forventet udbetaling", "type": "dato"},
    ]
    ferie = eksempel.fund("feriekonto", "YM", kolonner=kolonner, raekker=[[480000, "2026-12-14"]])
    sag = eksempel.sag_med(mette, eksempel.indhold([ferie]))
    ordene = ordene_paa_siderne(forlaeg(sag, eksempel.ark_paa(sag)))[0]
    beloeb = next(o for o in ordene if o.tekst == "Beløb")
    naeste = next(o for o in ordene if o.tekst.startswith("Forventet"))
    assert naeste.x - (beloeb.x + beloeb.bredde) > 20  # 5 mm


@pytest.mark.parametrize(("kun_register", "ventet"), [("UDK", True), ("", False), (None, False)])
def test_arket_siger_at_kun_et_register_blev_koert_igen(mette, klient, kun_register, ventet):
    indhold = eksempel.indhold()
    if kun_register is not None:  # et ældre ark har ikke feltet
        indhold["koersel"]["kun_register"] = kun_register
    sag = eksempel.sag_med(mette, indhold)
    ord_ = "Kørslen udfyldte kun de kontroller, der manglede svar fra " + (kun_register or "")
    skaerm = klient.get(reverse("kontrolark", args=(sag.pk,))).content.decode()
    papir = forlaeg(sag, eksempel.ark_paa(sag)).html
    assert [ord_ in skaerm, ord_ in papir] == [ventet, ventet]
