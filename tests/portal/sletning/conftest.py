"""Sletningens ur: alle frister regnes fra samme øjeblik."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine

NU = datetime(2026, 11, 26, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def uret() -> Iterator[None]:
    """Klokken står stille."""
    with time_machine.travel(NU, tick=False):
        yield
