"""Brugerens side: handlingerne, deres grænser, og hvad der står i loggen bagefter."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.models import Bruger, Brugersession, Opslag, Rolle
from adgang.opslagslog.arter import Art
from portal.brugere.handlinger import IKKE_NU
from tests import fabrik
from tests.conftest import klient_for
from tests.portal.brugere.side import (
    AKTIV,
    KNAPPER,
    LUKKET,
    SPAERRET,
    adresse,
    aendringer,
    beskeder,
    bring_i,
)

HANDLINGER = tuple(KNAPPER)


# ── Hvem ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("handling", ["", *HANDLINGER])
def test_en_fremmed_og_en_der_ikke_findes_er_samme_404(admin: Client, jonas: Bruger, handling: str):
    findes_ikke = adresse(jonas, handling).replace(str(jonas.reference), str(uuid4()))
    svar = [admin.post(sti) for sti in (adresse(jonas, handling), findes_ikke)]
    assert {s.status_code for s in svar} == {404}
    sider = {
        re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", s.content.decode()) for s in svar
    }
    assert len(sider) == 1
    assert Bruger.objects.get(pk=jonas.pk).is_active
    assert not aendringer()


@pytest.mark.parametrize("handling", ["", *HANDLINGER])
def test_et_system_styres_af_driften(admin: Client, handling: str):
    system = fabrik.bruger("api", Rolle.API_KLIENT)
    assert admin.post(adresse(system, handling)).status_code == 404


@pytest.mark.parametrize("handling", ["", *HANDLINGER])
@pytest.mark.parametrize("rolle", [Rolle.SAGSBEHANDLER, Rolle.DPO])
def test_uden_retten_sker_intet(leder: Bruger, handling: str, rolle: Rolle):
    klient = klient_for(fabrik.bruger("nogen", rolle))
    assert klient.post(adresse(leder, handling)).status_code == 403
    assert Bruger.objects.get(pk=leder.pk).password == leder.password


@pytest.mark.parametrize("handling", HANDLINGER)
def test_handlinger_kraever_post(admin: Client, mette: Bruger, handling: str):
    assert admin.get(adresse(mette, handling)).status_code == 405


def test_handlinger_kraever_formularens_noegle(leder: Bruger, mette: Bruger):
    klient = Client(enforce_csrf_checks=True)
    fabrik.log_ind(klient, leder)
    assert klient.post(adresse(mette, "luk")).status_code == 403
    assert Bruger.objects.get(pk=mette.pk).is_active


# ── Hvornår ─────────────────────────────────────────────────────────────────────────────────

KAN = {
    AKTIV: {"nulstil", "luk", "log-af"},
    SPAERRET: {"aabn", "nulstil", "luk", "log-af"},
    LUKKET: {"genaabn"},
}


@pytest.mark.parametrize("tilstand", KAN)
def test_knapperne_foelger_tilstanden(admin: Client, mette: Bruger, tilstand: str):
    bring_i(mette, tilstand)
    side = admin.get(adresse(mette)).content.decode()
    assert {h for h, knap in KNAPPER.items() if f">{knap}</button>" in side} == KAN[tilstand]


@pytest.mark.parametrize("handling", HANDLINGER)
@pytest.mark.parametrize("tilstand", KAN)
def test_en_knap_fra_en_gammel_side_goer_intet(
    admin: Client, mette: Bruger, tilstand: str, handling: str
):
    bring_i(mette, tilstand)
    svar = admin.post(adresse(mette, handling))
    if handling in KAN[tilstand]:
        assert len(aendringer()) == 1
    else:
        assert IKKE_NU.format(navn="Mette Holm") in beskeder(admin, svar)
        assert not aendringer()


# ── Hvad ────────────────────────────────────────────────────────────────────────────────────


def test_aabn_efter_spaerring(admin: Client, mette: Bruger):
    bring_i(mette, SPAERRET)
    svar = admin.post(adresse(mette, "aabn"))
    mette.refresh_from_db()
    assert (mette.afviste_forsoeg, mette.spaerret_til) == (0, None)
    assert "Mette Holm kan logge ind igen." in beskeder(admin, svar)
    assert aendringer() == ["Spærring ophævet: mette"]


def test_nulstil_giver_en_ny_kode_og_lukker_alt_det_gamle(admin: Client, mette: Bruger):
    hendes = klient_for(mette)
    svar = admin.post(adresse(mette, "nulstil"))
    kode = re.search(r"<code>([a-z0-9-]{19})</code>", svar.content.decode()).group(1)
    mette.refresh_from_db()
    assert svar.status_code == 200
    assert "no-store" in svar["Cache-Control"]
    assert mette.check_password(kode)
    assert not mette.check_password(fabrik.ADGANGSKODE)
    assert not TOTPDevice.objects.filter(user=mette).exists()
    assert hendes.get("/")["Location"].startswith("/log-ind/")
    assert aendringer() == ["Adgang nulstillet: mette"]


def test_luk_logger_af_nu_og_lukker_for_naeste_log_ind(admin: Client, mette: Bruger):
    hendes = klient_for(mette)
    svar = admin.post(adresse(mette, "luk"))
    assert "Mette Holm er lukket og logget af alle steder." in beskeder(admin, svar)
    assert hendes.get("/")["Location"].startswith("/log-ind/")
    felter = {"brugernavn": "mette", "adgangskode": fabrik.ADGANGSKODE}
    assert Client().post("/log-ind/", felter).status_code == 422
    assert aendringer() == ["Bruger lukket: mette"]


def test_genaabn_begynder_med_en_engangskode(admin: Client, mette: Bruger):
    bring_i(mette, LUKKET)
    svar = admin.post(adresse(mette, "genaabn"))
    kode = re.search(r"<code>([a-z0-9-]{19})</code>", svar.content.decode()).group(1)
    felter = {"brugernavn": "mette", "adgangskode": kode}
    assert Client().post("/log-ind/", felter).status_code == 302
    assert aendringer() == ["Bruger genåbnet: mette"]


def test_log_alle_sessioner_af(admin: Client, leder: Bruger, mette: Bruger):
    for _ in range(2):
        klient_for(mette)
    admin.post(adresse(mette, "log-af"))
    assert not Brugersession.objects.filter(bruger=mette, lukket__isnull=True).exists()
    assert Brugersession.objects.filter(bruger=leder, lukket__isnull=True).exists()
    assert aendringer() == ["Sessioner logget af: mette"]


@pytest.mark.parametrize(
    ("felter", "enhed", "kle", "log"),
    [
        ({"enhed": "Borgerservice", "ydelser": ["32.24.04"]}, "Borgerservice", ["32.24.04"],
         ["Bruger rettet: mette (Borgerservice; 32.24.04)"]),
        ({"enhed": "Borgerservice"}, "Borgerservice", [],
         ["Bruger rettet: mette (Borgerservice; alle ydelser)"]),
        ({"enhed": "Ydelsesservice", "ydelser": []}, "Ydelsesservice", [], []),  # intet nyt
    ],
)  # fmt: skip
def test_ret_enhed_og_ydelser(
    admin: Client, mette: Bruger, felter: dict, enhed: str, kle: list[str], log: list[str]
):
    assert admin.post(adresse(mette), felter).status_code == 302
    mette.refresh_from_db()
    assert (mette.enhed, mette.kle) == (enhed, kle)
    assert aendringer() == log


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"enhed": ""},                            "Skriv enheden"),
        ({"enhed": "670585-0028"},                 "Skriv enheden uden CPR-nummer"),
        ({"enhed": "Ydelse", "ydelser": ["1"]},    "Vælg ydelser på listen"),
    ],
)  # fmt: skip
def test_en_rettelse_kan_afvises(admin: Client, mette: Bruger, felter: dict, fejl: str):
    svar = admin.post(adresse(mette), felter)
    assert svar.status_code == 422
    assert fejl in svar.content.decode()
    assert Bruger.objects.get(pk=mette.pk).enhed == "Ydelsesservice"


def test_en_rettelse_kan_ikke_give_en_rolle(admin: Client, mette: Bruger):
    admin.post(adresse(mette), {"enhed": "Ny", "rolle": "TEAMLEDER", "kommune": "0173"})
    mette.refresh_from_db()
    assert (mette.rolle, mette.kommune_id, mette.enhed) == (Rolle.SAGSBEHANDLER, "0175", "Ny")


# ── Log-ind og afvisninger ──────────────────────────────────────────────────────────────────


def test_de_seneste_20_log_ind_og_afvisninger(admin: Client, mette: Bruger, leder: Bruger):
    for _ in range(21):
        Client().post("/log-ind/", {"brugernavn": "mette", "adgangskode": "forkert"})
    Client().post("/log-ind/", {"brugernavn": "leder", "adgangskode": "forkert"})
    klient_for(mette).get("/bestillingsliste/")  # et opslag er hverken log-ind eller afvisning
    side = admin.get(adresse(mette)).content.decode()
    tabel = side[side.index('id="doeren"') :]
    assert tabel.count("<tr>") == 1 + 20
    assert tabel.count("Forkert adgangskode") == 2  # af tre: den ældste er den 21.
    assert "Brugeren er spærret" in tabel


def test_uden_log_ind_siges_det(admin: Client, mette: Bruger):
    assert "Ingen endnu." in admin.get(adresse(mette)).content.decode()


def test_visningen_staar_i_loggen(admin: Client, leder: Bruger, mette: Bruger):
    admin.get(adresse(mette))
    opslag = Opslag.objects.i_kommune("0175").get()
    assert (opslag.art, opslag.bruger, opslag.kriterium) == (Art.VISNING, leder, "Bruger: mette")
