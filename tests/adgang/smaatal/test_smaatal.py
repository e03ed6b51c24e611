"""Små tal: 1–4 vises ikke, og heller ikke det, de kan regnes ud af."""

from __future__ import annotations

from itertools import product

import pytest

from adgang.smaatal.graense import Linje, er_sikkert, skjul_del, skjul_linje
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


N = None


@pytest.mark.parametrize(
    ("dele",          "vist",          "i_alt"),
    [
        ([10, 20, 30], [10, 20, 30],   60),
        ([0, 20, 30],  [0, 20, 30],    50),
        ([4, 20, 30],  [N, N, 30],     54),    # ét skjult tal kan regnes ud af summen
        ([3, 4, 30],   [N, N, 30],     37),    # to forskellige, der tilsammen er syv
        ([2, 3, 30],   [N, N, 30],     35),    # tilsammen fem
        ([1, 3, 30],   [N, N, N],      34),    # tilsammen kun fire
        ([4, 4, 5],    [N, N, N],      13),    # to ens: de er begge fire
        ([3, 3, 9],    [N, N, N],      15),
        ([2, 4, 9],    [N, N, 9],      15),
        ([5, 3, 5],    [N, N, N],      13),    # lige store skjules sammen: pladsen siger intet
        ([5, 3, 6],    [N, N, 6],      14),
        ([1, 1, 1, 2], [N, N, N, N],    5),
        ([0, 4, 5],    [0, N, N],       9),
        ([2, 0, 0],    [N, N, N],       N),    # hele linjen er lille
        ([4],          [N],             N),
        ([5],          [5],             5),
        ([4, 4, 4],    [N, N, N],       N),    # kun ens: summen ville sige dem alle
        ([1] * 5,      [N] * 5,         N),
        ([0, 0],       [0, 0],          0),
        ([],           [],              0),
    ],
)  # fmt: skip
def test_en_linje_med_sin_sum(dele, vist, i_alt):
    assert skjul_linje(dele) == Linje(vist, i_alt)


@pytest.mark.parametrize(("led", "op", "hoejst"), [(1, 9, 6), (2, 16, 11), (3, 14, 9), (4, 9, 6)])
def test_hvert_skjult_tal_kan_vaere_flere_for_den_der_kender_reglen_og_summen(led, op, hoejst):
    """Alle linjer, der ser ens ud, holdt op mod hinanden; de største er kun med som muligheder."""
    muligheder: dict[tuple, list[set[int]]] = {}
    syn = {}
    for linje in product(range(op + 1), repeat=led):
        vist = skjul_linje(linje)
        assert all(tal is None or er_sikkert(tal) for tal in (*vist.dele, vist.i_alt))
        syn[linje] = (*vist.dele, vist.i_alt)
        mulige = muligheder.setdefault(syn[linje], [set() for _ in linje])
        for plads, tal in zip(mulige, linje, strict=True):
            plads.add(tal)
    proevet = [linje for linje in syn if max(linje) <= hoejst and None in syn[linje][:-1]]
    assert proevet
    for linje in proevet:
        for tal, plads in zip(syn[linje], muligheder[syn[linje]], strict=False):
            assert tal is not None or len(plads) > 1, linje


@pytest.mark.parametrize(
    ("antal", "af", "vist"),
    [(5, 10, 5), (4, 10, N), (6, 10, N), (0, 10, 0), (10, 10, 10), (5, 9, N), (9, 14, 9)],
)
def test_en_del_vises_naar_baade_den_og_resten_maa(antal, af, vist):
    assert skjul_del(antal, af) == vist


def test_en_skjult_del_kan_vaere_flere():
    for af in (0, *range(5, 30)):
        skjulte = [antal for antal in range(af + 1) if skjul_del(antal, af) is None]
        assert len(skjulte) != 1


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
