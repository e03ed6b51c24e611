"""Kontrolarket på skærm: hvem der ser det, hvad der står, og hvad der skrives i historikken."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from adgang.models import Rolle
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.kontrol.kontrolark import eksempel

pytestmark = pytest.mark.django_db


def adresse(sag_id: uuid.UUID) -> str:
    return reverse("kontrolark", args=(sag_id,))


def side(klient: Client, sag: Sag) -> str:
    svar = klient.get(adresse(sag.pk))
    assert svar.status_code == 200
    return svar.content.decode()


def afsnit(html: str, id_: str) -> str:
    """Afsnittet med overskriften ``id_`` som ren tekst."""
    stykke = html.partition(f'aria-labelledby="{id_}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", stykke))


def handlinger(sag: Sag) -> list[str]:
    return list(
        Sagshaendelse.objects.i_kommune(sag.kommune_id)
        .filter(sag=sag)
        .order_by("id")
        .values_list("handling", flat=True)
    )


def test_en_haendelse_fra_en_tidligere_koersel_naevner_sin(klient: Client, mette):
    """Arket er frosset af den seneste kørsel med nyt; de andre hændelser er fundet før den."""
    frosset = eksempel.indhold()
    foerste, anden = frosset["udfald"][:2]
    foerste["koersel"], anden["koersel"] = "2026-08-30#1", frosset["koersel"]["navn"]
    html = side(klient, eksempel.sag_med(mette, frosset))
    assert html.count("Fundet af kørsel") == 1
    assert "Fundet af kørsel 2026-08-30#1" in html


@pytest.mark.parametrize(
    ("tilstand", "status"),
    [
        (Sagstilstand.LEDIG, 404),
        (Sagstilstand.UDLOEBET, 404),
        (Sagstilstand.BORTFALDET, 404),
        (Sagstilstand.BESTILT, 200),
        (Sagstilstand.VISITERES, 200),
        (Sagstilstand.PARTSHOERING, 200),
        (Sagstilstand.HENLAGT_VISITERING, 200),
        (Sagstilstand.HENLAGT_EFTER_PARTSHOERING, 200),
        (Sagstilstand.AENDRET_TILDELING, 200),
    ],
)
@pytest.mark.parametrize("navn", ["kontrolark", "kontrolark_pdf"])
def test_kun_bestilte_sager_kan_ses(mette, klient, navn, tilstand, status):
    sag = eksempel.sag_med(mette, tilstand=tilstand)
    assert klient.get(reverse(navn, args=(sag.pk,))).status_code == status
    assert bool(handlinger(sag)) is (status == 200)


def test_en_fremmed_en_ledig_og_en_ukendt_sag_svarer_ens(mette, jonas, klient):
    fremmed = eksempel.sag_med(jonas)
    ledig = fabrik.sag_med_udfald(mette.kommune)
    with time_machine.travel(timezone.now(), tick=False):  # siden siger, hvor længe sessionen har
        svar = [klient.get(adresse(id_)) for id_ in (fremmed.pk, ledig.pk, uuid.uuid4())]
    assert [s.status_code for s in svar] == [404, 404, 404]
    # Sagens id og formularens engangsmærke skifter; resten skal være ens.
    uden_id = {re.sub(r"[0-9a-f-]{36}|\w{64}", "", s.content.decode()) for s in svar}
    assert len(uden_id) == 1
    assert handlinger(fremmed) == []


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.SAGSBEHANDLER, 200),
        (Rolle.TEAMLEDER, 200),
        (Rolle.DRIFT, 403),
        (Rolle.DPO, 403),
    ],
)
def test_rollerne(mette, rolle, status):
    sag = eksempel.sag_med(mette)
    anden = fabrik.bruger("anden", rolle, hjemme=mette.kommune)
    assert klient_for(anden).get(adresse(sag.pk)).status_code == status


def test_en_uindlogget_sendes_til_log_ind(mette, client):
    sag = eksempel.sag_med(mette)
    svar = client.get(adresse(sag.pk))
    assert svar.status_code == 302
    assert reverse("adgang:log_ind") in svar["Location"]


@pytest.mark.parametrize(
    ("foer", "efter", "versioner"),
    [
        (Sagstilstand.BESTILT, Sagstilstand.VISITERES, 1),
        (Sagstilstand.VISITERES, Sagstilstand.VISITERES, 0),
        (Sagstilstand.PARTSHOERING, Sagstilstand.PARTSHOERING, 0),
        (Sagstilstand.AENDRET_TILDELING, Sagstilstand.AENDRET_TILDELING, 0),
    ],
)
def test_foerste_aabning_begynder_visiteringen(mette, klient, foer, efter, versioner):
    sag = eksempel.sag_med(mette, tilstand=foer)
    version = sag.version
    side(klient, sag)
    side(klient, sag)
    nu = Sag.objects.i_kommune("0175").get(pk=sag.pk)
    assert (nu.tilstand, nu.version - version) == (efter, versioner)
    assert handlinger(sag) == [Handling.AABNET, Handling.AABNET]


def test_en_aabning_viser_sig_selv_i_historikken(mette, klient):
    html = side(klient, eksempel.sag_med(mette))
    assert "Kontrolarket blev åbnet af <bdi>Mette Holm</bdi>" in html


def test_id_linjen(mette, klient):
    html = side(klient, eksempel.sag_med(mette))
    for tekst in (
        "Bo Prøvesen</bdi>, 41 år",
        "820990-2042",
        'data-kopier="820990-2042"',
        "Kontanthjælp",
        "KLE 32.24.04 · siden 03-2024",
        "Ida Prøvesen</bdi>, 34 år",
        "650792-1338",
    ):
        assert tekst in html


def test_cpr_staar_hverken_i_titel_adresser_eller_hoveder(mette, klient):
    sag = eksempel.sag_med(mette)
    svar = klient.get(adresse(sag.pk))
    html = svar.content.decode()
    titel = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
    steder = [titel[1], str(svar.headers), *re.findall(r'(?:href|src|action)="([^"]*)"', html)]
    assert sag.sagsnr in titel[1]
    for cpr in (eksempel.YM_CPR, "820990-2042", eksempel.AEF_CPR, "650792-1338"):
        assert not [sted for sted in steder if cpr in sted]


@pytest.mark.parametrize(
    ("id_", "staar", "staar_ikke"),
    [
        ("naermere", "Ny arbejdsgiver – ægtefælle", "Bilkøb"),
        ("naermere", "Slået op 22-11-2026 kl. 03.41", "Slået op 22-11-2026 kl. 02.41"),
        ("naermere", "Regel 6 i kontrolkataloget", "Regel 7 i kontrolkataloget"),
        ("naermere", "Fortolkning F5:", "Fortolkning F4:"),
        ("naermere", "30-10-2026", "2026-10-30"),
        ("naermere", "11.420 kr.", "1142000"),
        ("naermere", "4.185,50 kr.", "418550"),
        ("uden", "Bilkøb Modtager og ægtefælle", "Flytning"),
        ("uden", "Ny arbejdsgiver Modtager", "Ny arbejdsgiver Modtager og ægtefælle"),
        ("uden", "Den er ikke en fuld vurdering", "Opstart af underholdsbidragssag"),
        ("ikke", "Opstart af underholdsbidragssag Modtager", "Bilkøb"),
        ("ikke", "UDK svarede ikke ved kørslen.", "Modtager og ægtefælle UDK"),
        ("ikke", "Kommunen har slået reglen fra.", "Flytning"),
    ],
)
def test_hvad_der_staar_hvor(mette, klient, id_, staar, staar_ikke):
    tekst = afsnit(side(klient, eksempel.sag_med(mette)), id_)
    assert staar in tekst
    assert staar_ikke not in tekst


def test_alle_fem_statusser_kan_ses(mette, klient):
    html = side(klient, eksempel.sag_med(mette))
    assert "2 hændelser" in html
    for overskrift in (
        "Kontrolleret uden ændringer",
        "Ikke kontrolleret",
        "Ikke relevant for denne ydelse (7 kontroller)",
    ):
        assert overskrift in html


def test_reglen_kan_slaas_op_fra_kortet(mette, klient):
    assert f'href="{reverse("regel", args=("ny_arbejdsgiver",))}"' in side(
        klient, eksempel.sag_med(mette)
    )


@pytest.mark.parametrize(
    ("slug", "neutral"),
    [("borger_doer", True), ("barn_doer", True), ("foedsel", False), ("borgerstatus", False)],
)
def test_doedsfald_vises_neutralt(mette, klient, slug, neutral):
    sag = eksempel.sag_med(mette, eksempel.indhold([eksempel.fund(slug, "YM")]))
    kort = side(klient, sag).split("<article")[1].split("</article>")[0]
    assert ("finding neutral" in kort) is neutral
    assert ("#warning" in kort) is not neutral


def test_et_udfald_behandlet_foer_skjules_ikke(mette, klient):
    fundet_igen = eksempel.indhold()
    fundet_igen["udfald"] = [eksempel.flytning()]
    html = side(klient, eksempel.sag_med(mette, fundet_igen))
    assert "Kørslen fandt også Ny arbejdsgiver (Ægtefælle)." in html


def test_uden_aegtefaelle_siges_det(mette, klient):
    bemaerkning = "Ægtefællen har intet CPR-nummer. Der er ikke slået op på ægtefællen."
    alene = eksempel.uden_aegtefaelle("IKKE_RELEVANT", bemaerkning)
    html = side(klient, eksempel.sag_med(mette, alene))
    assert bemaerkning in html
    assert "Ingen ægtefælle i kontrollen" in html
    assert "Modtager og ægtefælle" not in html


def test_en_uafklaret_aegtefaelle_ties_ikke_ihjel(mette, klient):
    uafklaret = eksempel.uden_aegtefaelle("IKKE_UDFOERT", "CPR siger ikke, om der er en.")
    html = side(klient, eksempel.sag_med(mette, uafklaret))
    ikke = afsnit(html, "ikke")
    assert "Bilkøb Ægtefælle Ægtefællen er ikke afklaret." in ikke
    assert "Ikke afklaret – ikke kontrolleret" in html
    assert "Ingen ægtefælle i kontrollen" not in html


def test_dataopslagene_staar_register_for_register(mette, klient):
    html = side(
        klient, eksempel.sag_med(mette, eksempel.indhold(datakilder=eksempel.alle_kilder()))
    )
    panel = html.split("Se alle dataopslag")[1].split("</ul>")[0]
    assert panel.count("<strong>") == 7
    assert "3 af 3 tabeller besvaret" in panel
    assert "0 af 1 tabeller besvaret" in panel
    assert "udk_bidragssager: Svarede ikke. <bdi>Tabellen mangler.</bdi>" in panel


def test_forrige_og_naeste_er_mine_egne_aabne_sager_efter_frist(mette, leder, klient):
    idag = timezone.localdate()
    frister = [idag + timedelta(days=dage) for dage in (3, 1, 2)]
    sidst, foerst, midt = (eksempel.sag_med(mette, udloeber=frist) for frist in frister)
    eksempel.sag_med(leder, udloeber=idag)
    eksempel.sag_med(mette, udloeber=idag, tilstand=Sagstilstand.AENDRET_TILDELING)
    tabel = [
        # sag   tekst          forrige  næste
        (foerst, "Sag 1 af 3", None, midt),
        (midt, "Sag 2 af 3", foerst, sidst),
        (sidst, "Sag 3 af 3", midt, None),
    ]
    for sag, tekst, forrige, naeste in tabel:
        html = side(klient, sag)
        assert tekst in html
        for rel, nabo in (("prev", forrige), ("next", naeste)):
            led = re.search(rf'rel="{rel}" href="([^"]+)"', html)
            assert (led and led[1]) == (nabo and adresse(nabo.pk))


def test_en_kollegas_sag_har_ingen_naboer(leder, klient):
    assert "Sag 1 af" not in side(klient, eksempel.sag_med(leder))


@pytest.mark.parametrize("metode", ["post", "head", "put", "delete"])
def test_skaermen_aabnes_kun_med_get(mette, klient, metode):
    sag = eksempel.sag_med(mette)
    assert getattr(klient, metode)(adresse(sag.pk)).status_code == 405
    assert handlinger(sag) == []


def test_svaret_gemmes_ikke(mette, klient):
    svar = klient.get(adresse(eksempel.sag_med(mette).pk))
    assert "no-store" in svar["Cache-Control"]
