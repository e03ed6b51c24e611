"""Indsigten: alt eget er med, intet om andre, ens på skærm, i PDF og som data."""

from __future__ import annotations

import html
import io
import json
import re

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from adgang.models import Kommune, Opslag
from adgang.opslagslog.arter import Art
from journal.models import Dokument
from samkoering.indsigt import reglerne
from samkoering.models import Sagstilstand
from samkoering.regelkatalog import regler
from tests import fabrik, hurtig_pdf, spor
from tests.conftest import klient_for
from tests.portal.indsigt.kanariefugle import ADRESSE, EGEN, KANARIEFUGLE, NAVN, Verden, verden

pytestmark = pytest.mark.django_db
FORMER = ("indsigt", "indsigt_pdf", "indsigt_json")
EGET = (
    NAVN,
    "670585-0028",
    "Rødovre Kommune",
    "aktivlovens § 10",
    "retssikkerhedslovens § 12",
    "Ydelsessag KILDE-1",
    "Kontrolleret: en hændelse blev fundet",
    "Ikke kontrolleret: et register svarede ikke, eller en oplysning manglede",
    "Ikke kontrolleret: kommunen har slået reglen fra",
    "Du var med i én kørsel",
    f"{NAVN} har fået løn fra to arbejdsgivere.",
    "Rengøring Nord ApS",
    "2018-06-19+egetsaet",
    "Du og et barn under 18 år holdt op med at dele adresse.",
    "Du fik et barn.",
    "Du mistede et barn.",
    f"{NAVN} har fået civilstanden gift",
    f"{NAVN} købte en egenbil.",
    "Egenbil 1.2",
    "Hændelser, hvor du er barnet",
    "R-26-000777",
    "Sagen kom på bestillingslisten",
    "Beskyttet adresse blev vist",
    "En sagsbehandler i kommunen",
    "For altid",
    "Egenfirma (CVR 12345678)",
    "Aef-egenfirma",
    "Antal børn under 18 år",
    "Kontrolark, udgave 2 (PDF)",
    "Giver anledning til ændret tildeling",
    "Ydelsen nedsættes",
    "01-08-2026 til 30-09-2026",
    "Eja ringede. [udeladt] løn ([udeladt]) kender [udeladt] fra [udeladt] Egensen.",
    "Egetformål",
    "Liste vist",
    "Mange bilhandler",
    "Ingen afgørelse om din ydelse bliver truffet automatisk.",
    "P1825D",
    "183 dage",
)


def raa(klient: Client, navn: str, v: Verden) -> bytes:
    svar = klient.get(reverse(navn, args=(v.borger.pk,)))
    assert svar.status_code == 200
    return svar.content


def pdf_tekst(pdf: bytes) -> str:
    """Siderne og det vedhæftede."""
    sider = " ".join(side.extract_text() for side in PdfReader(io.BytesIO(pdf)).pages)
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        (vedhaeftet,) = fil.attachments.values()
        return sider + vedhaeftet.get_file().read_bytes().decode()


def samlet(klient: Client, navn: str, v: Verden) -> str:
    """Formens tekst med ét mellemrum, hvor der var luft."""
    indhold = raa(klient, navn, v)
    tekst = pdf_tekst(indhold) if navn.endswith("pdf") else indhold.decode()
    if navn == "indsigt":
        tekst = html.unescape(re.sub(r"</?(?:bdi|span)[^>]*>", "", tekst))
    return re.sub(r"\s+", " ", tekst)


@pytest.mark.parametrize("navn", FORMER)
def test_intet_om_andre(navn: str):
    v = verden()
    tekst = samlet(klient_for(v.dpo), navn, v)
    assert [spor_ for spor_ in KANARIEFUGLE if spor_.lower() in tekst.lower()] == []


def test_proeven_kan_se_en_kanariefugl():
    """Loggens egen side viser DPO'en medarbejderen; ellers beviste prøven ovenfor ingenting."""
    v = verden()
    assert "Kanansat" in raa(klient_for(v.dpo), "borgerlog", v).decode()


