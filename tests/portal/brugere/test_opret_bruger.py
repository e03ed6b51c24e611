"""En ny bruger: hvad der kan skrives, engangskoden, og hele vejen ind med den."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.brugere import oplysninger
from adgang.logind.tofaktor import ANTAL_KODER
from adgang.models import Bruger, Opslag, Rolle
from adgang.opslagslog.arter import Art
from tests import fabrik

LISTE, ADRESSE = "/administration/brugere/", "/administration/brugere/ny/"
EGEN_KODE = "en lang sætning om havet"


def opret(klient: Client, **felter: Any):
    """Send formularen; det, der ikke siges, er rigtigt."""
    rigtige = {
        "navn": "Jonas To", "brugernavn": "jonas2", "rolle": "SAGSBEHANDLER",
        "enhed": "Ydelsesservice", "ydelser": [],
    }  # fmt: skip
    return klient.post(ADRESSE, {**rigtige, **felter})


def engangskode(svar) -> str:
    """Koden, som den står på svarsiden."""
    fundet = re.search(r"<code>((?:[a-z0-9]{4}-){3}[a-z0-9]{4})</code>", svar.content.decode())
    assert fundet
    return fundet.group(1)


def test_brugeren_oprettes_i_administratorens_kommune(admin: Client, leder: Bruger):
    svar = opret(admin, ydelser=["32.24.04", "32.24.12"], enhed=" Jobcenter ", kommune="0173")
    ny = Bruger.objects.get(brugernavn="jonas2")
    assert svar.status_code == 200
    assert (ny.navn, ny.rolle, ny.enhed) == ("Jonas To", Rolle.SAGSBEHANDLER, "Jobcenter")
    assert (ny.kommune, ny.kle) == (leder.kommune, ["32.24.04", "32.24.12"])
    assert ny.check_password(engangskode(svar))


def test_siden_siger_hvad_der_skal_goeres_og_gemmes_ikke(admin: Client):
    svar = opret(admin)
    side, kode = svar.content.decode(), engangskode(svar)
    assert "mundtligt eller i en lukket kuvert" in side
    assert "24 timer" in side
    assert "no-store" in svar["Cache-Control"]
    ny = Bruger.objects.get(brugernavn="jonas2")
    assert kode not in admin.get(f"{LISTE}{ny.reference}/").content.decode()
    assert kode not in admin.get(LISTE).content.decode()


def test_det_staar_i_loggen_uden_koden(admin: Client, leder: Bruger):
    kode = engangskode(opret(admin))
    opslag = Opslag.objects.i_kommune("0175").get(art=Art.AENDRING)
    assert (opslag.bruger, opslag.kriterium) == (leder, "Bruger oprettet: jonas2")
    assert not [o for o in Opslag.objects.i_kommune("0175").values() if kode in str(o)]


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"navn": ""},                        "Skriv brugerens navn"),
        ({"navn": "x" * 121},                 "Navnet må højst fylde 120 tegn"),
        ({"navn": "Ib 670585-0028"},          "Skriv navnet uden CPR-nummer"),
        ({"navn": "Ib\u202eBro"},             "Skriv navnet uden linjeskift og usynlige tegn"),
        ({"brugernavn": ""},                  "Skriv et brugernavn"),
        ({"brugernavn": "leder"},             "Brugernavnet er optaget. Vælg et andet"),
        ({"brugernavn": "LEDER"},             "Brugernavnet er optaget. Vælg et andet"),
        ({"brugernavn": "jonas"},             "Brugernavnet er optaget. Vælg et andet"),  # fremmed
        ({"brugernavn": "j"},                 "Brugernavnet skal være på 2 til 60 tegn"),
        ({"brugernavn": "x" * 61},            "Brugernavnet skal være på 2 til 60 tegn"),
        ({"brugernavn": "jonas krog"},        "Brugernavnet må kun bestå af"),
        ({"brugernavn": "jonаs9"},            "Brugernavnet må kun bestå af"),  # kyrillisk а
        ({"brugernavn": "670585-0028"},       "Skriv brugernavnet uden CPR-nummer"),
        ({"brugernavn": "6705850028"},        "Skriv brugernavnet uden CPR-nummer"),
        ({"brugernavn": "x670585.0028"},      "Skriv brugernavnet uden CPR-nummer"),
        ({"rolle": ""},                       "Vælg en rolle"),
        ({"rolle": "DRIFT"},                  "Vælg en rolle"),  # kan ikke oprettes af en kommune
        ({"rolle": "API_KLIENT"},             "Vælg en rolle"),
        ({"enhed": ""},                       "Skriv enheden"),
        ({"enhed": "x" * 61},                 "Enheden må højst fylde 60 tegn"),
        ({"enhed": "670585 0028"},            "Skriv enheden uden CPR-nummer"),
        ({"ydelser": ["32.24.04", "99"]},     "Vælg ydelser på listen"),
    ],
)  # fmt: skip
def test_afvist(admin: Client, jonas: Bruger, felter: dict[str, Any], fejl: str):
    foer = Bruger.objects.count()
    svar = opret(admin, **felter)
    side = svar.content.decode()
    assert svar.status_code == 422
    assert side.count(fejl) == 2  # i fejllisten og ved feltet
    assert "<title>Fejl: Opret bruger" in side
    assert Bruger.objects.count() == foer


@pytest.mark.parametrize("rolle", ["SAGSBEHANDLER", "TEAMLEDER", "DPO"])
@pytest.mark.parametrize("brugernavn", ["jo", "x" * 60, "jo.na-s_2", "søren", "670585"])
def test_taget_imod(admin: Client, rolle: str, brugernavn: str):
    assert opret(admin, rolle=rolle, brugernavn=brugernavn).status_code == 200
    assert Bruger.objects.get(brugernavn=brugernavn).rolle == rolle


def test_brugernavnet_gemmes_med_smaa_bogstaver(admin: Client):
    opret(admin, brugernavn=" Jonas2 ")
    assert Bruger.objects.filter(brugernavn="jonas2").exists()


def test_to_der_opretter_samme_brugernavn_samtidig(admin: Client, monkeypatch: pytest.MonkeyPatch):
    """Den anden så navnet ledigt, men databasen har det nu."""
    fabrik.bruger("jonas2")
    monkeypatch.setattr(oplysninger, "er_optaget", lambda navn: False)
    svar = opret(admin)
    assert svar.status_code == 422
    assert "Brugernavnet er optaget" in svar.content.decode()


@pytest.mark.parametrize(("metode", "status"), [("get", 403), ("post", 403)])
def test_en_sagsbehandler_opretter_ingen(klient: Client, metode: str, status: int):
    assert getattr(klient, metode)(ADRESSE).status_code == status


def test_den_tomme_formular_foreslaar_enheden(admin: Client):
    svar = admin.get(ADRESSE)
    assert svar.status_code == 200
    assert 'value="Ydelsesservice"' in svar.content.decode()
    assert Opslag.objects.i_kommune("0175").get().art == Art.VISNING


# ── Hele vejen ind ──────────────────────────────────────────────────────────────────────────


def foerste_log_ind(brugernavn: str, kode: str) -> tuple[Client, int]:
    """Log-in, app og ny adgangskode, som et menneske gør det; giver klienten og sidste status."""
    klient = Client()
    svar = klient.post("/log-ind/", {"brugernavn": brugernavn, "adgangskode": kode})
    if svar.status_code != 302:
        return klient, svar.status_code
    klient.get("/log-ind/app/")
    enhed = TOTPDevice.objects.get(user__brugernavn=brugernavn, confirmed=False)
    svar = klient.post("/log-ind/app/", {"kode": fabrik.enhedens_kode(enhed)})
    assert svar.content.decode().count("<code>") == ANTAL_KODER
    assert klient.get("/")["Location"] == "/log-ind/ny-adgangskode/"
    to_gange = {"new_password1": EGEN_KODE, "new_password2": EGEN_KODE}
    return klient, klient.post("/log-ind/ny-adgangskode/", to_gange).status_code


@pytest.mark.parametrize(
    ("efter", "status"),
    [
        (timedelta(hours=23, minutes=59, seconds=50), 302),
        (timedelta(hours=24, seconds=1),              422),
    ],
)  # fmt: skip
def test_engangskoden_foerer_hele_vejen_ind_i_et_doegn(
    admin: Client, efter: timedelta, status: int
):
    kode = engangskode(opret(admin))
    with time_machine.travel(timezone.now() + efter):
        klient, svar = foerste_log_ind("jonas2", kode)
        assert svar == status
        inde = klient.get("/bestillingsliste/").status_code == 200
        assert inde is (status == 302)


def test_engangskoden_virker_een_gang(admin: Client):
    kode = engangskode(opret(admin))
    foerste_log_ind("jonas2", kode)
    assert (
        Client().post("/log-ind/", {"brugernavn": "jonas2", "adgangskode": kode}).status_code == 422
    )
    svar = Client().post("/log-ind/", {"brugernavn": "jonas2", "adgangskode": EGEN_KODE})
    assert svar.status_code == 302


@pytest.mark.parametrize(
    ("ydelser", "ser"),
    [([], {"Kontanthjælp", "Ledighedsydelse"}), (["32.24.12"], {"Ledighedsydelse"})],
)
def test_ydelserne_afgraenser_det_den_nye_ser(admin: Client, ydelser: list[str], ser: set[str]):
    for kle in ("32.24.04", "32.24.12"):
        fabrik.sag_med_udfald(kle=kle)
    klient, _ = foerste_log_ind("jonas2", engangskode(opret(admin, ydelser=ydelser)))
    side = klient.get("/bestillingsliste/").content.decode()
    fundne = set(re.findall(r'<td>([^<]+)<span class="under">KLE', side))
    assert fundne == ser


def test_referencen_er_uigennemsigtig_og_forskellig(db):
    a, b = fabrik.bruger("a1"), fabrik.bruger("b1")
    assert a.reference != b.reference
    assert a.reference.version == uuid4().version
