"""Et lille hus med alt, en kopi skal kunne bære tilbage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from adgang.databaseroller import giv_rettigheder
from adgang.models import Bruger
from adgang.opslagslog.segl import forsegl
from journal.levering import lever
from journal.models import Journalpost
from samkoering.models import Sag
from tests import driftsrolle, fabrik
from tests.bevis.test_13_log import skriv
from tests.journal.conftest import art  # noqa: F401 – en fixture
from tests.journal.leverancen import post
from tests.portal.sikkerhedskopi.huset import toem


@dataclass
class Hus:
    """Det, prøverne kigger efter, når det er genskabt."""

    sag: Sag
    post: Journalpost
    afleveret: Journalpost
    kopier: Path

    def tag_kopi(self) -> Path:
        """Den nye kopi."""
        foer = set(self.kopier.glob("*.tar"))
        call_command("sikkerhedskopi", str(self.kopier))
        (ny,) = set(self.kopier.glob("*.tar")) - foer
        return ny


@pytest.fixture(autouse=True)
def mapper(settings, tmp_path: Path) -> None:
    settings.VAR_MAPPE = tmp_path
    settings.JOURNALMAPPE, settings.DIGITAL_POST_MAPPE = tmp_path / "journal", tmp_path / "post"


@pytest.fixture
def hus(transactional_db, settings, tmp_path: Path, art) -> Iterator[Hus]:  # noqa: F811
    """Tre segl, to opslag uden segl, en post i databasen og en i modtagerens mappe."""
    mette: Bruger = fabrik.bruger("mette")
    for nr in range(3):
        naar = timezone.now() - timedelta(days=3 - nr)
        with time_machine.travel(naar):
            skriv(mette, 4)
        with time_machine.travel(naar + timedelta(minutes=6)):
            forsegl()
    skriv(mette, 2)
    sag, inde, ude = fabrik.bestilt_sag(mette), post(mette), post(mette)
    lever(inde)
    settings.JOURNAL = "FORDELING"
    lever(ude)
    yield Hus(sag, inde, ude, tmp_path / "kopier")
    if connection.vendor == "postgresql":
        # Genskabelsen lagde tabellerne på ny; de næste prøver kører som driftsrollen.
        giv_rettigheder(driftsrolle.ROLLE)


@pytest.fixture
def toemt(hus: Hus) -> Hus:
    """Huset, efter at alt er mistet."""
    hus.kopi = hus.tag_kopi()
    toem()
    return hus
