"""Registre i prøven, og en borger på en projektmedarbejders liste."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.conftest import klient_for
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre
from udsoegning.models import Fundet


@pytest.fixture
def registre(tmp_path: Path, settings) -> Registre:
    return Registre()


@pytest.fixture
def fundet(registre: Registre, tmp_path: Path, settings) -> Fundet:
    """En gift borger med beskyttet adresse, fundet i Nadias projekt."""
    cpr, mand = registre.person(beskyttet=True), registre.person(fornavn="Bashir")
    registre.gift(cpr, mand)
    registre.lever(tmp_path / "r", settings)
    et = opstilling.soeg(opstilling.projekt(opstilling.medarbejder()), cpr)
    return Fundet.objects.i_kommune("0175").get(projekt=et)


@pytest.fixture
def nadia(fundet: Fundet) -> Client:
    bruger = fundet.projekt.oprettet_af
    assert bruger is not None
    return klient_for(bruger)
