"""Landets tal og den offentlige side: ingen kommune kan regne en andens tal ud af dem."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from adgang.smaatal.udgivelse import Udgivelse
from feedback.effekt import landet as landet_
from feedback.effekt.landet import opgoer_landet
from feedback.effekt.opgoerelse import opgoer_alle
from feedback.effekt.perioder import foerste_dag, nummer
from feedback.models import Effektfigur, Effektmaaned, Landsfigur
from tests import fabrik
from tests.feedback.effekt.aaret import et_aar, kl_ti

pytestmark = pytest.mark.django_db
SLUT = date(2026, 11, 1)
NU = kl_ti(date(2026, 11, 3))


@pytest.fixture
def landet(mette, jonas) -> list[Landsfigur]:
    """To kommuner med et år bag sig, og en helt uden sager."""
    et_aar(mette.kommune, mette, slut=SLUT, sager=120)
    et_aar(jonas.kommune, jonas, slut=SLUT, sager=90, seed=3)
    fabrik.kommune("0360", "Lolland")
    opgoer_alle(NU)
    return list(Landsfigur.objects.all())


def vist(kode: str, gren: str) -> int | None:
    figur = Effektfigur.objects.i_kommune(kode).filter(
        opdeling="AFSLUTTET", fra=date(2025, 11, 1), til=SLUT, kle="", trin=0, maerke=""
    )
    return figur.get().vist.get(gren) if figur else None


def test_landet_er_kommunernes_sum_og_gemmes_en_gang(landet):
    alle = next(figur for figur in landet if not figur.maerke)
    assert alle.kommuner == 2
    assert alle.vist["afsluttet"] == vist("0175", "afsluttet") + vist("0173", "afsluttet")
    assert not opgoer_landet(NU)


def test_ingen_kommune_kan_traekke_sig_selv_fra(landet):
    for figur in landet:
        for gren, antal in figur.vist.items():
            for kode in ("0175", "0173"):
                egne = Effektfigur.objects.i_kommune(kode).filter(
                    opdeling="AFSLUTTET",
                    til=SLUT,
                    fra=figur.fra,
                    kle="",
                    trin=0,
                    maerke=figur.maerke,
                )
                for egen in egne:
                    if gren in egen.vist:
                        rest = antal - egen.vist[gren]
                        assert rest == 0 or rest >= 5


@pytest.mark.parametrize(
    ("til", "huskes"),
    [
        (date(2023, 9, 1), False),  # 37 måneder før oktober 2026
        (date(2023, 10, 1), True),
    ],
)
def test_det_viste_huskes_i_37_maaneder(mette, monkeypatch, til, huskes):
    """Som i kommunens egen opgørelse; ældre tal hænger ikke sammen med årets."""
    for nr in range(1, 13):
        Effektmaaned.objects.i_kommune(mette.kommune).create(
            kommune=mette.kommune, maaned=foerste_dag(nummer(SLUT) - nr), opgjort=NU
        )
    fra = foerste_dag(nummer(til) - 12)
    viste = {"maaned": fra, "fra": fra, "til": til, "vist": {"afsluttet": 50}}
    Landsfigur.objects.create(**viste, kommuner=1)
    Effektfigur.objects.i_kommune(mette.kommune).create(
        **viste, kommune=mette.kommune, opdeling="AFSLUTTET"
    )
    husket: list[tuple[object, ...]] = []
    monkeypatch.setattr(Udgivelse, "husk", lambda _udgivelsen, viste: husket.extend(viste))
    assert opgoer_landet(NU)
    assert len(husket) == (2 if huskes else 0)  # landets eget og kommunens
    assert all(periode == (nummer(fra), nummer(til)) for _, periode, _ in husket)


def test_naaede_en_anden_det_imens_gemmes_landet_ikke_to_gange(mette, monkeypatch):
    for nr in range(1, 13):
        Effektmaaned.objects.i_kommune(mette.kommune).create(
            kommune=mette.kommune, maaned=foerste_dag(nummer(SLUT) - nr), opgjort=NU
        )
    fra = foerste_dag(nummer(SLUT) - 12)
    alle = {"maaned": fra, "fra": fra, "til": SLUT, "vist": {"afsluttet": 50}, "kommuner": 1}

    def imens(*_):
        Landsfigur.objects.create(**alle)
        return [Landsfigur(**{**alle, "maerke": "type:b_indkomst"})]

    monkeypatch.setattr(landet_, "_figurer", imens)
    assert not opgoer_landet(NU)
    assert [figur.maerke for figur in Landsfigur.objects.all()] == [""]


def test_siden_findes_kun_naar_den_er_slaaet_til(landet, settings):
    assert Client().get("/offentligt/").status_code == 404
    settings.OFFENTLIG_SIDE = True
    svar = Client().get("/offentligt/")
    tekst = svar.content.decode()
    assert svar.status_code == 200
    assert "max-age=3600" in svar["Cache-Control"]
    assert "2 kommuner er" in tekst
    assert "til og med" in tekst
    assert "31-10-2026" in tekst  # den sidste dag, der er talt med
    assert "B indkomst" in tekst
    assert "Rødovre" not in tekst
