"""Målingen pr. sag: rivalens tid på det lille land mod motorens på det fulde og det lille."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import motor_mod_personvis
from benchmarks.motor_mod_duckdb import Tid
from benchmarks.motor_mod_personvis import Runde, maal_mod


@pytest.mark.parametrize(("rivalens", "naaet"), [(0.15, True), (0.149, False)])
def test_maalet_gaelder_tiden_pr_sag(
    rivalens: float, naaet: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    """10 µs pr. sag for motoren ved det fulde land: løkken skal bruge mindst 15 gange det."""
    runde = Runde(
        Tid(9.0, 1.0, 100_000), Tid(9.0, 0.1, 1_000), {"sekunder": rivalens, "sager": 1_000}
    )
    monkeypatch.setattr(motor_mod_personvis, "_runde", lambda *_: runde)
    monkeypatch.setattr(motor_mod_personvis, "mindre", lambda mappe, _: mappe)
    fuld, lille = maal_mod("motor-mod-x", "loekke", "x", tmp_path, gange=15)
    assert (fuld.vaerdi, fuld.mod, fuld.naaet) == (10.0, pytest.approx(rivalens * 1000), naaet)
    assert (lille.vaerdi, lille.maal) == (pytest.approx(100.0), None)


def test_regelmotorens_egne_kald_staar_for_sig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    rival = {"sekunder": 0.4, "heraf_motoren": 0.1, "sager": 1_000}
    runde = Runde(Tid(9.0, 1.0, 100_000), Tid(9.0, 0.1, 1_000), rival)
    monkeypatch.setattr(motor_mod_personvis, "_runde", lambda *_: runde)
    monkeypatch.setattr(motor_mod_personvis, "mindre", lambda mappe, _: mappe)
    tal = {m.navn: m.forhold for m in maal_mod("x", "regelmotor", "zen", tmp_path, gange=25)}
    assert tal == {"x": 0.025, "x-lille": 0.25, "x-alene": 0.1}
