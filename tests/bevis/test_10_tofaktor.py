"""Trussel 10: adgangskoden alene åbner ingen side, og ingen kommer uden om den anden faktor."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client

from adgang import doer
from adgang.models import Bruger, Rolle
from adgang.rettigheder import AABEN, LOGINDTRIN, kraever
from adgang.roller import Ret
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, som_adresse

METODER = ("get", "post", "head", "put", "patch", "delete", "options")
LUKKEDE = [sti for sti, side in ALLE if getattr(side, "adgang", None) not in (AABEN, LOGINDTRIN)]
INDBUDTE = ("/admin/", "/admin/login/", "/accounts/password_reset/", "/nulstil/", "/api/v1/",
            "/api/v1/bestillingsliste/", "/api/schema/", "/__debug__/")  # fmt: skip
ROLLER = [rolle for rolle in Rolle if rolle != Rolle.API_KLIENT]


def besvaret(klient: Client, stier: list[str]) -> list[str]:
    """De adresser, der svarede med andet end døren, en afvisning eller »findes ikke«."""
    klient.raise_request_exception = False
    return [
        f"{metode} {sti}: {svar.status_code}"
        for metode, sti in product(METODER, stier)
        if not afvist(svar := klient.generic(metode.upper(), sti))
    ]


def afvist(svar: Any) -> bool:
    til_doeren = svar.status_code == 302 and svar["Location"].startswith("/log-ind/")
    return til_doeren or svar.status_code in (401, 403, 404, 405)


def klienter(roller: list[Rolle]) -> list[Client]:
    """Én klient pr. rolle, der kun har vist sin adgangskode."""
    alle = []
    for rolle in roller:
        klient = Client(headers={"Authorization": "Basic bWV0dGU6cHLDuHZl"})
        fabrik.log_ind(klient, fabrik.bruger(f"b-{rolle}".lower(), rolle), bekraeftet=False)
        alle.append(klient)
    return alle


def test_adgangskode_alene_aabner_intet(db, bevis, monkeypatch: pytest.MonkeyPatch):
    stier = [som_adresse(sti) for sti in LUKKEDE] + list(INDBUDTE)
    alle = klienter(ROLLER if bevis.fuld else [Rolle.TEAMLEDER])
    brud = [et for klient in alle for et in besvaret(klient, stier)]
    monkeypatch.setattr(doer, "_afgoer", _uden_anden_faktor)
    fanget = any(besvaret(klient, ["/", "/min-adgang/"]) for klient in alle)
    bevis.foer(
        10, "Kun adgangskode: alle adresser, roller og metoder",
        forsoeg=len(alle) * len(stier) * len(METODER), brud=brud, plantet_fejl_fanget=fanget,
    )  # fmt: skip


def _uden_anden_faktor(request: Any, krav: Any) -> None:
    """Plant fejlen: døren spørger ikke efter den anden faktor."""
    doer.afvis_uden_ret(request.user, krav)
    request.krav = krav


def test_en_side_der_glemmer_doeren_ses(db, bevis, settings):
    """En fremmed pakkes side (et admin-sted, et API) uden erklæring svarer ikke."""
    settings.ROOT_URLCONF = "tests.bevis.fremmede_adresser"
    klient = klienter([Rolle.TEAMLEDER])[0]
    assert klient.get("/admin/").status_code == 403  # den findes, men svarer ikke
    brud = besvaret(klient, ["/admin/"])
    settings.MIDDLEWARE = [led for led in settings.MIDDLEWARE if led != "adgang.doer.Doer"]
    uden_doer = Client()
    fabrik.log_ind(uden_doer, Bruger.objects.get(), bekraeftet=False)
    bevis.foer(
        10, "En side uden erklæring (fx et admin-sted)", forsoeg=len(METODER), brud=brud,
        plantet_fejl_fanget=bool(besvaret(uden_doer, ["/admin/"])),
    )  # fmt: skip


def test_en_andens_enhed_bekraefter_ikke(mette: Bruger, leder: Bruger, bevis):
    """Sessionen husker, hvilken enhed der blev vist; en andens tæller ikke."""
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    fremmed = TOTPDevice.objects.get(user=leder)
    egen = TOTPDevice.objects.get(user=mette)
    ubekraeftet = TOTPDevice.objects.create(user=mette, confirmed=False)
    brud = []
    for enhed in (fremmed.persistent_id, ubekraeftet.persistent_id, "otp_totp.totpdevice/999", "x"):
        klient = Client()
        fabrik.log_ind(klient, mette, bekraeftet=False)
        session = klient.session
        session[DEVICE_ID_SESSION_KEY] = enhed
        session.save()
        brud += besvaret(klient, ["/", "/prioriteringsliste/"])
    klient = Client()
    fabrik.log_ind(klient, mette, bekraeftet=False)
    session = klient.session
    session[DEVICE_ID_SESSION_KEY] = egen.persistent_id
    session.save()
    bevis.foer(
        10, "Andens, ubekræftet eller opdigtet enhed", forsoeg=8 * len(METODER), brud=brud,
        plantet_fejl_fanget=bool(besvaret(klient, ["/"])),
    )  # fmt: skip


def test_der_er_intet_admin_sted_og_ingen_nulstilling_paa_mail():
    assert not apps.is_installed("django.contrib.admin")
    assert not [sti for sti, _ in ALLE if "reset" in sti or "nulstil-adgangskode" in sti]
    assert kraever(Ret.PORTAL, uden_log="prøven")(lambda request: HttpResponse()).adgang
