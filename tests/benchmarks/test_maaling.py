"""Et målt tal mod sit mål: forholdet tæller, når der sammenlignes, ellers tallet selv."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.maaling import Maaling, skriv_json


@pytest.mark.parametrize(
    ("vaerdi", "forhold", "maal", "naaet"),
    [
        (1024.0, None, 1024, True),
        (1024.1, None, 1024, False),
        (99.0, 1.5, 1.5, True),  # forholdet og ikke tallet holdes op mod målet
        (0.1, 1.51, 1.5, False),
        (99.0, 9.0, None, True),  # intet mål
    ],
)
def test_maalet_er_det_hoejeste_der_maa_staa(
    vaerdi: float, forhold: float | None, maal: float | None, naaet: bool
):
    assert Maaling("tal", "alt", vaerdi, "s", None, forhold, maal).naaet is naaet


def test_filen_er_en_liste_med_seks_felter_pr_tal(tmp_path: Path):
    fil = tmp_path / "benchmark.json"
    skriv_json([Maaling("motor-mod-duckdb", "alt", 2.00049, "s", 1.6, 1.25031, 1.5)], fil)
    assert json.loads(fil.read_text(encoding="utf-8")) == [
        {
            "navn": "motor-mod-duckdb",
            "vaerdi": 2.0,
            "enhed": "s",
            "mod": 1.6,
            "forhold": 1.25,
            "maal": 1.5,
        }
    ]
