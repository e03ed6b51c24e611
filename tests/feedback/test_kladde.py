"""Kladden: den ligger der igen, er kun ens egen, og lever ikke længere end sin bestilling."""

from __future__ import annotations

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Opslag
from adgang.omfang import omfang_for
from feedback.feedbackliste import kladde as kladder
from feedback.feedbackliste.fortryd import fortryd
from feedback.feedbackliste.registrer import registrer
from feedback.models import Feedbackkladde
from kontrol.bestillingsliste.bestil import bestil, laeg_tilbage
from kontrol.bestillingsliste.bestil import fortryd as fortryd_bestilling
from kontrol.models import Bestilling
from samkoering.models import Sag
from tests import fabrik
from tests.conftest import klient_for
from tests.feedback.opstilling import HENLAEG, i_journalen, klar_sag, ventende

SKREVET = {"resultat": "AENDRET_TILDELING", "krav": "9.2", "bemaerkning": "Borgeren har ringet"}
UDEN_CPR = "Kladden er ikke gemt. Skriv den uden CPR-nummer."
JSON = {"HTTP_ACCEPT": "application/json"}


def alle() -> list[dict[str, str]]:
    return list(Feedbackkladde.objects.i_kommune("0175").values_list("felter", flat=True))


def bestilling(sag: Sag) -> Bestilling:
    return sag.bestillinger.latest("bestilt")


def gem(klient: Client, sag: Sag, felter: dict[str, str] = SKREVET, sti: str = "", **mere: str):
    return klient.post(f"/feedbackliste/{sag.pk}/kladde/{sti}", felter, **mere)


def test_det_skrevne_ligger_der_igen_ogsaa_det_halve(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    svar = gem(klient, sag, **JSON)
    assert re.fullmatch(r"kl\. \d\d\.\d\d", svar.json()["gemt"])
    side = klient.get(f"/feedbackliste/{sag.pk}/").content.decode()
    assert re.search(r"Din kladde fra i dag kl\. \d\d\.\d\d", side)
    assert re.search(r'value="AENDRET_TILDELING"[^>]* checked', side)
    assert 'value="9.2"' in side
    assert "Borgeren har ringet" in side


def test_kladden_uden_script(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    svar = gem(klient, sag)
    assert (svar.status_code, svar["Location"]) == (302, f"/feedbackliste/{sag.pk}/")
    assert "Kladden er gemt kl." in klient.get(svar["Location"]).content.decode()
    svar = klient.post(f"/feedbackliste/{sag.pk}/kladde/kasser/")
    side = klient.get(svar["Location"]).content.decode()
    assert "Kladden er kasseret." in side
    assert "Borgeren har ringet" not in side
    assert alle() == []


def test_et_valg_fra_kontrolarket_gaar_forud_for_kladdens(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    gem(klient, sag)
    side = klient.get(f"/feedbackliste/{sag.pk}/?resultat=HENLAGT_VISITERING").content.decode()
    assert re.findall(r'name="resultat" value="(\w+)"[^>]* checked', side) == ["HENLAGT_VISITERING"]
    assert "Borgeren har ringet" in side


def test_kun_ens_egen(klient: Client, mette: Bruger, leder: Bruger):
    sag = fabrik.bestilt_sag(mette)
    gem(klient, sag)
    kollega = klient_for(leder)
    assert "Borgeren har ringet" not in kollega.get(f"/feedbackliste/{sag.pk}/").content.decode()
    gem(kollega, sag, {"bemaerkning": "Min egen"})
    kollega.post(f"/feedbackliste/{sag.pk}/kladde/kasser/")
    assert alle() == [SKREVET]


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"bemaerkning": "Ring til 670585-0028"}, UDEN_CPR),
        ({"krav": "6705850028"},                  UDEN_CPR),
        ({"bemaerkning": "x" * 600},              ""),
        ({"bemaerkning": "x" * 601},              kladder.FOR_LANG),
        ({"tilstand": "LEDIG", "bruger": "1"},    ""),   # kun formularens egne felter gemmes
    ],
)  # fmt: skip
def test_hvad_der_ikke_gemmes(klient: Client, mette: Bruger, felter: dict[str, str], fejl: str):
    sag = fabrik.bestilt_sag(mette)
    svar = gem(klient, sag, felter, **JSON)
    if not fejl:
        assert svar.status_code == 200
        assert set(alle()[0]) <= set(kladder.FELTER)
        return
    assert (svar.status_code, svar.json()) == (422, {"fejl": fejl})
    side = gem(klient, sag, felter)  # uden script
    assert side.status_code == 422
    assert fejl in unescape(side.content.decode())
    assert next(iter(felter.values())) in side.content.decode()
    assert alle() == []


