"""Scripterne er ikke en pakke: læg deres mappe på importstien, og giv signalerne tilbage."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
sys.path.insert(0, str(SCRIPTS))


@pytest.fixture(autouse=True)
def _signaler_som_foer():
    """Flokken tager signalerne til sig; giv dem tilbage til pytest."""
    tegn = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    foer = [signal.getsignal(t) for t in tegn]
    yield
    for t, haandtering in zip(tegn, foer, strict=True):
        signal.signal(t, haandtering)
