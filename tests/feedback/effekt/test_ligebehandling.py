"""Ligebehandling: grupperne, som kontrolarket siger dem, og hvornår en forskel nævnes."""

from __future__ import annotations

from datetime import date

import pytest

from feedback.effekt.ligebehandling.grupper import DIMENSIONER, VAERDIER, grupper
from feedback.effekt.ligebehandling.gruppetal import gruppetal
from feedback.effekt.ligebehandling.tavle import Gruppe, konklusion
from feedback.effekt.statistik import wilson
from feedback.models import Feedback
from tests import fabrik
from tests.feedback.effekt.aaret import et_aar


@pytest.mark.parametrize(
    ("alder", "gruppe"),
    [
        (18, "under 30 år"),
        (29, "under 30 år"),
        (30, "30–39 år"),
        (59, "50–59 år"),
        (60, "60 år og derover"),
        (None, "uoplyst"),
    ],
)
def test_alderen_er_den_paa_arket(alder, gruppe):
    assert grupper({"cpr": "6705850028", "alder": alder})["alder"] == gruppe


@pytest.mark.parametrize(("cpr", "gruppe"), [("6705850028", "kvinder"), ("6705850027", "mænd")])
def test_det_sidste_ciffer_er_lige_for_kvinder(cpr, gruppe):
    assert grupper({"cpr": cpr})["koen"] == gruppe


@pytest.mark.parametrize(
    ("civilstand", "gruppe"),
    [
        ("Ugift", "ugift"),
        ("Gift", "gift eller registreret partner"),
        ("Gift (separeret 04-06-2018)", "gift eller registreret partner"),
        ("Registreret partner", "gift eller registreret partner"),
        ("Ophørt partnerskab", "fraskilt eller ophørt partnerskab"),
        ("Enke eller enkemand", "enke, enkemand eller længstlevende"),
        ("Længstlevende partner", "enke, enkemand eller længstlevende"),
        ("", "uoplyst"),
        ("Død", "uoplyst"),
    ],
)
def test_civilstanden_er_den_paa_arket(civilstand, gruppe):
    assert grupper({"cpr": "6705850028", "civilstand": civilstand})["civilstand"] == gruppe


@pytest.mark.parametrize(
    ("a", "b", "saetning"),
    [
        ((10, 100), (60, 100), "Træfprocenten er højere for b (60 %) end for a (10 %)."),
        (
            (20, 100),
            (25, 100),
            "Der er ingen forskel mellem grupperne, som ikke kan være tilfældig.",
        ),
        ((20, 100), None, "Der er ikke sager nok til at holde grupperne op mod hinanden."),
    ],
)
def test_en_forskel_naevnes_kun_naar_intervallerne_ikke_overlapper(a, b, saetning):
    grupper_ = tuple(
        Gruppe(navn, None, wilson(*tal) if tal else None) for navn, tal in (("a", a), ("b", b))
    )
    assert konklusion(grupper_) == saetning


@pytest.mark.django_db
def test_hver_afsluttet_sag_taeller_en_gang_i_hver_dimension(mette):
    et_aar(mette.kommune, mette, slut=date(2026, 11, 1), sager=30, maaneder=4)
    egne = list(Feedback.objects.i_kommune(mette.kommune).select_related("sag"))
    for nr, feedback in enumerate(egne):
        fabrik.kontrolark(feedback.sag, alder=25 + nr, civilstand="Ugift")
    tal = list(gruppetal("0175", egne))
    assert len(tal) == len(egne) * len(DIMENSIONER)
    assert {et.kun_regel for et in tal} <= {v for vaerdier in VAERDIER.values() for v in vaerdier}
    assert {(et.kle, et.trin) for et in tal} == {("", 0)}
