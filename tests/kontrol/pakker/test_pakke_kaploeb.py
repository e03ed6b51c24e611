"""Opgaven to gange på én gang, på rigtig PostgreSQL: hvert ark dannes én gang, og filen er hel."""

from __future__ import annotations

from collections import Counter

import pytest

from kontrol.models import Pakketilstand
from kontrol.pakker.dan import dan
from tests.kontrol.pakker.conftest import indhold, laes
from tests.kontrol.test_bestil_kaploeb import samtidig

# Ikke mærket django_db: bænken mærker den, der bruger mette, uden transaction=True.
pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]


def test_fire_arbejdere_faar_den_samme_opgave(pakke, hurtig_pdf):
    ny = pakke(12)
    samtidig([lambda: dan("0175", ny.pk)] * 4)
    assert (laes(ny).tilstand, laes(ny).fejl) == (Pakketilstand.KLAR, "")
    assert len(indhold(ny)) == 12
    assert set(Counter(hurtig_pdf).values()) == {1}
