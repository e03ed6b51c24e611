"""Små tal: 1–4 vises ikke, og heller ikke det, de kan regnes ud af."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adgang.smaatal.graense import er_sikkert, skjul_linje, sum_maa_vises
from adgang.smaatal.tidslinje import Tidslinje
from adgang.smaatal.trae import Gren, delt, raekke
from adgang.smaatal.udgivelse import Udgivelse
from adgang.smaatal.viden import ALLE, Udsnit

TO = delt("alle", "ja", "nej")
FYN: Udsnit = frozenset({("sted", "fyn")})
JYLLAND: Udsnit = frozenset({("sted", "jylland")})
SAMSOE: Udsnit = frozenset({("sted", "samsø")})


@pytest.mark.parametrize(
    ("antal", "vises"), [(0, True), (1, False), (4, False), (5, True), (6, True)]
)
def test_graensen(antal, vises):
    assert er_sikkert(antal) is vises


@pytest.mark.parametrize(
    ("dele", "vist"),
    [
        ([10, 20, 30], [10, 20, 30]),
        ([0, 20, 30], [0, 20, 30]),
        ([4, 20, 30], [None, None, 30]),  # ét skjult tal kan regnes ud af summen
        ([1, 2, 30], [None, None, None]),  # to små tal, der tilsammen er tre
        ([3, 4, 30], [None, None, 30]),  # to små tal, der tilsammen er syv
        ([2, 0, 0], [None, None, None]),  # hele linjen er lille
        ([5], [5]),
        ([], []),
    ],
)
def test_en_linje_hvis_sum_kendes(dele, vist):
    assert skjul_linje(dele) == vist


@given(st.lists(st.integers(0, 40), max_size=8))
def test_det_skjulte_i_en_linje_er_hverken_et_tal_eller_lille(dele):
    vist = skjul_linje(dele)
    skjulte = [tal for tal, viser in zip(dele, vist, strict=True) if viser is None]
    assert all(viser is None or er_sikkert(viser) for viser in vist)
    assert not skjulte or len(skjulte) == len(dele) or (len(skjulte) > 1 and sum(skjulte) >= 5)


@pytest.mark.parametrize(
    ("dele", "maa"),
    [
        ([], True),
        ([5, 9], True),  # intet er skjult
        ([4], False),  # summen er tallet selv
        ([2, 2], False),  # summen er lille
        ([2, 3], True),
        ([9, 1], True),
        ([1, 1, 1, 1, 1], False),  # fem i alt: de er alle 1
        ([1, 1, 1, 1, 2], True),
        ([4, 4, 4], False),  # tolv i alt: de er alle 4
        ([3, 4, 4], True),
        ([2, 5, 5], True),  # de skjulte er syv i alt: den lille kan være 2, 3 eller 4
        ([4, 5, 5], False),  # de er ni, og ingen er over fem: den lille er 4
        ([4, 5, 6], True),
    ],
)
def test_summen_staar_ved_linjen_naar_den_ikke_roeber(dele, maa):
    assert sum_maa_vises(dele, skjul_linje(dele)) == maa


def test_summen_efterlader_hvert_skjult_tal_flere_muligheder():
    """Alle linjer, der giver samme syn og samme sum, holdt op mod hinanden."""
    muligheder: dict[tuple, list[set[int]]] = {}
    linjer = [linje for n, op in ((1, 12), (2, 12), (3, 12), (4, 9))
              for linje in product(range(1, op + 1), repeat=n)]  # fmt: skip
    syn = {linje: (*skjul_linje(linje), sum(linje)) for linje in linjer}
    for linje, set_ in syn.items():
        mulige = muligheder.setdefault(set_, [set() for _ in linje])
        for plads, tal in zip(mulige, linje, strict=True):
            plads.add(tal)
    vist = [linje for linje in linjer if sum_maa_vises(linje, syn[linje][:-1]) and max(linje) <= 8]
    assert any(None in syn[linje] for linje in vist)
    for linje in vist:
        for tal, plads in zip(syn[linje][:-1], muligheder[syn[linje]], strict=True):
            assert tal is not None or len(plads) > 1, linje


def test_et_trae_laegges_sammen_af_sine_blade():
    assert TO.foldet({"ja": 3}) == {"ja": 3, "nej": 0, "alle": 3}
    assert raekke("alle", ("a", "b", "c")).blade() == ("a", "b", "c")
    assert [gren.navn for gren in raekke("alle", ("a", "b", "c")).alle()] == [
        *("alle", "a–b", "a", "b", "c")
    ]


@pytest.mark.parametrize(
    ("ja", "nej", "vist"),
    [
        (10, 20, {"alle": 30, "ja": 10, "nej": 20}),
        (0, 20, {"alle": 20, "ja": 0, "nej": 20}),
        (5, 5, {"alle": 10, "ja": 5, "nej": 5}),
        (4, 20, {"alle": 24}),  # k er lille
        (20, 4, {"alle": 24}),  # n − k er lille
        (1, 3, {}),
    ],
)
def test_baade_k_og_n_minus_k_skal_kunne_vises(ja, nej, vist):
    assert vis(TO, {ALLE: {"ja": ja, "nej": nej}}) == {ALLE: vist}


@pytest.mark.parametrize(
    ("fyn", "jylland", "samsoe", "viste"),
    [
        (10, 20, 30, {FYN, JYLLAND, SAMSOE}),
        (10, 20, 3, {JYLLAND}),  # Fyn skjuler Samsø
        (10, 20, 0, {FYN, JYLLAND}),
        (3, 20, 3, {JYLLAND}),
    ],
)
def test_et_skjult_udsnit_er_ikke_det_der_er_tilbage(fyn, jylland, samsoe, viste):
    sande = {
        udsnit: {"alle": antal}
        for udsnit, antal in ((FYN, fyn), (JYLLAND, jylland), (SAMSOE, samsoe))
        if antal
    }
    afgjort = vis(Gren("alle"), {ALLE: {"alle": fyn + jylland + samsoe}, **sande})
    assert {udsnit for udsnit, tal in afgjort.items() if tal} == {ALLE, *viste}


def test_to_perioder_siger_ikke_det_stykke_der_skiller_dem():
    udgivelse = Udgivelse(TO, ("sted",))
    udgivelse.husk([(ALLE, (0, 12), {"alle": 60})])
    assert udgivelse.afgoer((0, 11), {ALLE: {"ja": 28, "nej": 28}}) == {ALLE: {}}
    assert udgivelse.afgoer((0, 9), {ALLE: {"ja": 25, "nej": 25}})[ALLE]["alle"] == 50


def test_en_tidslinje_ved_det_der_kan_regnes_ud():
    linje = Tidslinje()
    for fra, til, antal in ((0, 12, 60), (3, 12, 45), (12, 15, 9)):
        assert linje.vis(fra, til, antal)
    kendte = dict(linje.kendte())
    assert kendte[0, 3] == 15
    assert kendte[3, 15] == 54
    assert (0, 6) not in kendte
    assert not linje.vis(0, 15, 69)


def vis(gren, sande):
    """Det, der vises, når intet er vist før."""
    return Udgivelse(gren, ("sted",)).afgoer((0, 12), sande)
