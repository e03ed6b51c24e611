"""Tildeling fra siden: hvad der sendes, hvad der siges, og hvad loggen husker."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from adgang.models import Bruger, Opslag
from adgang.opslagslog.arter import Art
from kontrol.bestillingsliste.bestil import laeg_tilbage
from kontrol.tildeling.tildel import flyt
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

LISTE, TILDEL, FRIGIV = (f"/prioriteringsliste/{sti}" for sti in ("", "tildel/", "frigiv/"))


@pytest.fixture
def karl(db) -> Bruger:
    return fabrik.bruger("karl", navn="Karl Lund")


def laes(sag: Sag) -> Sag:
    return Sag.objects.i_kommune(sag.kommune_id).select_related("tildelt").get(pk=sag.pk)


def uden_nogen(bestiller: Bruger, **felter: object) -> Sag:
    sag = fabrik.bestilt_sag(bestiller, **felter)
    Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(tildelt=None)
    return sag


def send(klient: Client, sti: str, sager: list[Sag], *vist: str, **felter: object) -> str:
    data = {"sag": [sag.pk for sag in sager], "set": vist, **felter}
    return klient.post(sti, data, follow=True).content.decode()


def test_tildel_mig_fra_raekken_gaelder_kun_den(klient: Client, mette: Bruger, karl: Bruger):
    taget, afkrydset = uden_nogen(karl), uden_nogen(karl)
    html = send(klient, TILDEL, [afkrydset], kun=taget.pk, til=karl.reference)
    assert "1 sag er tildelt dig." in html
    assert (laes(taget).tildelt, laes(afkrydset).tildelt) == (mette, None)


def test_i_bundt_til_en_kollega(klient: Client, mette: Bruger, karl: Bruger):
    sager = [fabrik.bestilt_sag(mette) for _ in range(3)]
    assert "3 sager er tildelt Karl Lund." in send(klient, TILDEL, sager, til=karl.reference)
    assert {laes(sag).tildelt for sag in sager} == {karl}


def test_frigiv_lader_sagen_blive_i_teamets_liste(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette, navn="Amina Testesen")
    html = send(klient, FRIGIV, [sag])
    assert "1 sag er frigivet, og den ligger nu under Ikke tildelt." in html
    assert laes(sag).tilstand == Sagstilstand.BESTILT
    assert sag.bestillinger.get().lukket is None
    assert "Amina Testesen" not in klient.get(LISTE).content.decode()
    for vis in ("teamet", "utildelt"):
        html = klient.get(f"{LISTE}?vis={vis}").content.decode()
        assert "Amina Testesen" in html
        assert "<bdi>Ikke tildelt</bdi>" in html


@pytest.mark.parametrize(
    ("foerst", "siges"),
    [
        ("tager",   r"Karl Lund tog R-\S+ kl. \d\d\.\d\d. Sagen er ikke flyttet."),
        ("giver",   r"Søren Bak tildelte Karl Lund R-\S+ kl. \d\d\.\d\d. Sagen er ikke flyttet."),
        ("frigiver", r"Karl Lund frigav R-\S+ kl. \d\d\.\d\d. Sagen er ikke flyttet."),
    ],
)  # fmt: skip
def test_det_tabte_kaploeb(klient, mette, karl, leder, foerst: str, siges: str):
    sag = uden_nogen(karl)
    vist = ""
    if foerst == "frigiver":
        flyt({sag.pk: None}, karl, karl)
        klient, vist = klient_for(leder), str(karl.reference)
        flyt({sag.pk: karl.pk}, None, karl)
        svar = send(klient, TILDEL, [sag], f"{sag.pk}={vist}", til=mette.reference)
    else:
        flyt({sag.pk: None}, karl, karl if foerst == "tager" else leder)
        svar = send(klient, TILDEL, [sag], f"{sag.pk}={vist}", til="mig")
    assert re.search(siges, svar)


def test_en_sag_der_imens_er_lagt_tilbage(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    laeg_tilbage([sag.pk], mette)
    svar = send(klient, FRIGIV, [sag], f"{sag.pk}={mette.reference}")
    assert "1 sag er ikke længere under behandling og blev ikke flyttet." in svar


def test_grundene_naevnes_hver_for_sig(klient: Client, mette: Bruger, karl: Bruger):
    signe = fabrik.bruger("signe", navn="Signe Dal")
    signe.kle = ["32.24.12"]
    signe.save()
    egen, kollegas = fabrik.bestilt_sag(mette), fabrik.bestilt_sag(karl)
    passer = fabrik.bestilt_sag(mette, kle="32.24.12")
    svar = send(klient, TILDEL, [egen, kollegas, passer], til=signe.reference)
    assert "1 sag er tildelt Signe Dal." in svar
    assert f"{egen.sagsnr} hører til en ydelse, Signe Dal ikke ser." in svar
    assert (
        f"{kollegas.sagsnr} kan kun flyttes af den, der har sagen, eller af en teamleder." in svar
    )


@pytest.mark.parametrize(
    ("sti", "felter", "fejl"),
    [
        (TILDEL, {"til": "mig"}, "Vælg mindst én sag, før du tildeler."),
        (FRIGIV, {},             "Vælg mindst én sag, før du tildeler."),
        (TILDEL, {"til": ""},    "Vælg den kollega, sagerne skal tildeles."),
        (TILDEL, {"til": "x"},   "Vælg den kollega, sagerne skal tildeles."),
        (TILDEL, {"sag": "x"},   "Vælg mindst én sag, før du tildeler."),
    ],
)  # fmt: skip
def test_intet_at_goere(klient: Client, sti: str, felter: dict[str, str], fejl: str):
    assert fejl in klient.post(sti, felter, follow=True).content.decode()


def test_tilbage_til_listen_som_den_stod(klient: Client, mette: Bruger):
    sag, valg = fabrik.bestilt_sag(mette), "?vis=teamet&status=BESTILT&sorter=-navn"
    svar = klient.post(f"{TILDEL}{valg}", {"sag": sag.pk, "til": "mig"})
    assert svar.url == f"{LISTE}{valg}"
    ondt = klient.post(f"{TILDEL}?vis=//ondt.example&next=//ondt.example", {"sag": sag.pk})
    assert ondt.url == f"{LISTE}?vis=mine"


def test_tilbage_til_kontrolarket(klient: Client, mette: Bruger):
    sag = uden_nogen(mette)
    svar = klient.post(TILDEL, {"sag": sag.pk, "til": "mig", "kontrolark": "1"})
    assert svar.url == f"/kontrolark/{sag.pk}/"


def test_kun_det_der_skete_staar_i_opslagsloggen(klient: Client, mette: Bruger, karl: Bruger):
    egen, kollegas = fabrik.bestilt_sag(mette), fabrik.bestilt_sag(karl)
    klient.post(TILDEL, {"sag": [egen.pk, kollegas.pk], "til": karl.reference})
    klient.post(TILDEL, {"sag": [kollegas.pk], "til": "mig"})
    (opslag,) = Opslag.objects.i_kommune("0175").filter(art=Art.AENDRING)
    assert (opslag.antal, opslag.kriterium) == (1, "Tildelt")
    assert opslag.borgere.get().borger.cpr == egen.cpr


def test_fremmed_kommunes_bruger_flytter_intet(mette: Bruger, jonas: Bruger):
    sag = uden_nogen(mette)
    for sti in (TILDEL, FRIGIV):
        svar = send(klient_for(jonas), sti, [sag], til="mig")
        assert "1 sag er ikke længere under behandling" in svar
    assert laes(sag).tildelt is None
    assert not sag.historik.exists()


@pytest.mark.parametrize("sti", [TILDEL, FRIGIV])
def test_kraever_post(klient: Client, sti: str):
    assert klient.get(sti).status_code == 405
