"""Webprocessen starter uden Polars og WeasyPrint; de hentes først, når de skal bruges."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("modul", ["polars", "weasyprint", "pikepdf"])
def test_adresserne_indlaeser_ikke(modul):
    kode = (
        "import django, sys; django.setup()\n"
        "from django.urls import get_resolver\n"
        "assert get_resolver().url_patterns\n"
        "from django.urls import reverse\nreverse('regler')\n"
        f"print({modul!r} in sys.modules)"
    )
    miljoe = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    svar = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=True, env=miljoe
    )
    assert svar.stdout.split()[-1] == "False"
