"""Overblikket: dagens tal, nattens status, og hvad hver rolle ser."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Rolle
from samkoering.models import Koerselstilstand
from tests import fabrik
from tests.conftest import klient_for

I_DAG = timezone.localdate()


def kort(klient: Client) -> dict[str, str]:
    """Kortenes overskrift → tal."""
    side = klient.get("/").content.decode()
    par = re.findall(r'class="lab">([^<]*)</span><span class="val[^"]*">([^<]*)<', side)
    return dict(par)


def test_tallene(klient: Client, mette: Bruger, leder: Bruger, jonas: Bruger):
    for dage in (0, 7, 8, 30):
        fabrik.sag_med_udfald(udloeber=I_DAG + timedelta(days=dage))
    fabrik.bestilt_sag(mette)
    fabrik.bestilt_sag(mette)
    fabrik.bestilt_sag(leder)
    fabrik.bestilt_sag(jonas)
    fabrik.sag_med_udfald(jonas.kommune)
    assert kort(klient) == {
        "Sager, der kan bestilles": "4",
        "Udløber inden for en uge": "2",  # i dag og om 7 dage; 8 er ikke med
        "Dine åbne sager": "2",
        "Feedback mangler": "3",
        "Seneste samkøring": "Gennemført",
    }


def test_uden_en_eneste_koersel(klient: Client):
    side = klient.get("/").content.decode()
    assert "Der er ikke kørt en samkøring endnu. Den første kører i nat kl. 03.00." in side


@pytest.mark.parametrize(
    ("felter", "besked"),
    [
        ({}, None),
        (
            {"tilstand": Koerselstilstand.DELVIST,
             "tabeller": [fabrik.datakilde("CPR", "cpr_personer"),
                          fabrik.datakilde("Feriekonto", "feriekonto_anmodninger", "MANGLER")]},
            "Feriekonto svarede ikke ved seneste samkøring",
        ),
        (
            {"tilstand": Koerselstilstand.DELVIST,
             "tabeller": [fabrik.datakilde("R75", "r75_moms", "AFVIST"),
                          fabrik.datakilde("R75", "r75_biler", "MANGLER"),
                          fabrik.datakilde("CVR", "cvr_deltagelser", "MANGLER")]},
            "CVR, R75 svarede ikke ved seneste samkøring",
        ),
        ({"tilstand": Koerselstilstand.DELVIST}, "Seneste samkøring er delvist gennemført"),
        ({"tilstand": Koerselstilstand.FEJLET}, "Seneste samkøring fejlede"),
    ],
    ids=["alt svarede", "ét register tav", "flere tav", "opslag mislykkedes", "fejlet"],
)  # fmt: skip
def test_natten_siger_hvad_der_manglede(klient: Client, felter: dict, besked: str | None):
    fabrik.koersel(**felter)
    side = klient.get("/").content.decode()
    beskeder = re.findall(r'class="alert-heading">([^<]*)<', side)
    assert beskeder == ([besked] if besked else [])


def test_kun_egen_kommunes_del_af_natten(klient: Client, mette: Bruger, jonas: Bruger):
    natten = fabrik.koersel()
    fabrik.koerselsdel(natten, mette.kommune, modtagere=1676, aegtefaeller=1, nye_sager=37)
    fabrik.koerselsdel(natten, jonas.kommune, modtagere=999, nye_sager=555)
    side = klient.get("/").content.decode()
    assert "1.676 modtagere og 1 ægtefælle" in side
    assert "<dd>37</dd>" in side
    assert "555" not in side


@pytest.mark.parametrize("rolle", [Rolle.DRIFT, Rolle.DPO])
def test_drift_og_dpo_ser_natten_men_ingen_sager(db, rolle: Rolle):
    sag = fabrik.sag_med_udfald(navn="Kanariefugl Kendelig", cpr="7705850028")
    side = klient_for(fabrik.bruger("anden", rolle)).get("/").content.decode()
    assert "Seneste samkøring" in side
    assert "eIndkomst" in side
    for spor in ("Kanariefugl", "770585", sag.sagsnr, "/bestillingsliste/", "/feedbackliste/"):
        assert spor not in side


@pytest.mark.parametrize(
    ("rolle", "knap", "adresse"),
    [
        (Rolle.DRIFT,       "Gå til driften",    "/drift/"),
        (Rolle.DPO,         "Find en borger",    "/log/"),
        (Rolle.PROJEKT,     "Gå til Udsøgning",  "/udsoegning/"),
        (Rolle.STAR_IMPORT, "Gå til Indlæsning", "/persongrupper/indlaesning/"),
    ],
)  # fmt: skip
def test_forsiden_uden_sager_viser_vej_til_rollens_arbejde(
    db, rolle: Rolle, knap: str, adresse: str
):
    klient = klient_for(fabrik.bruger("anden", rolle))
    panel = klient.get("/").content.decode().split('id="hvad-nu">')[1].split("</section>")[0]
    assert re.findall(r'class="button[^"]*" href="([^"]*)">([^<]*)<', panel) == [(adresse, knap)]
    assert klient.get(adresse).status_code == 200


@pytest.mark.parametrize(
    ("rolle", "ser_den"),
    [(Rolle.DRIFT, True), (Rolle.DPO, True), (Rolle.PROJEKT, False), (Rolle.STAR_IMPORT, False)],
)
def test_natten_staar_kun_hos_den_der_maa_se_dens_regnskab(db, rolle: Rolle, ser_den: bool):
    kilder = [fabrik.datakilde("Feriekonto", "feriekonto_anmodninger", "MANGLER")]
    fabrik.koersel(tilstand=Koerselstilstand.DELVIST, tabeller=kilder)
    klient = klient_for(fabrik.bruger("anden", rolle))
    kortene = ("Seneste samkøring", "Registre, der ikke svarede", "Næste samkøring")
    assert list(kort(klient)) == (list(kortene) if ser_den else [])
    side = klient.get("/").content.decode()
    assert ("Feriekonto" in side) is ser_den


def test_start_med_den_aeldste_sag(klient: Client, mette: Bruger):
    fabrik.bestilt_sag(mette, udloeber=I_DAG + timedelta(days=9))
    aeldste = fabrik.bestilt_sag(mette, udloeber=I_DAG + timedelta(days=2))
    side = klient.get("/").content.decode()
    assert re.search(rf'href="/kontrolark/{aeldste.pk}/"[^>]*>Start med ældste sag', side)


@pytest.mark.parametrize(
    ("sti", "aktiv"),
    [
        ("/",                   "Overblik"),
        ("/bestillingsliste/",  "Bestillingsliste"),
        ("/prioriteringsliste/", "Prioriteringsliste"),
        ("/feedbackliste/",     "Feedbackliste"),
    ],
)  # fmt: skip
def test_menuen_viser_hvor_man_er(klient: Client, sti: str, aktiv: str):
    side = klient.get(sti).content.decode()
    menu = side.split('<nav class="navigation-menu"')[1].split("</nav>")[0]
    assert re.findall(r'aria-current="page"><span>([^<]*)<', menu) == [aktiv]
    assert f"<title>{aktiv} – Registersamkøring</title>" in side


def test_det_der_er_koert_igen_skjuler_ikke_nattens_nye_sager(klient: Client, mette: Bruger):
    """Overblik og bestillingsliste siger nattens tal, også når kun ét register er kørt igen."""
    dag = timezone.localdate()
    for dato, nye, felter in (
        (dag - timedelta(days=1), 40, {}),
        (dag,                     37, {}),
        (dag,                      0, {"kun_register": "feriekonto"}),
        (dag,                      2, {"kun_kommuner": [mette.kommune_id]}),
    ):  # fmt: skip
        natten = fabrik.koersel(dato, **felter)
        personer = {"modtagere": 1676} if not felter else {"modtagere": 5}
        fabrik.koerselsdel(natten, mette.kommune, nye_sager=nye, udloebne_sager=1, **personer)
    overblik = klient.get("/").content.decode()
    assert "<dt>Nye sager</dt><dd>39 i natten og det, der er kørt igen</dd>" in overblik
    assert "<dt>Udløbet, ikke behandlet</dt><dd>3</dd>" in overblik
    assert "1.676 modtagere" in overblik
    assert "· 39 nye sager</p>" in klient.get("/bestillingsliste/").content.decode()


@pytest.mark.parametrize("rolle", [Rolle.DRIFT, Rolle.DPO])
def test_registrenes_svar_har_deres_egen_overskrift(db, rolle: Rolle):
    fabrik.koersel()
    side = klient_for(fabrik.bruger("anden", rolle)).get("/").content.decode()
    panel, _, resten = side.partition('id="hvad-nu">')[2].partition("</section>")
    assert "<table" not in panel
    assert 'id="registrenes-svar">Registrenes svar</h2>' in resten.partition("<table")[0]
