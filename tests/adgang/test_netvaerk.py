"""Netværket: hvem afsenderen er, hvem der må, og at administratoren ikke kan lukke sig selv ude."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from django.test import Client

from adgang.models import Bruger, Netvaerk, Rolle
from adgang.netvaerk.afsender import afsender
from adgang.netvaerk.forvalt import UgyldigtNetvaerk, normaliser
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/administration/netvaerk/"
PROXYER = [ip_network("10.0.0.0/24"), ip_network("2001:db8:1::/48")]


@pytest.mark.parametrize(
    ("forbindelse", "videresendt", "ventet"),
    [
        # uden betroet proxy tros intet
        ("198.51.100.7", "",                                  "198.51.100.7"),
        ("198.51.100.7", "192.0.2.1",                         "198.51.100.7"),
        ("10.0.1.1",     "192.0.2.1",                         "10.0.1.1"),      # lige uden for /24
        # gennem en betroet proxy: læst fra højre
        ("10.0.0.1",     "192.0.2.1",                         "192.0.2.1"),
        ("10.0.0.1",     "203.0.113.9, 192.0.2.1",            "192.0.2.1"),  # løgnen er til venstre
        ("10.0.0.1",     "203.0.113.9, 192.0.2.1, 10.0.0.2",  "192.0.2.1"),     # to proxyer
        ("10.0.0.1",     "10.0.0.3, 10.0.0.2",                "10.0.0.3"),  # fra proxyen selv
        ("2001:db8:1::1", "2001:db8:9::7",                    "2001:db8:9::7"),
        ("::ffff:10.0.0.1", "192.0.2.1",                      "192.0.2.1"),     # IPv4 pakket i IPv6
        ("10.0.0.1",     "::ffff:192.0.2.1",                  "192.0.2.1"),
        # det ulæselige er ukendt, aldrig det næste i rækken
        ("10.0.0.1",     "",                                  None),
        ("10.0.0.1",     "192.0.2.1, ukendt",                 None),
        ("10.0.0.1",     "192.0.2.1:443",                     None),
        ("10.0.0.1",     "192.0.2.1,",                        None),
        ("",             "192.0.2.1",                         None),
    ],
)  # fmt: skip
def test_afsenderen(forbindelse: str, videresendt: str, ventet: str | None):
    fundet = afsender(forbindelse, videresendt, PROXYER)
    assert (str(fundet) if fundet else None) == ventet


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("192.0.2.15",        "192.0.2.15/32"),
        (" 192.0.2.0/24 ",    "192.0.2.0/24"),
        ("10.0.0.0/8",        "10.0.0.0/8"),
        ("2001:DB8::/32",     "2001:db8::/32"),
        ("11.0.0.0/7",        None),   # bredere end /8
        ("0.0.0.0/0",         None),
        ("::/0",              None),
        ("192.0.2.15/24",     None),   # adressen er ikke netværkets
        ("kontoret",          None),
        ("",                  None),
    ],
)  # fmt: skip
def test_et_netvaerk(tekst: str, ventet: str | None):
    if ventet:
        assert normaliser(tekst) == ventet
    else:
        with pytest.raises(UgyldigtNetvaerk):
            normaliser(tekst)


@pytest.mark.parametrize(
    ("ip", "status"),
    [("127.0.0.1", 200), ("127.255.255.254", 200), ("128.0.0.1", 403), ("::1", 403)],
)
def test_hver_forespoergsel_proeves(mette: Bruger, ip: str, status: int):
    """Også efter log-in: en session flyttet til et andet netværk er lukket ude."""
    klient = klient_for(mette)
    assert klient.get("/", REMOTE_ADDR=ip).status_code == status


@pytest.mark.parametrize(("rolle", "ip", "status"), [
    (Rolle.DRIFT, "127.0.0.1",    200),   # driftens eget netværk
    (Rolle.DRIFT, "192.0.2.8",    403),   # en kommunes netværk er ikke driftens
    (Rolle.SAGSBEHANDLER, "192.0.2.8", 200),
])  # fmt: skip
def test_drift_har_sit_eget(db, rolle: Rolle, ip: str, status: int):
    fabrik.netvaerk(fabrik.kommune(), "192.0.2.0/24")
    assert klient_for(fabrik.bruger("nogen", rolle)).get("/", REMOTE_ADDR=ip).status_code == status


def test_en_kommune_uden_liste_lukker_ingen_ind(mette: Bruger):
    klient = klient_for(mette)
    Netvaerk.objects.i_kommune("0175").all().delete()
    assert klient.get("/").status_code == 403


@pytest.mark.parametrize("sti", ["/healthz/live", "/healthz/ready"])
def test_driftens_overvaagning_kan_spoerge_udefra(db, sti: str):
    assert Client(REMOTE_ADDR="198.51.100.7").get(sti).status_code == 200


def test_en_fremmeds_hoveder_fjernes(mette: Bruger, settings):
    """Ellers kunne en fremmed sige, at forbindelsen var krypteret, eller at værten var en anden."""
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    svar = klient_for(mette).get(
        "/", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_FOR="1.2.3.4"
    )
    assert not svar.wsgi_request.is_secure()
    assert svar.wsgi_request.klient_ip == "127.0.0.1"


# ── Administratorens side ───────────────────────────────────────────────────────────────────


def liste() -> list[str]:
    return sorted(str(net) for net in Netvaerk.objects.i_kommune("0175"))


def test_tilfoej_og_fjern(leder: Bruger):
    klient = klient_for(leder)
    svar = klient.post(ADRESSE, {"adresser": "192.0.2.0/24", "beskrivelse": "Rådhuset"})
    assert svar.status_code == 302
    assert liste() == ["127.0.0.0/8", "192.0.2.0/24"]
    andet = Netvaerk.objects.i_kommune("0175").get(adresser="192.0.2.0/24")
    klient.post(f"{ADRESSE}{andet.pk}/fjern/")
    assert liste() == ["127.0.0.0/8"]


def test_administratoren_kan_ikke_lukke_sig_selv_ude(leder: Bruger):
    klient, eget = klient_for(leder), Netvaerk.objects.i_kommune("0175").get()
    svar = klient.post(f"{ADRESSE}{eget.pk}/fjern/", follow=True)
    assert "det er det, du selv kommer fra" in svar.content.decode()
    assert liste() == ["127.0.0.0/8"]
    fabrik.netvaerk(leder.kommune, "127.0.0.1/32")  # nu dækker et andet
    klient.post(f"{ADRESSE}{eget.pk}/fjern/")
    assert liste() == ["127.0.0.1/32"]


@pytest.mark.parametrize(
    ("felter", "fejl"),
    [
        ({"adresser": ""},               "Skriv en adresse eller et netværk"),
        ({"adresser": "kontoret"},       "fx 192.0.2.15 eller 192.0.2.0/24"),
        ({"adresser": "0.0.0.0/0"},      "Netværket er for bredt. Skriv mindst /8"),
        ({"adresser": "127.0.0.0/8"},    "Netværket står allerede på listen"),
        ({"beskrivelse": ""},            "Skriv, hvor netværket er"),
        ({"beskrivelse": "x" * 81},      "højst fylde 80 tegn"),
    ],
)  # fmt: skip
def test_afvist_netvaerk(leder: Bruger, felter: dict[str, str], fejl: str):
    start = {"adresser": "192.0.2.0/24", "beskrivelse": "Rådhuset"}
    svar = klient_for(leder).post(ADRESSE, {**start, **felter})
    assert svar.status_code == 422
    assert fejl in svar.content.decode()
    assert liste() == ["127.0.0.0/8"]


def test_en_fremmed_kommunes_netvaerk_kan_ikke_roeres(leder: Bruger, jonas: Bruger):
    fremmed = Netvaerk.objects.i_kommune("0173").get()
    assert klient_for(leder).post(f"{ADRESSE}{fremmed.pk}/fjern/").status_code == 404
    assert Netvaerk.objects.i_kommune("0173").count() == 1
