"""Månederne: hvornår en er slut, og at de, uret sprang over, indhentes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.utils import timezone

from feedback.effekt.opgoerelse import opgoer_alle, opgoer_kommune
from feedback.models import Effektfigur, Effektmaaned
from tests import fabrik
from tests.feedback.effekt.aaret import et_aar, kl_ti

pytestmark = pytest.mark.django_db
SLUT = date(2026, 11, 1)
NU = kl_ti(date(2026, 11, 3))


@pytest.mark.parametrize(
    ("nu", "sidste"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=timezone.get_fixed_timezone(0)), date(2026, 10, 1)),
        (datetime(2026, 11, 30, 23, 0, tzinfo=timezone.get_fixed_timezone(0)), date(2026, 11, 1)),
    ],
)
def test_maaneden_skifter_ved_dansk_midnat(mette, nu, sidste):
    et_aar(mette.kommune, mette, slut=SLUT, sager=20)
    opgoer_kommune(mette.kommune.pk, nu)
    assert Effektmaaned.objects.i_kommune(mette.kommune).latest("maaned").maaned == sidste


def test_mistede_maaneder_indhentes_i_orden_og_giver_det_samme(mette, jonas):
    for hvem in (mette, jonas):
        et_aar(hvem.kommune, hvem, slut=SLUT, sager=60, maaneder=4)
    for maaned in (9, 10, 11):
        opgoer_kommune("0175", kl_ti(date(2026, maaned, 2)))
    opgoer_kommune("0173", NU)
    egne = [
        list(
            Effektfigur.objects.i_kommune(kode)
            .order_by("fra", "til", "opdeling", "trin", "kle", "maerke")
            .values_list("fra", "til", "opdeling", "trin", "kle", "maerke", "vist")
        )
        for kode in ("0175", "0173")
    ]
    assert egne[0] == egne[1]


def test_en_kommune_uden_sager_har_intet_at_opgoere(db):
    fabrik.kommune("0360", "Lolland")
    assert opgoer_alle(NU) == 0