def test_loggen_har_en_raekke_for_sidens_foerste_kladde(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    assert gem(klient, sag, sti="videre/", **JSON).status_code == 409  # ingen at skrive videre på
    assert alle() == []
    gem(klient, sag, **JSON)
    for nr in range(3):
        svar = gem(klient, sag, {"bemaerkning": f"Borgeren {nr}"}, sti="videre/", **JSON)
        assert svar.status_code == 200
    assert alle() == [{"bemaerkning": "Borgeren 2"}]
    opslag = Opslag.objects.i_kommune("0175").filter(side__startswith="feedbackkladde")
    assert [(o.art, o.sag, o.kriterium) for o in opslag] == [("AENDRING", sag.pk, "Kladde gemt")]


@pytest.mark.parametrize("luk", ["registrer", "læg tilbage", "fortryd"])
def test_kladden_slettes_naar_bestillingen_lukkes(mette: Bruger, leder: Bruger, luk: str):
    sag, anden, token = fabrik.sag_med_udfald(), klar_sag(mette), uuid4()
    bestil([sag.pk], mette, token)
    for hvem, hvor in ((mette, sag), (leder, sag), (mette, anden)):
        kladder.gem(bestilling(hvor), hvem, SKREVET)
    if luk == "registrer":
        i_journalen(sag, mette)
        registrer(ventende(sag, mette), HENLAEG)
    elif luk == "læg tilbage":
        assert laeg_tilbage([sag.pk], mette)
    else:
        assert fortryd_bestilling(mette, token)
    tilbage = Feedbackkladde.objects.i_kommune("0175").get()
    assert tilbage.bestilling.sag == anden


def test_en_lukket_bestilling_faar_ingen_kladde_og_en_fortrudt_igen(mette: Bruger):
    sag = klar_sag(mette)
    gemt = registrer(ventende(sag, mette), HENLAEG)
    with pytest.raises(kladder.KanIkkeGemmes):
        kladder.gem(bestilling(sag), mette, SKREVET)
    fortryd(sag.pk, gemt.token, mette, omfang_for(mette))
    assert kladder.gem(bestilling(sag), mette, SKREVET).gemt <= timezone.now()


def test_en_lukket_sag_siger_hvorfor(klient: Client, mette: Bruger):
    sag = klar_sag(mette)
    registrer(ventende(sag, mette), HENLAEG)
    for sti in ("", "videre/"):
        svar = gem(klient, sag, sti=sti, **JSON)
        assert (svar.status_code, svar.json()) == (422, {"fejl": kladder.LUKKET})


def test_naar_journalen_tier_ligger_teksten_ogsaa_som_kladde(klient, mette, monkeypatch):
    from feedback.feedbackliste import tryk
    from kontrol.journalisering.poster import IkkeJournaliseret

    def tier(_sag: Sag, _bruger: Bruger) -> None:
        raise IkkeJournaliseret("Journalen svarer ikke.")

    monkeypatch.setattr(tryk, "sikr", tier)
    sag = fabrik.bestilt_sag(mette)
    svar = klient.post(
        f"/feedbackliste/{sag.pk}/",
        {"resultat": "HENLAGT_VISITERING", "bemaerkning": "Forklaret", "token": str(uuid4())},
    )
    side = unescape(svar.content.decode())
    assert svar.status_code == 409
    assert "Feedback er ikke gemt endnu" in side
    assert re.search(r"er gemt som kladde kl\. \d\d\.\d\d", side)
    assert ">\nForklaret</textarea>" in side
    assert alle() == [{"resultat": "HENLAGT_VISITERING", "bemaerkning": "Forklaret"}]
