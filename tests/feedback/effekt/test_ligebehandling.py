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


FOR_FAA = "Der er ikke sager nok til at holde grupperne op mod hinanden."
TILFAELDIG = "Forskellen mellem grupperne er ikke større, end tilfældigheder kan forklare."
FORSKEL = (
    "Træfprocenten er højere for {} ({} %) end for {} ({} %). "
    "Forskellen kan ikke forklares af tilfældigheder alene; til eftersyn."
)


# fmt: off
TAL_OG_DOM = [
    # Overlappende intervaller (21–29 og 14–21 %), og dog en sikker forskel:
    ({"kvinder": (120, 481), "mænd": (82, 457)},        FORSKEL.format("kvinder", 25, "mænd", 18)),
    ({"mænd": (82, 457), "kvinder": (120, 481)},        FORSKEL.format("kvinder", 25, "mænd", 18)),
    # Én sag til eller fra ved grænsen:
    ({"a": (82, 457), "b": (112, 481)},                 FORSKEL.format("b", 23, "a", 18)),
    ({"a": (82, 457), "b": (111, 481)},                 TILFAELDIG),
    ({"a": (20, 100), "b": (20, 100)},                  TILFAELDIG),
    # Det samme par er ét af tre, og de 95 % gælder dem tilsammen:
    ({"a": (82, 457), "b": (117, 481), "c": (60, 300)}, TILFAELDIG),
    ({"a": (82, 457), "b": (118, 481), "c": (60, 300)}, FORSKEL.format("b", 25, "a", 18)),
    # Den største af de sikre; en lille gruppes store, usikre forskel er det ikke:
    ({"a": (10, 100), "b": (60, 100), "c": (40, 100)},  FORSKEL.format("b", 60, "a", 10)),
    ({"a": (50, 500), "b": (150, 500), "c": (2, 6)},    FORSKEL.format("b", 30, "a", 10)),
    # En skjult gruppe er hverken i dommen eller blandt parrene:
    ({"a": (82, 457), "b": (112, 481), "c": None},      FORSKEL.format("b", 23, "a", 18)),
    ({"a": (20, 100), "b": None},                       FOR_FAA),
    ({"a": None, "b": None},                            FOR_FAA),
]
# fmt: on


@pytest.mark.parametrize(("tal", "saetning"), TAL_OG_DOM)
def test_en_forskel_naevnes_kun_naar_den_er_sikker(tal, saetning):
    assert konklusion(_grupper(tal)) == saetning


def _grupper(tal: dict[str, tuple[int, int] | None]) -> tuple[Gruppe, ...]:
    return tuple(Gruppe(navn, None, wilson(*et) if et else None) for navn, et in tal.items())


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
