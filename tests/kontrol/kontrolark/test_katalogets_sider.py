"""Kontrolkataloget er åbent for enhver, der er logget ind."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from adgang.roller import Ret, roller_med
from kontrol.kontrolark.registerord import KOLONNER
from samkoering.regelkatalog import regler
from tests import fabrik
from tests.conftest import klient_for

pytestmark = pytest.mark.django_db


def test_kataloget_naevner_alle_regler(klient):
    side = html.unescape(klient.get(reverse("regler")).content.decode())
    assert len(regler()) == 17
    for post in regler():
        assert post["navn"] in side
        assert f'href="{reverse("regel", args=(post["slug"],))}"' in side


@pytest.mark.parametrize("post", regler(), ids=lambda post: post["slug"])
def test_reglens_side(klient, post):
    side = html.unescape(klient.get(reverse("regel", args=(post["slug"],))).content.decode())
    assert f"Regel {post['nr']} i kontrolkataloget" in side
    assert post["forklaring"] in side
    for fortolkning in post["fortolkninger"]:
        assert fortolkning["tekst"] in side
    for kle in (*post["ym"], *post["aef"]):
        assert f"({kle})" in side
    assert ("Indgår ikke" in side) is not bool(post["aef"])
    laeser = side.partition("Oplysninger, reglen læser")[2].partition("<details>")[0]
    assert "_" not in re.sub(r"<[^>]*>", "", laeser), "ord, ikke kontraktens navne"
    for tabel, kolonner in post["laeser"].items():
        for navn in kolonner:
            assert KOLONNER[navn] in laeser
        assert f"{tabel}: {', '.join(kolonner)}" in side  # foldet, til den, der leverer filerne


def test_en_ukendt_regel_findes_ikke(klient):
    assert klient.get(reverse("regel", args=("ukendt",))).status_code == 404


@pytest.mark.parametrize("rolle", sorted(roller_med(Ret.PORTAL)))
def test_alle_roller_maa_laese_reglerne(db, rolle):
    hvem = fabrik.bruger("hvem", rolle)
    assert klient_for(hvem).get(reverse("regler")).status_code == 200


def test_en_uindlogget_sendes_til_log_ind(client, db):
    assert client.get(reverse("regler")).status_code == 302
