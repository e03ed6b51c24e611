"""Administratoren, alle prøverne her er logget ind som."""

from __future__ import annotations

import pytest
from django.test import Client

from adgang.models import Bruger
from tests.conftest import klient_for


@pytest.fixture
def admin(leder: Bruger) -> Client:
    """Teamlederens klient."""
    return klient_for(leder)
