"""Landets tal: summerne kommer ud, rækkerne gør ikke."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kontrol.models import Pakke, Pakketilstand
from portal.drift.landstal import koerelister_over_frist, koetal, nattal
from tests import driftsrolle, fabrik
from tests.hjemmebesoeg import opstilling
from tests.portal.drift.scenarier import DAGEN


def to_kommuner():
    koersel = fabrik.koersel(DAGEN)
    fabrik.koerselsdel(koersel, fabrik.kommune(), nye_sager=3, udloebne_sager=1, modtagere=10)
    fabrik.koerselsdel(koersel, fabrik.kommune("0173", "Lyngby-Taarbæk"), nye_sager=4, modtagere=5)
    return koersel


def test_summen_er_paa_tvaers_af_kommuner(db):
    koersel = to_kommuner()
    tal = nattal(DAGEN)[koersel.pk]
    assert (tal.dele, tal.nye_sager, tal.udloebne, tal.modtagere) == (2, 7, 1, 15)


@pytest.mark.parametrize(("dage", "med"), [(0, True), (1, False)])
def test_kun_fra_og_med_datoen(db, dage: int, med: bool):
    koersel = to_kommuner()
    assert (koersel.pk in nattal(DAGEN + timedelta(days=dage))) is med


def test_koernes_tal(db):
    hvem = fabrik.bruger("anna")
    nu = timezone.now()
    for tilstand, siden in ((Pakketilstand.VENTER, 5), (Pakketilstand.DANNES, 9),
                            (Pakketilstand.KLAR, 60)):  # fmt: skip
        Pakke.objects.i_kommune("0175").create(
            kommune_id="0175", bruger=hvem, antal=1, tilstand=tilstand,
            oprettet=nu - timedelta(minutes=siden), slettes=nu,
        )  # fmt: skip
    koe = koetal()["zip"]
    assert (koe.antal, koe.aeldste) == (2, nu - timedelta(minutes=9))
    assert koetal()["journal"].antal == 0


@pytest.mark.parametrize(("dage", "kommuner"), [(14, []), (15, ["Rødovre"])])
def test_kommuner_med_en_koereliste_over_fristen(mette, leder, dage: int, kommuner: list[str]):
    opstilling.omraade()
    sager = [opstilling.uden_svar(mette, hus) for hus in opstilling.HUSE[:2]]
    for sag in sager:  # to lister i den samme kommune er ét navn
        opstilling.liste(leder, mette, [sag])
    i_dag = timezone.localdate() + timedelta(days=dage)
    with transaction.atomic(), driftsrolle.som_driftsrolle():
        assert koerelister_over_frist(i_dag) == kommuner


@pytest.mark.postgres
def test_muren_staar_imens_og_bagefter(db):
    """Driftsrollen får summen, men kan hverken før, under eller efter læse en række."""
    koersel = to_kommuner()
    with transaction.atomic(), connection.cursor() as markoer:
        markoer.execute(f"SET LOCAL ROLE {driftsrolle.ROLLE}")
        markoer.execute("SELECT count(*) FROM samkoering_koerselsdel")
        assert markoer.fetchone() == (0,)
        assert nattal(DAGEN)[koersel.pk].nye_sager == 7
        markoer.execute("SELECT count(*) FROM samkoering_koerselsdel")
        assert markoer.fetchone() == (0,)
        markoer.execute("SELECT coalesce(current_setting('app.kommune', true), '')")
        assert markoer.fetchone() == ("",)
