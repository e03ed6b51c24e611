"""Prøvebænken selv: det, der holder suiten billig, er slået til."""

from __future__ import annotations

import gc


def test_det_samlede_gennemgaas_ikke_igen_for_hver_proeve():
    assert gc.get_freeze_count() > 100_000
