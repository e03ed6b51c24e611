"""En adresse, der kun tager en formular, får en side på dansk, og log-ind sender ingen derhen."""

from __future__ import annotations

import pytest
from django.http import HttpResponseNotAllowed
from django.test import Client, RequestFactory

from adgang.metode import Metodeside, side_for
from adgang.models import Rolle
from adgang.rettigheder import Adgangskrav
from adgang.roller import roller_med
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, ET_ID, som_adresse
from tests.conftest import klient_for

OVERSKRIFT = "<h1>Siden kan ikke åbnes sådan</h1>"
BORGER = f"/persongrupper/borger/{ET_ID}/"


@pytest.mark.parametrize(
    ("metode", "sti", "allow"),
    [
        ("get",  "/persongrupper/saet/?x=670585-0028", "POST"),
        ("get",  f"{BORGER}gruppe/",                   "POST"),
        ("get",  "/log-af/",                           "POST"),
        ("post", "/persongrupper/",                    "GET, HEAD"),
        ("post", "/privatliv/",                        "GET, HEAD"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indlogget", [True, False])
def test_siden_siger_hvad_der_skete(
    klient: Client, metode: str, sti: str, allow: str, indlogget: bool
):
    svar = getattr(klient if indlogget else Client(), metode)(sti)
    if not indlogget and svar.status_code == 302:
        assert svar["Location"].startswith("/log-ind/")
        return
    side = svar.content.decode()
    assert (svar.status_code, svar["Allow"]) == (405, allow)
    assert svar["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in svar["Content-Security-Policy"]
    assert OVERSKRIFT in side
    assert 'href="/">Til forsiden</a>' in side
    assert ("Mette" in side) is indlogget
    assert "670585" not in side


@pytest.mark.parametrize("metode", ["HEAD", "PUT", "DELETE", "TRACE"])
def test_kun_en_browsers_svar_har_en_krop(metode: str):
    """Prøvet på leddet selv: prøveklienten tager kroppen af et HEAD, før nogen ser den."""
    led = Metodeside(lambda request: HttpResponseNotAllowed(["POST"]))
    svar = led(RequestFactory().generic(metode, "/log-af/"))
    assert (svar.status_code, svar["Allow"], svar.content) == (405, "POST", b"")  # type: ignore[attr-defined]


@pytest.mark.parametrize("sti", ["/api/v1/bestillinger", "/healthz/live", "/metrics"])
@pytest.mark.parametrize("metode", ["GET", "POST"])
def test_graensefladen_og_driften_har_deres_egne_svar(metode: str, sti: str):
    """Driftens adresser svarer uden database; en side ville spørge den."""
    led = Metodeside(lambda request: HttpResponseNotAllowed(["PUT"]))
    assert led(RequestFactory().generic(metode, sti)).content == b""  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("adresse", "ender"),
    [
        ("/persongrupper/?markering=GRUPPE_1",      "/persongrupper/?markering=GRUPPE_1"),
        ("/persongrupper/saet/?markering=GRUPPE_1", "/persongrupper/"),
        (f"{BORGER}gruppe/",                        BORGER),
        (f"{BORGER}",                               BORGER),
        (f"/persongrupper/markering/{ET_ID}/slut/", "/persongrupper/"),
        ("/log-af/",                                "/"),
        ("https://testserver/log-af/",              "/"),
        ("/",                                       "/"),
        ("/log-ind/",                               "/log-ind/"),
        ("/findes-ikke/nogen-steder/",              "/findes-ikke/nogen-steder/"),
        ("/persongrupper/saet",                     "/persongrupper/saet"),
        ("",                                        ""),
    ],
)  # fmt: skip
def test_den_naermeste_side(adresse: str, ender: str):
    assert side_for(adresse) == ender


def test_ingen_adresse_i_huset_foerer_til_en_405(db):
    """Hver adresse hentes af en, der må; log-ind kender netop dem, der svarer 405."""
    klienter = {
        rolle: klient_for(fabrik.bruger(f"metode-{rolle}".lower(), rolle))
        for rolle in Rolle
        if rolle != Rolle.API_KLIENT
    }
    kun_tryk, sider = set(), set()
    for moenster, side in ALLE:
        if not isinstance(side.adgang, Adgangskrav) or moenster.startswith("api/"):
            continue
        sti = som_adresse(moenster)
        rolle = min(set(klienter) & roller_med(side.adgang.ret))
        (kun_tryk if klienter[rolle].get(sti).status_code == 405 else sider).add(sti)
    assert len(kun_tryk) > 40
    assert all(side_for(som_adresse(moenster)) for moenster, _ in ALLE)
    assert {sti for sti in sider if side_for(sti) != sti} == set()
    assert {sti for sti in kun_tryk if side_for(sti) not in sider} == set()