def test_alt_eget_staar_paa_skaermen_og_i_pdf_en():
    v = verden()
    klient = klient_for(v.dpo)
    for navn in FORMER[:2]:
        tekst = samlet(klient, navn, v)
        assert [ventet for ventet in EGET if ventet not in tekst] == []
        assert "12.345 kr." in tekst
        assert "−678 kr." in tekst


def test_data_er_skemaet_i_dokumentationen():
    v = verden()
    data = json.loads(raa(klient_for(v.dpo), "indsigt_json", v))
    assert list(data) == [
        "skema", "titel", "kommune", "dannet", "bemaerkning", "borger", "afsnit",
    ]  # fmt: skip
    assert data["borger"] == {"cpr": EGEN, "navn": NAVN}
    assert [set(afsnit) for afsnit in data["afsnit"]] == [
        {"titel", "forklaring", "automatisk", "kolonner", "raekker", "under"}
    ] * len(data["afsnit"])
    resultat = next(a for a in data["afsnit"] if a["titel"] == "Resultater")
    assert resultat["automatisk"] is False
    assert ["Tilbagebetalingskrav", {"oere": 1234500}] in resultat["under"][0]["raekker"]
    assert ["Afgørelsesdato", "2026-11-02"] in resultat["under"][0]["raekker"]


def test_udgaver_med_samme_oplysning_staar_samlet():
    v = verden()
    data = json.loads(raa(klient_for(v.dpo), "indsigt_json", v))
    (ark, som_aef) = next(a for a in data["afsnit"] if a["titel"].startswith("Oplysninger"))[
        "under"
    ]
    assert [r for r in ark["raekker"] if r[0] in ("Navn", "Adresse")] == [
        ["Navn", NAVN, "1–3"],
        ["Adresse", "Testvej 12, 2. th, 2610 Rødovre", "1"],
        ["Adresse", "Gammelegenvej 1, 2610 Rødovre", "2"],
        ["Adresse", ADRESSE, "3"],
    ]
    assert som_aef["titel"] == "Kontrolark, hvor du er med som ægtefælle"


@pytest.mark.parametrize("beskyttet", [True, False])
def test_en_beskyttet_adresse_vises_kun_i_filerne(beskyttet: bool):
    v = verden(beskyttet=beskyttet)
    klient = klient_for(v.dpo)
    adresser = ("Egenvej", "Gammelegenvej")
    skaerm = samlet(klient, "indsigt", v)
    assert [a in skaerm for a in adresser] == [not beskyttet] * 2
    assert ("Navne- og adressebeskyttelse</p>" in skaerm) is beskyttet
    for navn in FORMER[1:]:
        tekst = samlet(klient, navn, v)
        assert [a in tekst for a in adresser] == [True] * 2
        assert ("Rummer en beskyttet adresse" in tekst) is beskyttet


@pytest.mark.parametrize("navn", ["indsigt_pdf", "borgerlog_pdf"])
def test_pdf_en_holder_begge_standarder(navn: str):
    v = verden(beskyttet=True)
    pdf = raa(klient_for(v.dpo), navn, v)
    for profil in ("3a", "ua1"):
        rapport = page.validate_pdf_bytes(pdf, profile=profil)
        assert [(fejl.rule_id, fejl.message) for fejl in rapport.failures] == []
        assert rapport.is_compliant


@pytest.mark.parametrize("navn", FORMER)
def test_hver_form_staar_i_loggen_og_gemmer_intet(navn: str, monkeypatch: pytest.MonkeyPatch):
    hurtig_pdf.laeg_ind(monkeypatch)
    v = verden()
    klient = klient_for(v.dpo)
    klient.get(reverse(navn, args=(v.borger.pk,)))
    opslag = Opslag.objects.i_kommune(v.dpo.kommune).order_by("pk").last()
    assert (opslag.art, opslag.formaal) == (Art.INDSIGT, "Indsigt efter anmodning fra borgeren")
    assert [b.borger_id for b in opslag.borgere.all()] == [v.borger.pk]
    assert not Dokument.objects.i_kommune(v.dpo.kommune).exists()


