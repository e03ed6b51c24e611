"""Listen over kommunens brugere: hvem der ser den, hvem der står på den, og i hvilken orden."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger, Brugersession, Opslag, Rolle
from adgang.opslagslog.arter import Art
from portal.brugere.liste import hent
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/administration/brugere/"
ET = timedelta(seconds=1)
NU = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def navne(svar) -> list[str]:
    """Navnene på listen, ovenfra."""
    return re.findall(r'class="bold"[^>]*><bdi>([^<]*)', svar.content.decode())


@pytest.mark.parametrize(
    ("rolle", "status"),
    [
        (Rolle.TEAMLEDER,     200),
        (Rolle.SAGSBEHANDLER, 403),
        (Rolle.DPO,           403),
        (Rolle.DRIFT,         403),
        (Rolle.STAR_IMPORT,   403),
    ],
)  # fmt: skip
def test_hvem_der_ser_listen(db, rolle: Rolle, status: int):
    assert klient_for(fabrik.bruger("nogen", rolle)).get(ADRESSE).status_code == status


def test_kun_kommunens_egne_mennesker(admin: Client, mette: Bruger, jonas: Bruger):
    fabrik.bruger("dpo", Rolle.DPO, navn="Karen Lund")
    fabrik.bruger("api", Rolle.API_KLIENT, navn="Et system")
    fabrik.bruger("drift", Rolle.DRIFT, navn="Lars Winther")
    assert navne(admin.get(ADRESSE)) == ["Karen Lund", "Mette Holm", "Søren Bak"]


def test_menuen_og_loebenummeret(admin: Client, mette: Bruger):
    side = admin.get(ADRESSE).content.decode()
    assert f'href="{ADRESSE}" aria-current="page"' in side
    assert f"{ADRESSE}{mette.reference}/" in side
    assert f"{ADRESSE}{mette.pk}/" not in side
    assert admin.get(f"{ADRESSE}{mette.pk}/").status_code == 404


def test_listen_skrives_i_loggen(admin: Client, mette: Bruger, leder: Bruger):
    admin.get(ADRESSE)
    opslag = Opslag.objects.i_kommune("0175").get()
    assert (opslag.art, opslag.bruger, opslag.antal) == (Art.LISTE, leder, 2)
    assert opslag.formaal == "Kommunens brugere"


# ── Tilstand, sessioner og ydelser ──────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("felter", "ord_"),
    [
        ({},                                                       "Aktiv"),
        ({"spaerret_til": NU + ET},                                "Spærret til 22-11-2026"),
        ({"spaerret_til": NU},                                     "Aktiv"),
        ({"engangskode_udloeber": NU + ET},                        "Engangskoden gælder til"),
        ({"engangskode_udloeber": NU + ET},                        "Venter på første log-ind"),
        ({"engangskode_udloeber": NU},                             "Engangskoden er udløbet"),
        ({"engangskode_udloeber": NU, "is_active": False},         "Lukket"),
        ({"spaerret_til": NU + timedelta(days=1), "is_active": False}, "Lukket"),
    ],
)  # fmt: skip
def test_tilstanden_staar_i_ord(leder: Bruger, mette: Bruger, felter: dict, ord_: str):
    Bruger.objects.filter(pk=mette.pk).update(**felter)
    with time_machine.travel(NU, tick=False):
        raekke = next(r for r in hent(leder.kommune) if r.navn == "Mette Holm")
    assert ord_ in f"{raekke.tilstand.navn} {raekke.tilstand.under}"


@pytest.mark.parametrize(
    ("felter", "aabne"),
    [
        ({},                                               1),
        ({"bekraeftet": None},                             1),  # adgangskode vist: kan lukkes
        ({"lukket": NU},                                   0),
        ({"sidst_brugt": NU - timedelta(seconds=899)},     1),
        ({"sidst_brugt": NU - timedelta(seconds=900)},     0),
        ({"begyndt": NU - timedelta(seconds=28799)},       1),
        ({"begyndt": NU - timedelta(seconds=28800)},       0),
    ],
)  # fmt: skip
def test_aabne_sessioner(leder: Bruger, mette: Bruger, settings, felter: dict, aabne: int):
    settings.SESSION_INAKTIV_SEKUNDER, settings.SESSION_ABSOLUT_SEKUNDER = 900, 28800
    tider = {"begyndt": NU, "sidst_brugt": NU, "bekraeftet": NU, **felter}
    Brugersession.objects.create(bruger=mette, fingeraftryk="a", **tider)
    with time_machine.travel(NU, tick=False):
        raekke = next(r for r in hent(leder.kommune) if r.navn == "Mette Holm")
    assert raekke.sessioner == aabne
    assert raekke.sidste_log_ind == tider["bekraeftet"]


@pytest.mark.parametrize(
    ("kle", "staar"),
    [
        ([],                         "Alle"),
        (["32.24.04"],               "Kontanthjælp"),
        (["32.24.12", "32.24.04"],   "Kontanthjælp, Ledighedsydelse"),
        (["99.99.99"],               "99.99.99"),  # et nummer, der ikke længere kontrolleres
    ],
)  # fmt: skip
def test_ydelserne(admin: Client, mette: Bruger, kle: list[str], staar: str):
    Bruger.objects.filter(pk=mette.pk).update(kle=kle)
    assert f"Ydelser: </span>{staar}</td>" in admin.get(ADRESSE).content.decode()


# ── Sortering ───────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def tre(leder: Bruger) -> None:
    """Tre brugere, der står forskelligt efter hver kolonne."""
    nu = timezone.now()
    for brugernavn, rolle, navn, felter in (
        ("z", Rolle.SAGSBEHANDLER, "Anna", {"is_active": False}),
        ("y", Rolle.DPO, "Åse", {"spaerret_til": nu + timedelta(hours=1)}),
    ):
        ny = fabrik.bruger(brugernavn, rolle, navn=navn)
        Bruger.objects.filter(pk=ny.pk).update(**felter)
    aase = Bruger.objects.get(brugernavn="y")
    for nr in range(2):
        Brugersession.objects.create(
            bruger=aase, fingeraftryk=f"{nr}", bekraeftet=nu - timedelta(hours=1)
        )


@pytest.mark.parametrize(
    ("sorter", "orden"),
    [
        ("",             ["Anna", "Søren Bak", "Åse"]),
        ("navn",         ["Anna", "Søren Bak", "Åse"]),  # Å sidst
        ("-navn",        ["Åse", "Søren Bak", "Anna"]),
        ("brugernavn",   ["Søren Bak", "Åse", "Anna"]),
        ("rolle",        ["Åse", "Anna", "Søren Bak"]),
        ("tilstand",     ["Åse", "Søren Bak", "Anna"]),  # spærret, aktiv, lukket
        ("-tilstand",    ["Anna", "Søren Bak", "Åse"]),
        ("log-ind",      ["Anna", "Åse", "Søren Bak"]),  # aldrig, for en time siden, nu
        ("-sessioner",   ["Åse", "Søren Bak", "Anna"]),  # 2, 1 og 0
        ("adgangskode",  ["Anna", "Søren Bak", "Åse"]),  # en ukendt ses der bort fra
        ("--navn",       ["Anna", "Søren Bak", "Åse"]),
    ],
)  # fmt: skip
def test_sortering(tre: None, leder: Bruger, sorter: str, orden: list[str]):
    svar = klient_for(leder).get(ADRESSE, {"sorter": sorter} if sorter else {})
    assert navne(svar) == orden


@pytest.mark.parametrize(
    ("sorter", "pil", "vender"),
    [("navn", "ascending", "?sorter=-navn"), ("-navn", "descending", "?sorter=navn")],
)
def test_den_aktive_pil(admin: Client, sorter: str, pil: str, vender: str):
    side = admin.get(ADRESSE, {"sorter": sorter}).content.decode()
    assert f'aria-sort="{pil}"><a class="sortering" href="{vender}"' in side
    assert side.count('aria-sort="none"') == 5
