"""Stikprøven: hvem der trækkes iblandt, hvor mange, og hvad teamlederen kan svare."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Stikproeve, Stikproeveopslag, Vurdering
from adgang.opslagslog.stikproeve import STOERRELSE, IntetAtTraekke, traek
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/log/stikproeve/"


def opslag(hvem: Bruger, antal: int = 1) -> None:
    """Så mange gange ser brugeren sin liste med én borger på."""
    klient = klient_for(hvem)
    for _ in range(antal):
        assert klient.get("/prioriteringsliste/").status_code == 200


@pytest.fixture
def sag(mette: Bruger):
    return fabrik.bestilt_sag(mette, cpr="6705850028")


@pytest.mark.parametrize(("findes", "trukket"), [(1, 1), (20, 20), (21, STOERRELSE)])
def test_stoerrelsen(sag, mette: Bruger, leder: Bruger, findes: int, trukket: int):
    opslag(mette, findes)
    proeve = traek(leder.kommune, leder)
    assert (proeve.iblandt, proeve.opslag.count()) == (findes, trukket)


def test_egne_opslag_er_aldrig_med(sag, mette: Bruger, leder: Bruger):
    klient_for(leder).get("/prioriteringsliste/?vis=teamet")
    with pytest.raises(IntetAtTraekke):
        traek(leder.kommune, leder)
    opslag(mette)
    assert traek(leder.kommune, leder).iblandt == 1


def test_en_anden_kommunes_opslag_er_aldrig_med(sag, leder: Bruger, jonas: Bruger):
    fabrik.bestilt_sag(jonas)
    opslag(jonas, 3)
    with pytest.raises(IntetAtTraekke):
        traek(leder.kommune, leder)


@pytest.mark.parametrize(("dage", "med"), [(29.9, True), (30.1, False)])
def test_perioden(sag, mette: Bruger, leder: Bruger, dage: float, med: bool):
    nu = timezone.now()
    with time_machine.travel(nu - timedelta(days=dage)):
        opslag(mette)
    if med:
        assert traek(leder.kommune, leder).iblandt == 1
    else:
        with pytest.raises(IntetAtTraekke):
            traek(leder.kommune, leder)


def test_siden_uden_noget_at_traekke_siger_det(leder: Bruger):
    svar = klient_for(leder).post(ADRESSE, follow=True)
    assert "Ingen andre har brugt oplysninger" in svar.content.decode()
    assert not Stikproeve.objects.i_kommune("0175").exists()


def traek_paa_siden(klient: Client) -> tuple[str, Stikproeveopslag]:
    adresse = klient.post(ADRESSE)["Location"]
    return adresse, Stikproeveopslag.objects.i_kommune("0175").get()


@pytest.mark.parametrize(
    ("felter", "status", "fejl"),
    [
        ({"vurdering": "I_ORDEN"},                                   302, ""),
        ({"vurdering": "UNDERSOEGES", "bemaerkning": "Ingen sag"},   302, ""),
        ({"vurdering": "UNDERSOEGES", "bemaerkning": ""},            422, "Skriv, hvorfor"),
        ({"vurdering": "UNDERSOEGES", "bemaerkning": "670585-0028"}, 422, "uden CPR-nummer"),
        ({"vurdering": "I_ORDEN", "bemaerkning": "x" * 201},         422, "højst fylde 200 tegn"),
        ({"vurdering": "MÅSKE"},                                     422, "Vælg, om opslaget"),
        ({},                                                         422, "Vælg, om opslaget"),
    ],
)  # fmt: skip
def test_vurderingen(sag, mette: Bruger, leder: Bruger, felter: dict, status: int, fejl: str):
    opslag(mette)
    klient = klient_for(leder)
    adresse, post = traek_paa_siden(klient)
    svar = klient.post(adresse, {"post": post.pk, **felter})
    post.refresh_from_db()
    assert svar.status_code == status
    assert fejl in svar.content.decode()
    assert bool(post.vurdering) is (status == 302)
    if status == 302:
        assert (post.vurdering, post.vurderet_af) == (felter["vurdering"], leder)


def test_siden_viser_hvem_hvad_og_hvorfor(sag, mette: Bruger, leder: Bruger):
    opslag(mette)
    klient = klient_for(leder)
    adresse, _ = traek_paa_siden(klient)
    side = klient.get(adresse).content.decode()
    for ord_ in ("Mette Holm", "670585-0028", "§ 10-opfølgning", Vurdering.I_ORDEN.label):
        assert ord_ in side
    assert "6705850028" not in adresse


@pytest.mark.parametrize("hvem", ["jonas", "mette"])
def test_andre_ser_den_ikke(sag, mette: Bruger, leder: Bruger, jonas: Bruger, hvem: str):
    opslag(mette)
    adresse, _ = traek_paa_siden(klient_for(leder))
    bruger = Bruger.objects.get(brugernavn=hvem)
    assert klient_for(bruger).get(adresse).status_code == 403