@pytest.mark.parametrize("navn", [*FORMER, "borgerlog", "borgerlog_pdf", "borgerlog_csv"])
def test_intet_cpr_nummer_udenpaa(navn: str):
    v = verden()
    svar = klient_for(v.dpo).get(reverse(navn, args=(v.borger.pk,)))
    udenpaa = svar.request["PATH_INFO"] + "".join(f"{k}{h}" for k, h in svar.headers.items())
    titel = re.search(r"<title>(.*?)</title>", svar.content.decode(errors="replace"))
    if navn.endswith("pdf"):
        udenpaa += str(PdfReader(io.BytesIO(svar.content)).metadata)
    for spor_ in (EGEN, "670585-0028", "Egensen"):
        assert spor_ not in udenpaa + (titel[1] if titel else "")
    assert "no-store" in svar["Cache-Control"]


def test_en_ledig_sag_er_med_og_siger_at_ingen_har_set_paa_den():
    dpo = fabrik.bruger("dpo", rolle="DPO")
    sag = fabrik.sag_med_udfald(tilstand=Sagstilstand.LEDIG)
    v = Verden(dpo, dpo, spor.borger(sag.kommune, sag.cpr), sag)
    tekst = samlet(klient_for(dpo), "indsigt", v)
    assert sag.sagsnr in tekst
    assert "Ledig: ingen sagsbehandler har bestilt sagen eller kan se, hvem den handler om" in tekst


def test_en_borger_der_intet_findes_om_faar_et_svar_uden_huller():
    dpo = fabrik.bruger("dpo", rolle="DPO")
    v = Verden(dpo, dpo, spor.borger(dpo.kommune, EGEN), None)
    tekst = samlet(klient_for(dpo), "indsigt", v)
    for tom in (
        "Du har ikke haft en ydelse, der blev kontrolleret.",
        "Der er ikke fundet hændelser om dig.",
        "Du har ingen sager.",
        "Ingen hændelser om dig er fredet.",
        "Kommunen har ikke bestilt en sag om dig.",
        "Der er ingen kontrolark med oplysninger om dig.",
        "Der er ingen dokumenter om dig.",
        "Der er ikke registreret et resultat i en sag om dig.",
        "Ingen har brugt oplysninger om dig i den tid, loggen gemmes.",
    ):
        assert tom in tekst


@pytest.mark.parametrize(
    ("slug", "rolle", "felter", "svar"),
    [
        ("bilkoeb",    "YM",  {},                         "Ja"),
        ("bilkoeb",    "AEF", {},                         "Nej"),   # ægtefællens hændelse
        ("bilkoeb",    "YM",  {"noegle": "6902701237"},   "Ja"),
        ("foedsel",    "YM",  {"noegle": "6902701237"},   "Ja"),    # borgerens barn
    ],
)  # fmt: skip
def test_de_17_regler_siger_hvilke_der_ramte(slug, rolle, felter, svar):
    sag = fabrik.sag_med_udfald(haendelser=(), cpr=EGEN)
    fabrik.udfald(sag, slug, rolle, **felter)
    assert _reglernes_svar(sag.kommune, EGEN)[slug] == svar


@pytest.mark.parametrize(
    ("slug", "noegle", "svar"),
    [
        ("foedsel",      EGEN,                 "Ja, du var barnet"),
        ("barn_flytter", f"{EGEN}|2026-10-01", "Ja, du var barnet"),
        ("barn_flytter", f"6902701237|{EGEN}", "Nej"),
        ("flytning",     EGEN,                 "Nej"),               # ikke en regel om børn
    ],
)  # fmt: skip
def test_reglerne_siger_hvor_borgeren_var_barnet(slug, noegle, svar):
    sag = fabrik.sag_med_udfald(haendelser=())
    fabrik.udfald(sag, slug, noegle=noegle)
    assert _reglernes_svar(sag.kommune, EGEN)[slug] == svar


def _reglernes_svar(kommune: Kommune, cpr: str) -> dict[str, str]:
    raekker = reglerne(kommune, cpr).raekker
    return {post["slug"]: raekke[2] for post, raekke in zip(regler(), raekker, strict=True)}
