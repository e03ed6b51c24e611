"""Afprøvningens linjer: et alternativ uden noget tal får ingen linje, men nævnes under de andre."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.effekt.afproevning.virkning import proever
from feedback.effekt.laesning import Figurer
from feedback.effekt.udsnit import type_
from feedback.effekt.valg import Valg
from feedback.models import Effektfigur

VALG = Valg(date(2025, 11, 1), date(2026, 11, 1))
SLUG = "ny_arbejdsgiver"
DELT = {"afsluttet": 90, "aendret": 30, "henlagt": 60}
BLIVER = {"aendret:bliver": 10, "aendret:alene": 20, "henlagt:bliver": 15, "henlagt:alene": 45}


def halve(nedre: int, oevre: int, side: str) -> dict[str, int]:
    """Trinene 0 og 1 sammen, og 2 og 3 sammen."""
    return {f"{side}:0–{side}:1": nedre, f"{side}:2–{side}:3": oevre}


def trin(side: str, *antal: int) -> dict[str, int]:
    """De første trin hver for sig."""
    return {f"{side}:{nr}": tal for nr, tal in enumerate(antal)}


BEGGE = {**halve(8, 12, "aendret"), **halve(20, 25, "henlagt")}
EN_SIDE = {**halve(0, 20, "aendret"), **trin("aendret", 0, 0)}


# fmt: off
VIST_OG_LINJER = [
    ({},                           {},                  "75 dage, 90 dage, 120 dage og slået fra"),
    (DELT,                         {},                  "75 dage, 90 dage, 120 dage og slået fra"),
    ({**DELT, **BLIVER},           {"Slået fra": (65, 20)},        "75 dage, 90 dage og 120 dage"),
    # 90 dage er de to nederste trin; de er vist sammen og ikke hver for sig.
    ({**DELT, **BLIVER, **BEGGE},  {"90 dage": (28, 8), "Slået fra": (65, 20)},
                                                                            "75 dage og 120 dage"),
    # Kun de ændrede kan vises: også det er et tal.
    ({**DELT, **BLIVER, **EN_SIDE}, {"75 dage": (None, 0), "90 dage": (None, 0),
                                     "Slået fra": (65, 20)},                           "120 dage"),
]
# fmt: on


@pytest.mark.parametrize(("vist", "linjer", "uden_tal"), VIST_OG_LINJER)
def test_kun_det_der_har_et_tal_har_en_linje(vist, linjer, uden_tal):
    maerke, opdeling = type_(SLUG), f"AFPROEVNING:{SLUG}"
    figur = Effektfigur(opdeling=opdeling, vist=vist)
    figurer = Figurer(VALG, {(VALG.fra, VALG.til, opdeling, maerke): figur} if vist else {})
    proeve = next(p for p in proever(figurer) if p.regel["slug"] == SLUG)
    assert {v.tekst: (v.sager, v.aendrede) for v in proeve.viste} == linjer
    assert proeve.uden_tal == uden_tal
    assert proeve.linjer == len(linjer) + 1  # så højt er kontroltypens felt i tabellen
