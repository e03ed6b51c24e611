"""Hent zip-filen og følg dens fremdrift: kun ejeren, kun mens sagerne er hendes at hente."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Brugersession, Opslag
from adgang.opslagslog.arter import Art
from kontrol.bestillingsliste.bestil import laeg_tilbage
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import mappe
from kontrol.tildeling.tildel import flyt
from samkoering.models import Handling, Sag
from tests import fabrik
from tests.conftest import klient_for
from tests.kontrol.pakker.conftest import sager_i

PAKKER = "/prioriteringsliste/pakker/"
HTMX = {"HX-Request": "true", "X-Sidens-Egen": "ja"}


def zip_adresse(pakke: Pakke) -> str:
    return f"{PAKKER}{pakke.pk}.zip"


def test_hentningen(pakke, klient: Client):
    ny = pakke(2, dannet=True)
    svar = klient.get(zip_adresse(ny))
    assert svar.status_code == 200
    assert svar["Content-Type"] == "application/zip"
    assert "no-store" in svar["Cache-Control"]
    dag = timezone.localdate()
    assert svar["Content-Disposition"] == f'attachment; filename="kontrolark-{dag:%Y-%m-%d}.zip"'
    assert len(ZipFile(BytesIO(svar.content)).namelist()) == 2


def test_hver_hentning_staar_i_historikken_og_opslagsloggen(pakke, klient: Client, mette):
    ny = pakke(2, dannet=True)
    aegtefaelles = sager_i(ny)[0]
    fabrik.udfald(aegtefaelles, "b_indkomst", "AEF")
    for _ in range(2):
        klient.get(zip_adresse(ny))
    for sag in sager_i(ny):
        hentet = sag.historik.filter(handling=Handling.HENTET_PDF, detalje__endswith="i en zip-fil")
        assert [linje.bruger for linje in hentet] == [mette, mette]
    opslag = Opslag.objects.i_kommune("0175").filter(art=Art.PDF)
    personer = {str(cpr) for sag in sager_i(ny) for cpr in sag.udfald.values_list("cpr", flat=True)}
    for et in opslag:
        assert {led.borger.cpr for led in et.borgere.all()} == personer
        assert (et.antal, et.formaal) == (2, "§ 10-opfølgning: visitering af sag")
    assert opslag.count() == 2


@pytest.mark.parametrize("hvem", ["kollega", "leder", "jonas"])
@pytest.mark.parametrize("sti", ["{}.zip", "{}/"])
def test_andres_pakke_er_som_en_ukendt(pakke, leder, jonas, klient, hvem: str, sti: str):
    fabrik.bruger("kollega")
    ny = pakke(1, dannet=True)
    andens = klient_for(Bruger.objects.get(brugernavn=hvem)).get(PAKKER + sti.format(ny.pk))
    ukendt = klient.get(PAKKER + sti.format(uuid4()))
    assert (andens.status_code, ukendt.status_code) == (404, 404)
    assert str(ny.pk) not in andens.content.decode()


def test_uden_log_ind_er_der_ingen_fil(pakke):
    svar = Client().get(zip_adresse(pakke(1, dannet=True)))
    assert svar.status_code == 302
    assert svar.url.startswith("/log-ind/")


@pytest.mark.parametrize(
    ("sker", "siges"),
    [
        ("lagt tilbage", "En sag i zip-filen er lagt tilbage, lukket af registret"),
        ("givet videre", "En sag i zip-filen er lagt tilbage, lukket af registret"),
        ("ydelse",       "En sag i zip-filen er lagt tilbage, lukket af registret"),
        ("nyt ark",      "En sag har fået et nyt kontrolark, siden zip-filen blev dannet."),
        ("fil væk",      "Zip-filen findes ikke længere på serveren."),
        ("DANNES",       "Zip-filen er ikke dannet endnu."),
        ("VENTER",       "Zip-filen er ikke dannet endnu."),
        ("FEJLET",       "Zip-filen blev ikke dannet."),
    ],
)  # fmt: skip
def test_en_foraeldet_fil_sendes_ikke(pakke, klient, mette, leder, sker: str, siges: str):
    ny = pakke(2, dannet=True)
    sag = sager_i(ny)[0]
    match sker:
        case "lagt tilbage":
            laeg_tilbage([sag.pk], mette)
        case "givet videre":
            flyt({sag.pk: mette.pk}, leder, mette)
        case "ydelse":
            Sag.objects.i_kommune("0175").filter(pk=sag.pk).update(kle="32.24.12")
            Bruger.objects.filter(pk=mette.pk).update(kle=["32.24.04"])
        case "nyt ark":
            fabrik.kontrolark(sag)
        case "fil væk":
            mappe.slet(ny.pk)
        case tilstand:
            Pakke.objects.i_kommune("0175").update(tilstand=tilstand)
    svar = klient.get(zip_adresse(ny))
    assert svar.status_code == 410
    assert siges in svar.content.decode()
    assert not Opslag.objects.i_kommune("0175").filter(art=Art.PDF).exists()


# ── Fremdriften ─────────────────────────────────────────────────────────────────────────────


def test_linjen_paa_prioriteringslisten(pakke, klient: Client):
    ny = pakke(5)
    Pakke.objects.i_kommune("0175").update(tilstand=Pakketilstand.DANNES, faerdige=3)
    html = klient.get("/prioriteringsliste/").content.decode()
    assert "Danner kontrolark som PDF: 3 af 5 er klar" in html
    assert '<progress class="fremdrift" max="5" value="3"' in html
    assert f'hx-get="{PAKKER}{ny.pk}/?set=3-0"' in html
    assert "allowEval" in html
    assert (
        "htmx" not in klient_for(fabrik.bruger("karl")).get("/prioriteringsliste/").content.decode()
    )


def test_linjen_paa_overblikket(pakke, klient: Client, leder: Bruger):
    pakke(5)
    assert "Danner kontrolark som PDF: 0 af 5 er klar" in klient.get("/").content.decode()
    assert "Danner kontrolark" not in klient_for(leder).get("/").content.decode()


@pytest.mark.parametrize(
    ("tilstand", "faerdige", "set_", "status"),
    [
        ("DANNES", 3, "3-0", 204),   # intet nyt
        ("DANNES", 3, "2-0", 200),
        ("DANNES", 3, "",    200),
        ("KLAR",   3, "3-0", 200),   # nu er den klar
        ("FEJLET", 0, "0-0", 200),
    ],
)  # fmt: skip
def test_kun_en_aendring_sendes(pakke, klient, tilstand: str, faerdige: int, set_: str, status):
    ny = pakke(3)
    Pakke.objects.i_kommune("0175").update(tilstand=tilstand, faerdige=faerdige)
    svar = klient.get(f"{PAKKER}{ny.pk}/?set={set_}", headers=HTMX)
    assert svar.status_code == status
    assert ("hx-trigger" in svar.content.decode()) is (status == 200 and tilstand == "DANNES")


def test_naar_den_er_klar_kan_den_hentes(pakke, klient: Client):
    ny = pakke(3, dannet=True)
    html = klient.get(f"{PAKKER}{ny.pk}/").content.decode()
    assert "3 kontrolark ligger klar i en zip-fil" in html
    assert f'href="{zip_adresse(ny)}"' in html


def test_kan_den_ikke_laengere_hentes_staar_der_hvorfor(pakke, klient: Client):
    ny = pakke(2, dannet=True)
    fabrik.kontrolark(sager_i(ny)[0])
    html = klient.get("/prioriteringsliste/").content.decode()
    assert zip_adresse(ny) not in html
    assert "Hent kontrolarkene igen." in html


@pytest.mark.parametrize(("headers", "er_brug"), [(HTMX, False), ({}, True)])
def test_fremdriften_holder_ikke_sessionen_i_live(pakke, klient, headers: dict, er_brug: bool):
    ny, foer = pakke(1), timezone.now() - timedelta(minutes=5)
    Brugersession.objects.update(sidst_brugt=foer)
    klient.get(f"{PAKKER}{ny.pk}/", headers=headers)
    assert (Brugersession.objects.get().sidst_brugt > foer) is er_brug


def test_en_fejlet_pakke_forsvinder_naar_der_er_en_nyere(pakke, klient: Client):
    gammel = pakke(1)
    Pakke.objects.i_kommune("0175").update(tilstand=Pakketilstand.FEJLET, fejl="Det gik galt.")
    assert "Det gik galt." in klient.get("/prioriteringsliste/").content.decode()
    pakke(1)
    html = klient.get("/prioriteringsliste/").content.decode()
    assert f'id="pakke-{gammel.pk}"' not in html


def test_intet_cpr_nummer_i_pakkens_linje(pakke, klient: Client):
    html = klient.get(f"{PAKKER}{pakke(2, dannet=True).pk}/").content.decode()
    for cpr in Sag.objects.i_kommune("0175").values_list("cpr", flat=True):
        assert str(cpr) not in html
