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


def test_ingen_stikproeve_er_ikke_et_godt_tegn(leder: Bruger):
    html = klient_for(leder).get(ADRESSE).content.decode()
    assert "Der er ikke trukket en stikprøve endnu" in html
    assert "#success" not in html.partition("<main")[2]


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


def om(post: Stikproeveopslag, **svar: str) -> dict[str, str]:
    """Opslagets felter, som siden sender dem."""
    return {f"{post.pk}-{navn}": vaerdi for navn, vaerdi in svar.items()}


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
        ({"bemaerkning": "Ingen sag"},                               422, "Vælg, om opslaget"),
    ],
)  # fmt: skip
def test_vurderingen(sag, mette: Bruger, leder: Bruger, felter: dict, status: int, fejl: str):
    opslag(mette)
    klient = klient_for(leder)
    adresse, post = traek_paa_siden(klient)
    svar = klient.post(adresse, om(post, **felter))
    post.refresh_from_db()
    assert svar.status_code == status
    assert fejl in svar.content.decode()
    assert bool(post.vurdering) is (status == 302)
    if status == 302:
        assert (post.vurdering, post.vurderet_af) == (felter["vurdering"], leder)


@pytest.fixture
def tre(sag, mette: Bruger, leder: Bruger) -> tuple[Client, str, list[Stikproeveopslag]]:
    """Lederens klient, stikprøvens adresse og dens tre opslag."""
    opslag(mette, 3)
    klient = klient_for(leder)
    adresse = klient.post(ADRESSE)["Location"]
    return klient, adresse, list(Stikproeveopslag.objects.i_kommune("0175").order_by("opslag_id"))


def gemt(poster: list[Stikproeveopslag]) -> list[tuple[str, str]]:
    for post in poster:
        post.refresh_from_db()
    return [(post.vurdering, post.bemaerkning) for post in poster]


def test_alle_vurderinger_gemmes_paa_en_gang(tre):
    klient, adresse, (en, to, tom) = tre
    undersoeges = om(to, vurdering="UNDERSOEGES", bemaerkning="Ingen sag")
    felter = {**om(en, vurdering="I_ORDEN"), **undersoeges, **om(tom, bemaerkning="")}
    side = klient.post(adresse, felter, follow=True).content.decode()
    assert "2 vurderinger er gemt." in side
    assert "1 mangler en vurdering" in side
    assert gemt([en, to, tom]) == [("I_ORDEN", ""), ("UNDERSOEGES", "Ingen sag"), ("", "")]
    assert tom.vurderet is None


def test_en_fejl_i_een_gemmer_intet_og_taber_intet(tre):
    klient, adresse, (en, to, tre_) = tre
    felter = {
        **om(en, vurdering="I_ORDEN", bemaerkning="Skrevet ved den første"),
        **om(to, vurdering="UNDERSOEGES"),
        **om(tre_, vurdering="I_ORDEN", bemaerkning="Skrevet ved den tredje"),
    }
    svar = klient.post(adresse, felter)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert "Opslag 2: Skriv, hvorfor opslaget skal undersøges" in side
    assert gemt([en, to, tre_]) == [("", "")] * 3
    assert 'value="Skrevet ved den første"' in side
    assert 'value="Skrevet ved den tredje"' in side
    assert side.count(" checked") == 3


def test_det_uroerte_overskriver_ikke_en_andens_svar(tre):
    klient, adresse, (en, to, _) = tre
    klient.post(adresse, om(to, vurdering="UNDERSOEGES", bemaerkning="Den anden leders"))
    foer = {f"initial-{to.pk}-vurdering": "", f"initial-{to.pk}-bemaerkning": ""}
    klient.post(adresse, {**om(en, vurdering="I_ORDEN"), **foer, **om(to, bemaerkning="")})
    assert gemt([en, to]) == [("I_ORDEN", ""), ("UNDERSOEGES", "Den anden leders")]


def test_intet_rettet(tre):
    klient, adresse, poster = tre
    assert "Der var ikke noget at gemme." in klient.post(adresse, follow=True).content.decode()
    assert gemt(poster) == [("", "")] * 3


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
