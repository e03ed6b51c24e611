"""Fanerne i et rum står under overskriften, ens i alle rum, og kun én gang."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from adgang.models import Bruger
from portal.kontekst import ADMINISTRATION, EFFEKT, KOERELEDELSE
from tests.conftest import klient_for

SIDER = [navn for rum in (ADMINISTRATION, EFFEKT, KOERELEDELSE) for _, navn in rum]


@pytest.fixture
def lederen(leder: Bruger) -> Client:
    return klient_for(leder)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "navn", [*SIDER, "persongrupper", "monitorering", "sagsopstart", "sagsopstart_tid"]
)
def test_fanerne_staar_under_overskriften(lederen: Client, navn: str):
    siden = lederen.get(reverse(navn)).content.decode()
    assert siden.count('<nav class="tab-container') == 1
    assert siden.index("<h1") < siden.index('<nav class="tab-container') < siden.index("</main>")
