"""Uret står stille en formiddag, og driften er logget ind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from adgang.models import Bruger, Rolle
from tests import fabrik
from tests.conftest import klient_for
from tests.portal.drift import scenarier


@pytest.fixture(autouse=True)
def egne_laase(settings, tmp_path: Path) -> None:
    """Prøver, der kører samtidig, må ikke tage hinandens låse."""
    settings.VAR_MAPPE = tmp_path


@pytest.fixture
def formiddag(db) -> Iterator[time_machine.Coordinates]:
    """Den 22. november 2026 kl. 10.20 dansk tid."""
    MigrationRecorder.Migration.objects.update(applied=scenarier.NU - timedelta(days=400))
    with time_machine.travel(scenarier.NU, tick=False) as uret:
        yield uret


@pytest.fixture
def lars(formiddag) -> Bruger:
    """Driften."""
    return fabrik.bruger("lars", Rolle.DRIFT, navn="Lars Winther")


@pytest.fixture
def driften(lars: Bruger) -> Client:
    """Lars' klient."""
    return klient_for(lars)
