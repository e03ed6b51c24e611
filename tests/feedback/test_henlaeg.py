"""Henlæg med én tast, beskeden, der bliver stående, og fortrydelsen; siderne."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.template import Context, Template
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adgang.models import Bruger, Opslag
from feedback.feedbackliste.fortryd import FOR_SENT, VAEK
from feedback.models import Feedback
from journal.models import Journalpost
from samkoering.models import Handling, Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for
from tests.feedback.opstilling import hoering, i_journalen, klar_sag, laes

KBH = ZoneInfo("Europe/Copenhagen")


def knap(sag: Sag) -> str:
    """Knappen, som kontrolarket og prioriteringslisten sætter den ind."""
    return Template('{% include "feedback/henlaeg_knap.html" %}').render(Context({"sag": sag}))


def skjulte(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))


def tryk(klient: Client, sag: Sag, **felter: Any):
    return klient.post(f"/feedbackliste/{sag.pk}/henlaeg/", {**skjulte(knap(laes(sag))), **felter})


def fortryd(klient: Client, sag: Sag, side: str):
    form = re.search(
        r'<form method="post" action="(/feedbackliste/[^"]+/fortryd/)">.*?</form>', side
    )
    assert form is not None
    assert str(sag.pk) in form[1]
    return klient.post(form[1], skjulte(form[0]))


def test_et_tryk_henlaegger_og_gaar_til_naeste_sag(klient: Client, mette: Bruger):
    i_dag = timezone.localdate()
    sager = [klar_sag(mette, udloeber=i_dag + timedelta(days=dage)) for dage in (3, 6, 9)]
    # Midt i bunken er den næste den, der kommer efter, ikke den ældste.
    for nr, naeste in ((1, 2), (2, 0)):
        assert tryk(klient, sager[nr])["Location"] == f"/kontrolark/{sager[naeste].pk}/"
    assert tryk(klient, sager[0])["Location"] == "/prioriteringsliste/"
    assert {laes(sag).tilstand for sag in sager} == {Sagstilstand.HENLAGT_VISITERING}
    assert Feedback.objects.i_kommune("0175").count() == 3


def test_fra_listen_gaar_man_tilbage_til_den(klient: Client, mette: Bruger):
    sag, _ = klar_sag(mette), klar_sag(mette)
    assert tryk(klient, sag, retur="liste")["Location"] == "/prioriteringsliste/"


def test_dobbeltklik_er_et_tryk(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    felter = skjulte(knap(sag))
    svar = [tryk(klient, sag, **felter) for _ in range(2)]
    assert [et.status_code for et in svar] == [302, 302]
    assert sag.historik.count() == 1
    assert Journalpost.objects.i_kommune("0175").filter(art="AFSLUTNING").count() == 1


def test_samme_tryk_i_to_faner_siger_roligt_at_man_selv_lukkede(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    faner = [skjulte(knap(sag)) for _ in range(2)]
    with time_machine.travel(datetime(2026, 11, 23, 10, 42, tzinfo=KBH), tick=False):
        tryk(klient, sag, **faner[0])
        svar = tryk(klient, sag, **faner[1])
    side = " ".join(svar.content.decode().split())
    assert svar.status_code == 200
    assert "Du har selv lukket sagen i dag kl. 10.42" in side
    assert "alert-warning" not in side
    assert "Erstat med min registrering" not in side
    assert sag.historik.filter(handling=Handling.FEEDBACK).count() == 1


def test_en_kollegas_lukning_er_stadig_en_konflikt(klient: Client, mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    gammel = skjulte(knap(sag))
    tryk(klient_for(leder), sag)
    svar = tryk(klient, sag, **gammel)
    assert svar.status_code == 409
    assert "Sagen er ændret, siden du åbnede den" in svar.content.decode()
    assert "Du har selv" not in svar.content.decode()


def test_et_andet_svar_end_ens_eget_kan_erstatte_det(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    form = skjulte(klient.get(f"/feedbackliste/{sag.pk}/").content.decode())
    tryk(klient, sag)
    andet = {**form, "resultat": "HENLAGT_VISITERING", "bemaerkning": "Talt med borgeren."}
    svar = klient.post(f"/feedbackliste/{sag.pk}/", andet)
    side = svar.content.decode()
    assert svar.status_code == 409
    assert "Du har selv lukket sagen i dag kl." in side
    assert "alert-warning" not in side
    assert "Erstat med min registrering" in side


def test_beskeden_bliver_staaende_til_fristen_er_gaaet(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    with time_machine.travel(timezone.now(), tick=False) as ur:
        tryk(klient, sag)
        for _ in range(2):
            side = klient.get("/feedbackliste/").content.decode()
            assert f"{sag.sagsnr} er henlagt i visitering" in side
            assert 'data-genvej="z"' in side
        ur.shift(timedelta(minutes=10))
        assert "er henlagt i visitering" not in klient.get("/feedbackliste/").content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_en_lukket_besked_bliver_vaek(klient: Client, mette: Bruger, accept: str):
    sag, anden = klar_sag(mette), klar_sag(mette)
    tryk(klient, sag)
    side = klient.get(f"/feedbackliste/{anden.pk}/?resultat=HENLAGT_VISITERING").content.decode()
    assert "Det er ikke den sag, du ser nu." in side
    assert sag.cpr not in re.search(r"<div[^>]* data-henlagt>.*?</div>", side, re.S)[0]
    felter = skjulte(side[side.index("data-luk-besked") :].split("</form>")[0])
    assert felter["retur"] == f"/feedbackliste/{anden.pk}/?resultat=HENLAGT_VISITERING"
    svar = klient.post("/feedbackliste/luk-besked/", felter, HTTP_ACCEPT=accept)
    if accept == "application/json":
        assert svar.status_code == 204
    else:
        assert svar["Location"] == felter["retur"]
    assert "er henlagt i visitering" not in klient.get("/feedbackliste/").content.decode()
    # Henlæggelsen står, og kan stadig fortrydes fra sagen selv.
    egen = klient.get(f"/feedbackliste/{sag.pk}/").content.decode()
    assert fortryd(klient, sag, egen).status_code == 302


@pytest.mark.parametrize(
    ("adresse", "status", "retur"),
    [
        ("/feedbackliste/?side=2",                    200, "/feedbackliste/?side=2"),
        ("/feedbackliste/?q=6705859000",              200, "/feedbackliste/"),
        ("/feedbackliste/?q=670585-9000",             200, "/feedbackliste/"),
        ("/feedbackliste/?q=670585%209000",           200, "/feedbackliste/"),
        ("/feedbackliste/luk-besked/?q=6705859000",   405, "/feedbackliste/luk-besked/"),
        ("/feedbackliste/6705859000/",                404, "/"),
    ],
)  # fmt: skip
def test_beskeden_baerer_ikke_et_nummer_fra_adressen(
    klient: Client, mette: Bruger, adresse: str, status: int, retur: str
):
    tryk(klient, klar_sag(mette))
    svar = klient.get(adresse)
    side = svar.content.decode()
    assert svar.status_code == status
    assert skjulte(side[side.index("data-luk-besked") :].split("</form>")[0])["retur"] == retur
    assert not re.search(r"670585.{0,3}9000", side)


def test_en_gammel_fane_lukker_ikke_den_nye_besked(klient: Client, mette: Bruger):
    foerst, sidst = klar_sag(mette), klar_sag(mette)
    tryk(klient, foerst)
    gammel = str(Feedback.objects.i_kommune("0175").get().pk)
    tryk(klient, sidst)
    klient.post("/feedbackliste/luk-besked/", {"henlagt": gammel})
    assert f"{sidst.sagsnr} er henlagt" in klient.get("/feedbackliste/").content.decode()


@pytest.mark.parametrize("retur", ["https://eksempel.test/", "//eksempel.test", "javascript:1", ""])
def test_beskeden_sender_aldrig_brugeren_ud_af_systemet(klient: Client, retur: str):
    svar = klient.post("/feedbackliste/luk-besked/", {"retur": retur})
    assert svar["Location"] == "/"


def test_beskeden_om_sagen_selv_siger_ikke_at_den_er_en_anden(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    tryk(klient, sag)
    side = klient.get(f"/feedbackliste/{sag.pk}/").content.decode()
    assert "er henlagt i visitering" in side
    assert "Det er ikke den sag, du ser nu." not in side


def test_beskeden_er_kun_for_den_der_henlagde(klient: Client, mette: Bruger, leder: Bruger):
    tryk(klient, klar_sag(mette))
    assert "henlagt" not in klient_for(leder).get("/prioriteringsliste/").content.decode()


def test_uden_en_henlaeggelse_koster_beskeden_intet(klient: Client):
    with CaptureQueriesContext(connection) as stillet:
        klient.get("/tilgaengelighed/")
    assert not any("feedback_feedback" in et["sql"] for et in stillet.captured_queries)


def test_fortryd_aabner_sagen_igen(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    tryk(klient, sag)
    svar = fortryd(klient, sag, klient.get("/prioriteringsliste/").content.decode())
    assert svar["Location"] == f"/kontrolark/{sag.pk}/"
    assert laes(sag).tilstand == Sagstilstand.VISITERES
    side = klient.get("/feedbackliste/").content.decode()
    assert f"Henlæggelsen af {sag.sagsnr} er fortrudt." in side
    assert "er henlagt i visitering" not in side
    opslag = Opslag.objects.i_kommune("0175").filter(side="fortryd_henlaeggelse").get()
    assert (opslag.art, opslag.sag, opslag.antal) == ("AENDRING", sag.pk, 1)


def test_fortryd_fra_det_registrerede(klient: Client, mette: Bruger):
    """Har man henlagt en sag mere siden, findes knappen stadig på sagen selv."""
    foerst, sidst = klar_sag(mette), klar_sag(mette)
    for sag in (foerst, sidst):
        tryk(klient, sag)
    side = klient.get(f"/feedbackliste/{foerst.pk}/").content.decode()
    egen = side[side.index("Registreret feedback</h1>") :]
    assert fortryd(klient, foerst, egen).status_code == 302
    assert (laes(foerst).er_aaben, laes(sidst).er_aaben) == (True, False)


@pytest.mark.parametrize("minutter", [9, 10])
def test_for_sent_siger_hvad_man_kan_goere(klient: Client, mette: Bruger, minutter: int):
    sag = klar_sag(mette)
    with time_machine.travel(timezone.now(), tick=False) as ur:
        tryk(klient, sag)
        side = klient.get("/feedbackliste/").content.decode()
        ur.shift(timedelta(minutes=minutter))
        svar = fortryd(klient, sag, side)
        if minutter == 9:
            assert laes(sag).er_aaben
            return
        assert svar["Location"] == f"/feedbackliste/{sag.pk}/"
        bagefter = unescape(klient.get(svar["Location"]).content.decode())
    assert FOR_SENT in bagefter
    assert "Fortryd henlæggelsen" not in bagefter
    assert f'href="/feedbackliste/{sag.pk}/?ret=1"' in bagefter


def test_fortryd_to_gange(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    tryk(klient, sag)
    side = klient.get("/feedbackliste/").content.decode()
    fortryd(klient, sag, side)
    svar = fortryd(klient, sag, side)
    assert VAEK in unescape(klient.get(svar["Location"]).content.decode())
    assert laes(sag).er_aaben


def test_en_sag_i_hoering_henlaegges_ikke_med_en_tast(klient: Client, mette: Bruger):
    sag = klar_sag(mette, tilstand=Sagstilstand.PARTSHOERING)
    hoering(sag, "SENDT")
    assert tryk(klient, sag)["Location"] == f"/feedbackliste/{sag.pk}/"
    assert laes(sag).tilstand == Sagstilstand.PARTSHOERING


def test_har_en_kollega_gjort_noget_imens_siges_det(klient: Client, mette: Bruger, leder: Bruger):
    sag = klar_sag(mette)
    felter = skjulte(knap(sag))
    tryk(klient_for(leder), sag)
    svar = tryk(klient, sag, **felter)
    side = unescape(svar.content.decode())
    assert svar.status_code == 409
    assert "<bdi>Søren Bak</bdi> registrerede “Henlægges i visitering”" in side
    assert re.search(r'value="HENLAGT_VISITERING"[^>]* checked', side)


def test_naar_journalen_tier_er_intet_lukket(klient: Client, mette: Bruger, monkeypatch):
    from feedback.feedbackliste import tryk as trykket
    from kontrol.journalisering.poster import IkkeJournaliseret

    def tier(_sag: Sag, _bruger: Bruger) -> None:
        raise IkkeJournaliseret("Journalen svarer ikke.")

    monkeypatch.setattr(trykket, "sikr", tier)
    sag = fabrik.bestilt_sag(mette)
    svar = tryk(klient, sag)
    side = unescape(svar.content.decode())
    assert svar.status_code == 409
    assert "Journalen svarer ikke." in side
    assert "Journalen prøves igen af sig selv." in side
    assert laes(sag).tilstand == Sagstilstand.BESTILT


def test_arket_leveres_foer_sagen_lukkes(klient: Client, mette: Bruger):
    """Den, der henlægger uden at have åbnet arket, får det i journalen først."""
    sag = fabrik.bestilt_sag(mette)
    assert tryk(klient, sag).status_code == 302
    poster = Journalpost.objects.i_kommune("0175").order_by("oprettet")
    assert list(poster.values_list("art", "tilstand")) == [
        ("VISITERING", "LEVERET"),
        ("AFSLUTNING", "VENTER"),
    ]


@pytest.mark.parametrize(
    "handling", ["henlaeg", "fortryd", "kladde", "kladde/videre", "kladde/kasser"]
)
def test_en_fremmed_sag_findes_ikke(klient: Client, mette: Bruger, jonas: Bruger, handling: str):
    sag = klar_sag(mette)
    tryk(klient, sag)
    token = Feedback.objects.i_kommune("0175").get().token
    felter = {"version": "1", "token": str(token), "bemaerkning": "x"}
    fremmed = klient_for(jonas)
    svar = [fremmed.post(f"/feedbackliste/{id_}/{handling}/", felter) for id_ in (sag.pk, uuid4())]
    assert [et.status_code for et in svar] == [404, 404]
    sider = [
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", et.content.decode()) for et in svar
    ]
    assert sider[0] == sider[1]
    assert laes(sag).tilstand == Sagstilstand.HENLAGT_VISITERING
    assert klient.get(f"/feedbackliste/{sag.pk}/{handling}/").status_code == 405


@pytest.mark.parametrize("vaerdi", ["", "x", "-1", "9" * 40])
def test_plantede_felter_vaelter_intet(klient: Client, mette: Bruger, vaerdi: str):
    sag = klar_sag(mette, version=3)
    assert tryk(klient, sag, version=vaerdi, token=vaerdi).status_code in (302, 409)
    svar = klient.post(f"/feedbackliste/{sag.pk}/fortryd/", {"token": vaerdi})
    assert svar.status_code == 302
    i_journalen(sag, mette)
