"""Opgørelsen regner længe: imens kan siderne svare, og når en anden før, gemmes intet to gange."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from feedback.effekt import landet, opgoerelse
from feedback.effekt.perioder import foerste_dag, nummer
from feedback.models import Effektfigur, Effektmaaned, Grundtal
from tests import fabrik
from tests.feedback.effekt.aaret import kl_ti

NU = kl_ti(date(2026, 11, 3))
OKTOBER = nummer(date(2026, 10, 1))


@pytest.fixture
def imens(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Om databasen var optaget, hver gang der blev regnet."""
    optaget: list[bool] = []
    for modul, navn in ((opgoerelse, "grundtal"), (opgoerelse, "_figurer"), (landet, "_hele_aar")):
        rigtig = getattr(modul, navn)

        def regn(*led, rigtig=rigtig):
            optaget.append(connection.in_atomic_block)
            return rigtig(*led)

        monkeypatch.setattr(modul, navn, regn)
    return optaget


@pytest.mark.django_db(transaction=True)
def test_skrivelaasen_er_fri_mens_der_regnes(imens: list[bool]):
    """På PostgreSQL er det en transaktion, der kun læser: den holder ingen ude."""
    kommune = fabrik.kommune()
    assert opgoerelse.opgoer(kommune.pk, OKTOBER, NU)
    landet.opgoer_landet(NU)
    assert imens == [connection.vendor == "postgresql"] * 3


@pytest.mark.django_db
def test_naaede_en_anden_det_imens_gemmes_intet_to_gange(monkeypatch: pytest.MonkeyPatch):
    kommune = fabrik.kommune()

    def en_anden(*_):
        Effektmaaned.objects.i_kommune(kommune).create(
            kommune=kommune, maaned=foerste_dag(OKTOBER), opgjort=NU
        )
        return [Effektfigur(opdeling="AFSLUTTET")]

    monkeypatch.setattr(opgoerelse, "_figurer", en_anden)
    assert not opgoerelse.opgoer(kommune.pk, OKTOBER, NU)
    assert not Effektfigur.objects.i_kommune(kommune).exists()
    assert not Grundtal.objects.i_kommune(kommune).exists()
