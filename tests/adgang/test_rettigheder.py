"""Lukket som standard: hver adresse siger, hvem den er for, og holder det."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

from adgang.models import Rolle
from adgang.rettigheder import AABEN, LukketSomStandard, aaben, kraever
from tests import fabrik
from tests.conftest import klient_for

UDFYLDT = {"sag_id": "11111111-1111-4111-8111-111111111111", "slug": "flytning"}


def adresser(
    led: list[URLPattern | URLResolver] | None = None, forled: str = ""
) -> Iterator[tuple[str, Any]]:
    """Alle adresser i portalen som (mønster, side)."""
    for punkt in get_resolver().url_patterns if led is None else led:
        sti = forled + str(punkt.pattern)
        if isinstance(punkt, URLResolver):
            yield from adresser(punkt.url_patterns, sti)
        else:
            yield sti, punkt.callback


def som_adresse(moenster: str) -> str:
    for navn, vaerdi in UDFYLDT.items():
        moenster = moenster.replace(f"<uuid:{navn}>", vaerdi).replace(f"<slug:{navn}>", vaerdi)
    return f"/{moenster}"


ALLE = sorted(adresser(), key=lambda par: par[0])
LUKKEDE = [(sti, side.adgang) for sti, side in ALLE if getattr(side, "adgang", AABEN) != AABEN]


def test_portalen_har_adresser():
    assert len(ALLE) >= 10


@pytest.mark.parametrize(("sti", "side"), ALLE, ids=[sti or "/" for sti, _ in ALLE])
def test_hver_side_har_erklaeret_hvem_den_er_for(sti: str, side: Any):
    erklaeret = getattr(side, "adgang", None)
    assert erklaeret == AABEN or (erklaeret and erklaeret <= set(Rolle))


@pytest.mark.parametrize("sti", [sti for sti, _ in LUKKEDE])
def test_uden_log_ind_sendes_man_til_doeren(db, sti: str):
    svar = Client().get(som_adresse(sti))
    assert svar.status_code == 302
    assert svar["Location"].startswith("/log-ind/")


@pytest.mark.parametrize(
    ("sti", "rolle"),
    [(sti, rolle) for sti, maa in LUKKEDE for rolle in Rolle if rolle not in maa],
)
def test_forkert_rolle_faar_403_paa_dansk(db, sti: str, rolle: Rolle):
    svar = klient_for(fabrik.bruger("forkert", rolle)).get(som_adresse(sti))
    assert svar.status_code == 403
    assert "Du har ikke adgang til siden" in svar.content.decode()


@pytest.mark.parametrize("sti", [sti for sti, maa in LUKKEDE if Rolle.DRIFT not in maa])
def test_en_sagsbehandler_uden_kommune_ser_intet(db, sti: str):
    hjemloes = fabrik.bruger("mette")
    hjemloes.kommune = None
    hjemloes.save()
    assert klient_for(hjemloes).get(som_adresse(sti)).status_code == 403


def test_lukkede_sider_gemmes_ikke_af_browseren(klient: Client):
    assert "no-store" in klient.get("/prioriteringsliste/")["Cache-Control"]


def test_en_side_der_intet_erklaerer_afvises():
    def glemt(request):
        return HttpResponse("åben ved en fejl")

    vaern, foresp = LukketSomStandard(glemt), RequestFactory().get("/")
    with pytest.raises(PermissionDenied):
        vaern.process_view(foresp, glemt, (), {})
    assert vaern.process_view(foresp, aaben(glemt), (), {}) is None
    assert vaern.process_view(foresp, kraever(Rolle.DPO)(glemt), (), {}) is None
