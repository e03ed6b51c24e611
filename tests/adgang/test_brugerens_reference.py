"""Migrationen, der giver brugerne deres reference: hver række sin egen, også de gamle."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

FOER, EFTER = ("adgang", "0003_mure"), ("adgang", "0004_brugerens_reference")


@pytest.mark.bevis  # ruller hele databasen tilbage og frem igen
@pytest.mark.django_db(transaction=True)
def test_de_gamle_raekker_faar_hver_sin():
    motor = MigrationExecutor(connection)
    senest = motor.loader.graph.leaf_nodes()  # også de rum, der er rullet tilbage med
    motor.migrate([FOER])
    try:
        gammel = motor.loader.project_state([FOER]).apps.get_model("adgang", "Bruger")
        for nr in range(3):
            gammel.objects.create(brugernavn=f"gammel{nr}", navn="Gammel", rolle="DRIFT")
        motor = MigrationExecutor(connection)
        motor.migrate([EFTER])
        ny = motor.loader.project_state([EFTER]).apps.get_model("adgang", "Bruger")
        referencer = list(ny.objects.values_list("reference", flat=True))
        assert len(set(referencer)) == 3
        assert all(referencer)
    finally:
        MigrationExecutor(connection).migrate(senest)
