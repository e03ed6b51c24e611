"""Demoværnet: databasen selv afviser numre, en rigtig person kan have."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from adgang.felter import CprFelt
from samkoering import demovaern
from samkoering.models import Kontrolregnskab, Sag
from tests import fabrik

# Numrene samles af dag og rest, så ingen af dem står i filen.
REST = "05850028"


@pytest.fixture
def vaern(transactional_db):
    """Værnet på, og af igen, så det ikke bliver hængende i prøvens database."""
    demovaern.installer()
    yield
    with connection.cursor() as markoer:
        for tabel, kolonne in demovaern.KOLONNER:
            navn = f"demovaern_{tabel}_{kolonne}"
            if connection.vendor == "postgresql":
                markoer.execute(f"ALTER TABLE {tabel} DROP CONSTRAINT {navn}")
            else:
                markoer.execute(f"DROP TRIGGER {navn}_insert")
                markoer.execute(f"DROP TRIGGER {navn}_update")


@pytest.mark.parametrize(
    ("dag", "tilladt"),
    [
        ("01", False),
        ("31", False),
        ("60", False),
        ("61", True),   # den 1. + 60
        ("70", True),
        ("91", True),   # den 31. + 60
        ("92", False),
        ("99", False),
    ],
)  # fmt: skip
def test_kun_dag_plus_60(vaern, dag: str, tilladt: bool):
    sag = fabrik.sag_med_udfald()
    assert skriver(sag, dag + REST) is tilladt


@pytest.mark.parametrize("cpr", ["", "67", "67abcdefgh", "670585 028", "67" + "05850028"[:-1]])
def test_andet_end_ti_cifre_afvises(vaern, cpr: str):
    assert not skriver(fabrik.sag_med_udfald(), cpr)


def test_ogsaa_nye_raekker_og_de_oevrige_tabeller(vaern):
    i = fabrik.kommune()
    rigtigt = "01" + REST
    with pytest.raises(DatabaseError), transaction.atomic():
        fabrik.sag_med_udfald(cpr=rigtigt)
    with pytest.raises(DatabaseError), transaction.atomic():
        Kontrolregnskab.objects.i_kommune(i).create(
            kommune=i, sag_id="S", cpr=rigtigt, status="I" * 34, fra="2026-11-23"
        )
    sag = fabrik.sag_med_udfald()
    for felt in ("cpr", "ym_cpr"):
        with pytest.raises(DatabaseError), transaction.atomic():
            sag.udfald.update(**{felt: rigtigt})


def test_hvert_cpr_felt_i_huset_er_paa_listen():
    felter = {
        (model._meta.db_table, felt.column)
        for model in apps.get_models(include_auto_created=True)
        for felt in model._meta.local_fields
        if isinstance(felt, CprFelt) or "cpr" in felt.name
    }
    assert felter == set(demovaern.KOLONNER)


def test_to_gange_er_som_en_gang(vaern):
    demovaern.installer()
    assert skriver(fabrik.sag_med_udfald(), "61" + REST)


def skriver(sag: Sag, cpr: str) -> bool:
    """Om databasen tog imod nummeret."""
    try:
        with transaction.atomic():
            Sag.objects.i_kommune(sag.kommune_id).filter(pk=sag.pk).update(cpr=cpr)
    except DatabaseError:
        return False
    return True
