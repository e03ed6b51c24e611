"""Et fagsystems dag: listen, bestillingen, kontrolarket og resultatet, med loggen bagefter."""

from __future__ import annotations

from typing import Any

import pytest

from adgang.models import Opslag
from adgang.opslagslog.arter import Art
from samkoering.models import Sag
from tests import fabrik
from tests.portal.api.fagsystem import Fagsystem


@pytest.fixture
def system(db) -> Fagsystem:
    return Fagsystem()


def sagen(id_: Any) -> Sag:
    return Sag.objects.i_kommune("0175").get(pk=id_)


def log() -> list[tuple[str, str, int]]:
    """Loggens rækker om kald: art, side og hvor mange borgere, der blev vist."""
    alle = Opslag.objects.i_kommune("0175").order_by("id")
    return [(o.art, o.side, o.borgere.count()) for o in alle]


def test_fra_listen_til_resultatet(system: Fagsystem):
    sag = fabrik.sag_med_udfald(cpr="6705850028", navn="Amina Kanariefugl")
    liste = system.get("bestillingsliste").json()
    assert [raekke["id"] for raekke in liste["sager"]] == [str(sag.pk)]
    bestilt = system.post("bestillinger", {"sager": [str(sag.pk)]})
    assert bestilt.json()["bestilt"] == [str(sag.pk)]
    bunken = system.get("prioriteringsliste").json()["sager"]
    assert [(r["cpr"], r["tilstand"], r["tildelt"]) for r in bunken] == [
        ("6705850028", "BESTILT", None)
    ]
    ark = system.get(f"kontrolark/{sag.pk}")
    assert ark.json()["indhold"]["ym"]["navn"] == "Amina Kanariefugl"
    version = ark.json()["version"]
    assert ark["ETag"] == f'"{version}"'
    svar = system.post(f"feedback/{sag.pk}", {"version": version, "resultat": "HENLAGT_VISITERING"})
    assert (svar.status_code, svar.json()["version"]) == (201, version + 1)
    assert sagen(sag.pk).tilstand == "HENLAGT_VISITERING"
    assert log() == [
        (Art.LISTE, "api:bestillingsliste", 0),
        (Art.AENDRING, "api:bestillinger", 1),
        (Art.LISTE, "api:prioriteringsliste", 1),
        (Art.VISNING, "api:kontrolark", 1),
        (Art.AENDRING, "api:feedback", 1),
    ]
