"""Linjen ved bestillingsknappen: hvor lang tid brugerens sager plejer at tage."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.bestillingsliste.kapacitet import minutter_pr_sag, varighed
from kontrol.models import Bestilling, Lukning
from samkoering.models import Handling, Sagshaendelse, Sagstilstand
from tests import fabrik

ADRESSE = "/bestillingsliste/"


def lukket_sag(
    hvem: Bruger,
    minutter: int,
    *,
    dage: float = 1,
    tilstand: str = Sagstilstand.HENLAGT_VISITERING,
    lukning: str = Lukning.FEEDBACK,
    af: Bruger | None = None,
) -> None:
    """En sag, der blev åbnet to gange og lukket ``minutter`` efter den første."""
    lukket = timezone.now() - timedelta(days=dage)
    aabnet = lukket - timedelta(minutes=minutter)
    sag = fabrik.bestilt_sag(hvem, tilstand=tilstand, naar=aabnet - timedelta(hours=1))
    for tid in (aabnet - timedelta(days=9), aabnet, aabnet + timedelta(seconds=30)):
        Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
            kommune_id=sag.kommune_id,
            sag=sag,
            bruger=af or hvem,
            handling=Handling.AABNET,
            tidspunkt=tid,
        )
    Bestilling.objects.i_kommune(sag.kommune_id).filter(sag=sag).update(
        lukket=lukket, lukning=lukning
    )


def median_for(hvem: Bruger) -> int | None:
    return minutter_pr_sag(omfang_for(hvem), hvem)


@pytest.mark.parametrize(
    ("tider", "median"),
    [
        ([],                         None),
        ([20, 20, 20, 20],           None),   # fire er for få
        ([20, 20, 20, 20, 20],       20),
        ([5, 10, 20, 400, 9000],     20),     # en sag over natten flytter den ikke
        ([10, 10, 10, 30, 30, 30],   20),
        ([0, 0, 0, 0, 0],            1),      # aldrig nul
    ],
)  # fmt: skip
def test_medianen(mette: Bruger, tider: list[int], median: int | None):
    for minutter in tider:
        lukket_sag(mette, minutter)
    assert median_for(mette) == median


@pytest.mark.parametrize(
    ("felter", "taeller"),
    [
        ({},                                                     True),
        ({"dage": 89.9},                                         True),
        ({"dage": 90.1},                                         False),
        ({"tilstand": Sagstilstand.HENLAGT_EFTER_PARTSHOERING},  False),  # ventede på borgeren
        ({"tilstand": Sagstilstand.AENDRET_TILDELING},           False),
        ({"lukning": Lukning.LAGT_TILBAGE},                      False),
    ],
)  # fmt: skip
def test_de_sager_der_taeller(mette: Bruger, felter: dict, taeller: bool):
    for _ in range(4):
        lukket_sag(mette, 20)
    lukket_sag(mette, 20, **felter)
    assert (median_for(mette) == 20) is taeller


def test_kun_brugerens_egne(mette: Bruger, leder: Bruger):
    for _ in range(5):
        lukket_sag(leder, 60)
        lukket_sag(mette, 20, af=leder)  # en kollegas åbning er ikke hendes tid
    assert median_for(leder) == 60
    assert median_for(mette) is None


@pytest.mark.parametrize(
    ("minutter", "ord_"),
    [
        (1, "1 minut"), (59, "59 minutter"), (60, "1 time"), (61, "1 time og 1 minut"),
        (100, "1 time og 40 minutter"), (120, "2 timer"), (599, "9 timer og 59 minutter"),
        (600, "10 timer"), (4240, "71 timer"),
    ],
)  # fmt: skip
def test_varighed(minutter: int, ord_: str):
    assert varighed(minutter) == ord_


def test_linjen(klient: Client, mette: Bruger):
    for _ in range(5):
        fabrik.sag_med_udfald()
    side = klient.get(ADRESSE).content.decode()
    assert "Når du har lukket fem sager i visitering" in side
    assert "data-minutter" not in side
    for _ in range(5):
        lukket_sag(mette, 20)
    fabrik.bestilt_sag(mette)
    fabrik.bestilt_sag(mette)
    side = klient.get(ADRESSE).content.decode()
    assert 'data-minutter="20"' in side
    assert "En sag tager dig ca. 20 minutter." in side
    assert "Du har 2 åbne sager i forvejen." in side
    assert (
        "Svarer til ca. 1 time og 40 minutter." in klient.get(f"{ADRESSE}?vaelg=5").content.decode()
    )
