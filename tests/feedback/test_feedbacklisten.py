"""Feedbacklisten og formularens sider: tælleren, fejlene, konflikten og vejen videre."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from feedback.models import Feedback
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.feedback.opstilling import hoering, klar_sag

LISTE = "/feedbackliste/"


def adresse(sag: Sag) -> str:
    return f"{LISTE}{sag.pk}/"


def skjulte(html: str) -> dict[str, str]:
    """Formularens skjulte felter, som browseren sender dem igen."""
    felter = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html)
    return {navn: vaerdi for navn, vaerdi in felter if navn != "csrfmiddlewaretoken"}


def gem(klient: Client, sag: Sag, felter: dict[str, str] | None = None, **svar: str):
    """Åbn formularen, og send den; ``felter`` er de skjulte, når den blev åbnet tidligere."""
    if felter is None:
        felter = skjulte(klient.get(adresse(sag)).content.decode())
    return klient.post(adresse(sag), {**felter, "resultat": "HENLAGT_VISITERING", **svar})


def test_taelleren_og_orden(klient: Client, mette: Bruger, leder: Bruger):
    nu = timezone.now()
    for navn, dage in (("Midt", 5), ("Sidst", 1), ("Først", 9)):
        fabrik.bestilt_sag(mette, navn=navn, naar=nu - timedelta(days=dage))
    fabrik.bestilt_sag(leder, navn="Leders", naar=nu - timedelta(days=7))
    fabrik.bestilt_sag(mette, navn="Lukket", tilstand=Sagstilstand.HENLAGT_VISITERING)
    mine, teamets = (klient.get(LISTE + v).content.decode() for v in ("", "?vis=teamet"))
    navne = re.compile(r"<bdi>([^<]*)</bdi></a>")
    assert navne.findall(mine) == ["Først", "Midt", "Sidst"]
    assert navne.findall(teamets) == ["Først", "Leders", "Midt", "Sidst"]
    assert "Feedback mangler: <strong>4</strong>" in mine


def test_samme_dags_sager_staar_efter_frist_og_saa_sagsnummer(klient: Client, mette: Bruger):
    """Rækken viser dagen: klokkeslættet, sagen blev bestilt på, er ingen orden, man kan se."""
    dagen, i_dag = timezone.localtime().replace(hour=12), timezone.localdate()
    for navn, time, frist in (
        ("Tredje", 8, 9), ("Anden", 9, 5), ("Fjerde", 10, 9), ("Første", 11, 2),
    ):  # fmt: skip
        naar = dagen.replace(hour=time) - timedelta(days=3)
        fabrik.bestilt_sag(mette, navn=navn, naar=naar, udloeber=i_dag + timedelta(days=frist))
    fabrik.bestilt_sag(mette, navn="Dagen før", naar=dagen - timedelta(days=4))
    html = klient.get(LISTE).content.decode()
    assert re.findall(r"<bdi>([^<]*)</bdi></a>", html) == [
        "Dagen før", "Første", "Anden", "Tredje", "Fjerde",
    ]  # fmt: skip


def test_tom_liste(klient: Client):
    assert "Ingen sager mangler feedback" in klient.get(LISTE).content.decode()


def test_henlaeg_gaar_til_listen_og_siger_hvad_der_skete(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    svar = gem(klient, sag)
    assert (svar.status_code, svar["Location"]) == (302, LISTE)
    side = klient.get(LISTE).content.decode()
    assert f"{sag.sagsnr} er henlagt i visitering" in side
    assert f"Feedback på {sag.sagsnr} er registreret, og sagen er lukket." in side
    assert "Feedback mangler: <strong>0</strong>" in side


def test_listen_bladrer_uden_at_vise_en_sag_to_gange(klient: Client, mette: Bruger):
    nu = timezone.now()
    for nr in range(53):
        fabrik.bestilt_sag(mette, navn=f"Nr{nr:02d}", naar=nu - timedelta(hours=99 - nr))
    foerste = klient.get(LISTE).content.decode()
    naeste = re.search(r'<a class="function-link" href="([^"]+)" rel="next">', foerste)
    assert naeste is not None
    anden = klient.get(f"{LISTE}{unescape(naeste[1])}").content.decode()
    navne = [re.findall(r"<bdi>(Nr\d\d)</bdi></a>", side) for side in (foerste, anden)]
    assert navne[0] + navne[1] == [f"Nr{nr:02d}" for nr in range(53)]
    assert len(navne[0]) == 50


def test_gem_og_gaa_til_naeste_sag(klient: Client, mette: Bruger):
    i_dag = timezone.localdate()
    sager = [klar_sag(mette, udloeber=i_dag + timedelta(days=dage)) for dage in (9, 3, 6)]
    veje = [gem(klient, sag, naeste="1")["Location"] for sag in sager]
    assert veje == [
        f"/kontrolark/{sager[1].pk}/",  # tidligste frist af de to, der er tilbage
        f"/kontrolark/{sager[2].pk}/",
        "/prioriteringsliste/",
    ]


def test_fejllisten_er_ordret_den_samme_og_staar_oeverst(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    svar = gem(klient, sag, resultat="AENDRET_TILDELING", krav="ca. 9000")
    side = svar.content.decode()
    oeverst = re.findall(r'<a href="#(id_\w+)">([^<]+)</a>', side)
    ved_felterne = re.findall(
        r'id="(id_\w+)_error"><span class="sr-only">Fejl: </span>([^<]+)<', side
    )
    assert svar.status_code == 422
    assert [(felt.removesuffix("_0"), fejl) for felt, fejl in oeverst] == ved_felterne
    assert len(oeverst) == 6
    assert "Feedback er ikke gemt endnu – ret 6 felter" in side
    assert "<title>Fejl: Registrér feedback – Registersamkøring</title>" in side
    assert side.index('id="fejlliste"') < side.index("<h1>")
    assert all(f'id="{felt}"' in side for felt, _ in oeverst)
    assert f'href="/partshoering/{sag.pk}/"' in side
    assert 'value="ca. 9000"' in side


def test_uden_resultat_peger_fejlen_paa_den_foerste_mulighed(klient: Client, mette: Bruger):
    side = gem(klient, klar_sag(mette), resultat="").content.decode()
    assert '<a href="#id_resultat_0">Vælg resultatet af sagen</a>' in side
    assert 'id="id_resultat_0"' in side
    assert "ret 1 felt<" in side


@pytest.mark.parametrize(
    ("oensket", "valgt"),
    [
        ("HENLAGT_VISITERING", ["HENLAGT_VISITERING"]),
        ("AENDRET_TILDELING", ["AENDRET_TILDELING"]),
        ("UDLOEBET", []),
        ("", []),
    ],
)
def test_resultatet_kan_vaere_valgt_paa_forhaand(klient, mette, oensket: str, valgt: list[str]):
    side = klient.get(f"{adresse(klar_sag(mette))}?resultat={oensket}").content.decode()
    assert re.findall(r'name="resultat" value="(\w+)"[^>]* checked', side) == valgt


def test_konflikt_siger_hvem_hvad_og_hvornaar_og_beholder_teksten(klient, mette, leder):
    sag = klar_sag(mette)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    gem(klient_for(leder), sag)
    svar = gem(klient, sag, felter, bemaerkning="Min egen tekst")
    side = unescape(svar.content.decode())
    assert svar.status_code == 409
    assert "Sagen er ændret, siden du åbnede den" in side
    assert re.search(
        r"<bdi>Søren Bak</bdi> registrerede “Henlægges i visitering” i dag kl\. \d\d\.\d\d", side
    )
    assert "Min egen tekst" in side
    assert "Se registreringen" in side
    assert "Erstat med min registrering" in side


def test_erstat_efter_konflikt(klient: Client, mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    gem(klient_for(leder), sag)
    nye = skjulte(gem(klient, sag, felter, bemaerkning="Min").content.decode())
    svar = gem(klient, sag, nye, bemaerkning="Min", erstat="1")
    gemt = Feedback.objects.i_kommune(sag.kommune_id).get()
    assert (svar.status_code, gemt.bruger, gemt.bemaerkning) == (302, mette, "Min")


def test_erstat_kraever_at_konflikten_er_set(klient: Client, mette: Bruger, leder: Bruger):
    """Et plantet ``erstat`` med den gamle version overskriver intet."""
    sag = klar_sag(mette)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    gem(klient_for(leder), sag)
    assert gem(klient, sag, felter, erstat="1").status_code == 409
    assert Feedback.objects.i_kommune(sag.kommune_id).get().bruger == leder


@pytest.mark.parametrize(
    ("handling", "status"),
    [
        (Handling.AABNET,       302),  # at læse ændrer intet i sagen
        (Handling.HENTET_PDF,   302),
        (Handling.ADRESSE_VIST, 302),
        (Handling.JOURNALISERET, 302),
        (Handling.NY_HAENDELSE, 409),  # natten fandt mere
        (Handling.BORTFALD,     409),
    ],
)  # fmt: skip
def test_hvad_der_goer_brugerens_billede_foraeldet(klient, mette, handling: Handling, status: int):
    sag = klar_sag(mette)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(version=1)
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, handling=handling
    )
    assert gem(klient, sag, felter).status_code == status


@pytest.mark.parametrize(
    ("tilstand", "ord_"),
    [
        (Sagstilstand.UDLOEBET, "Sagen udløb i nat og kan ikke længere behandles."),
        (Sagstilstand.BORTFALDET, "Registret er rettet, og sagens hændelser er faldet bort."),
        (Sagstilstand.LEDIG, "Sagen ligger igen på bestillingslisten."),
    ],
)
def test_sagen_er_vaek_mens_man_skriver(klient, mette, tilstand: Sagstilstand, ord_: str):
    sag = klar_sag(mette, navn="Kanariefugl Kendelig")
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(tilstand=tilstand, version=1)
    svar = gem(klient, sag, felter)
    assert svar.status_code == 409
    assert ord_ in svar.content.decode()
    assert "Kanariefugl" not in svar.content.decode()


@pytest.mark.parametrize(
    "tilstand", [Sagstilstand.LEDIG, Sagstilstand.UDLOEBET, Sagstilstand.BORTFALDET]
)
def test_formularen_findes_kun_for_en_bestilt_sag(klient, mette, tilstand: Sagstilstand):
    assert klient.get(adresse(klar_sag(mette, tilstand=tilstand))).status_code == 404
    assert klient.get(adresse(fabrik.sag_med_udfald(tilstand=tilstand))).status_code == 404


def test_det_registrerede_kan_ses_bagefter(klient: Client, mette: Bruger):
    i_dag = timezone.localdate()
    sag = klar_sag(mette)
    hoering(sag)
    gem(
        klient,
        sag,
        resultat="AENDRET_TILDELING",
        aendring="NEDSAETTES",
        aarsag="BORGERFEJL",
        krav="9.240",
        krav_fra="01-08-2026",
        krav_til="31-10-2026",
        maanedlig="3080",
        afgoerelsesdato=f"{i_dag:%d-%m-%Y}",
        bemaerkning="Første linje\n<b>anden</b>",
    )
    side = klient.get(adresse(sag)).content.decode()
    for ord_ in (
        "Giver anledning til ændret tildeling",
        "Ydelsen nedsættes",
        "Borgerfejl",
        "9.240 kr. for 01-08-2026 til 31-10-2026",
        "−3.080 kr.",
        "Første linje<br>&lt;b&gt;anden&lt;/b&gt;",
        "<bdi>Mette Holm</bdi> registrerede feedback i dag kl.",
    ):
        assert ord_ in side


@pytest.mark.parametrize("felt", ["version", "historik", "token"])
@pytest.mark.parametrize("vaerdi", ["", "x", "-1", "9" * 40, "²"])
def test_plantede_skjulte_felter_vaelter_intet(klient, mette, felt: str, vaerdi: str):
    sag = klar_sag(mette, version=3)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    assert gem(klient, sag, {**felter, felt: vaerdi}).status_code in (302, 409)


def test_felter_uden_for_formularen_aendrer_intet(klient: Client, mette: Bruger, jonas: Bruger):
    sag = klar_sag(mette)
    felter = skjulte(klient.get(adresse(sag)).content.decode())
    planter = {"bruger": jonas.pk, "kommune": "0173", "krav_oere": "1", "sag": str(uuid4())}
    gem(klient, sag, {**felter, **planter, "tilstand": "LEDIG", "registreret": "2000-01-01"})
    gemt = Feedback.objects.i_kommune("0175").get()
    assert (gemt.bruger, gemt.sag, gemt.krav_oere) == (mette, sag, None)
    assert gemt.registreret.date() == timezone.now().date()
