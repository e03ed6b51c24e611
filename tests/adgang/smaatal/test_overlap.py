"""Sager i flere kontroltyper eller temaer: deres antal kan heller ikke regnes ud, når de er få."""

from __future__ import annotations

import pytest

from adgang.smaatal.trae import Gren
from adgang.smaatal.udgivelse import Afgjort, Udgivelse
from adgang.smaatal.viden import ALLE, Daekning, Udsnit

BIL, KOEB, SALG = ("tema", "bil"), ("type", "køb"), ("type", "salg")
FLYT, FYN, JYLLAND = ("tema", "flyt"), ("sted", "fyn"), ("sted", "jylland")
TO = ("trin", "to")
DAEKNINGER = (
    Daekning(None, frozenset({BIL, FLYT})),
    Daekning(BIL, frozenset({KOEB, SALG})),
)
AAR = (0, 12)


def udsnit(*betingelser: tuple[str, str]) -> Udsnit:
    return frozenset(betingelser)


def ny() -> Udgivelse:
    return Udgivelse(Gren("alle"), ("sted", "trin"), DAEKNINGER)


def vis(udgivelse: Udgivelse, **antal: int) -> Afgjort:
    """De viste antal; ``bil_fyn`` er temaet bil på Fyn."""
    navne = {"bil": BIL, "køb": KOEB, "salg": SALG, "flyt": FLYT, "fyn": FYN, "jylland": JYLLAND}
    navne["to"] = TO
    sande = {
        udsnit(*(navne[led] for led in navn.split("_") if led != "alle")): {"alle": tal}
        for navn, tal in antal.items()
    }
    return udgivelse.afgoer(AAR, sande)


@pytest.mark.parametrize(
    ("bil", "koeb", "salg", "salg_vises"),
    [
        (45,     30,     15,     True),   # ingen har begge dele
        (44,     30,     15,     False),  # én har: 30 + 15 − 44
        (41,     30,     15,     False),
        (40,     30,     15,     True),   # fem har
        (30,     30,     15,     True),   # alle, der solgte, købte også
    ],
)  # fmt: skip
def test_de_faa_med_begge_kontroltyper_kan_ikke_regnes_ud(bil, koeb, salg, salg_vises):
    afgjort = vis(ny(), alle=90, bil=bil, køb=koeb, salg=salg)
    assert afgjort[udsnit(BIL)] == {"alle": bil}
    assert afgjort[udsnit(KOEB)] == {"alle": koeb}
    assert bool(afgjort[udsnit(SALG)]) is salg_vises


@pytest.mark.parametrize(("flyt", "vises"), [(40, True), (41, False), (44, False), (45, True)])
def test_de_faa_med_flere_temaer_kan_ikke_regnes_ud(flyt, vises):
    afgjort = vis(ny(), alle=90, bil=50, flyt=flyt)
    assert bool(afgjort[udsnit(FLYT)]) is vises


def test_overlappet_uden_for_fyn_er_heller_ikke_faa():
    """Elleve har begge dele; vises det, at de ni er på Fyn, er to det ikke."""
    viste = vis(
        ny(),
        alle=200, bil=89, køb=60, salg=40, fyn=150,
        bil_fyn=61, køb_fyn=40, salg_fyn=30,
    )  # fmt: skip
    assert viste[udsnit(SALG)] == {"alle": 40}
    assert viste[udsnit(BIL, FYN)] == {"alle": 61}
    assert viste[udsnit(KOEB, FYN)] == {"alle": 40}
    assert viste[udsnit(SALG, FYN)] == {}


def test_overlappet_det_tredje_sted_er_heller_ikke_faa():
    """Tyve har begge dele; vises ni på Fyn og ni i Jylland, er to et andet sted."""
    viste = vis(
        ny(),
        alle=400, bil=120, køb=80, salg=60, fyn=150, jylland=150,
        bil_fyn=46, køb_fyn=30, salg_fyn=25, bil_jylland=46, køb_jylland=30, salg_jylland=25,
    )  # fmt: skip
    assert viste[udsnit(SALG)]
    assert not (viste[udsnit(SALG, FYN)] and viste[udsnit(SALG, JYLLAND)])


def test_overlappet_uden_for_begge_betingelser_er_heller_ikke_faa():
    """Tyve har begge dele: 5 på Fyn på trin to, 5 på Fyn ellers, 7 på trin to ellers – og så 3."""
    viste = vis(
        ny(),
        alle=400, bil=120, køb=80, salg=60,
        fyn=200, bil_fyn=60, køb_fyn=40, salg_fyn=30,
        to=200, bil_to=58, køb_to=40, salg_to=30,
        fyn_to=100, bil_fyn_to=30, køb_fyn_to=20, salg_fyn_to=15,
    )  # fmt: skip
    assert viste[udsnit(SALG, FYN)]
    assert viste[udsnit(SALG, TO)]
    assert viste[udsnit(KOEB, FYN, TO)]
    assert viste[udsnit(SALG, FYN, TO)] == {}


def test_det_hele_vises_ikke_bagefter_naar_delene_er_vist():
    """Temaet kan være skjult først; så er det dét, der venter."""
    udgivelse = ny()
    udgivelse.husk([(udsnit(KOEB), AAR, {"alle": 30}), (udsnit(SALG), AAR, {"alle": 15})])
    assert vis(udgivelse, alle=90, bil=43)[udsnit(BIL)] == {}
    andet = ny()
    andet.husk([(udsnit(KOEB), AAR, {"alle": 30})])
    assert vis(andet, alle=90, bil=33)[udsnit(BIL)] == {}  # tre er i temaet uden at have købt
    assert vis(ny(), alle=90, bil=33)[ALLE] == {"alle": 90}
