"""Små tal i tabeller, der deler summer: et skjult felt kan ikke regnes ud af de viste."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adgang.smaatal.ligninger import Felt, Ligning, skjulte

Tal = dict[Felt, int]


def tabel(raekker: Sequence[Sequence[int]]) -> tuple[Tal, list[Ligning]]:
    """En tabel med summer til højre og nederst, og hver sums ligning."""
    bredde = range(len(raekker[0]))
    fulde = [[*raekke, sum(raekke)] for raekke in raekker]
    fulde.append([sum(soejle) for soejle in zip(*fulde, strict=True)])
    tal = {(str(r), str(k)): n for r, raekke in enumerate(fulde) for k, n in enumerate(raekke)}
    sum_k, sum_r = str(len(raekker[0])), str(len(raekker))
    hoejde = range(len(raekker))
    return tal, [
        *(
            Ligning((str(r), sum_k), tuple((str(r), str(k)) for k in bredde))
            for r in range(len(fulde))
        ),
        *(
            Ligning((sum_r, str(k)), tuple((str(r), str(k)) for r in hoejde))
            for k in range(len(fulde[0]))
        ),
    ]


def kan_regnes_ud(ligninger: Sequence[Ligning], skjult: set[Felt]) -> set[Felt]:
    """De skjulte felter, ligningerne alene bestemmer (Gauss-elimination)."""
    trin: dict[Felt, dict[Felt, Fraction]] = {}
    for hele, dele in ligninger:
        raekke = {felt: Fraction(1) for felt in dele if felt in skjult}
        raekke |= {hele: Fraction(-1)} if hele in skjult else {}
        rest = _uden(raekke, trin)
        if rest:
            pivot = min(rest)
            ny = {felt: vaerdi / rest[pivot] for felt, vaerdi in rest.items()}
            trin = {felt: _uden(anden, {pivot: ny}) for felt, anden in trin.items()}
            trin[pivot] = ny
    return {felt for felt, raekke in trin.items() if len(raekke) == 1}


def _uden(
    raekke: dict[Felt, Fraction], trin: dict[Felt, dict[Felt, Fraction]]
) -> dict[Felt, Fraction]:
    """Rækken, hvor hvert trins felt er trukket ud."""
    for felt, foerste in trin.items():
        if faktor := raekke.get(felt):
            raekke = _traek_fra(raekke, foerste, faktor)
    return raekke


def _traek_fra(
    raekke: dict[Felt, Fraction], anden: dict[Felt, Fraction], faktor: Fraction
) -> dict[Felt, Fraction]:
    felter = {*raekke, *anden}
    ny = {felt: raekke.get(felt, 0) - faktor * anden.get(felt, 0) for felt in felter}
    return {felt: Fraction(vaerdi) for felt, vaerdi in ny.items() if vaerdi}


@pytest.mark.parametrize(
    ("dele", "vises"),
    [
        # Nul og mindst fem vises.
        ([0, 5, 12], [0, 5, 12]),
        ([0, 0, 0], [0, 0, 0]),
        # Er ét skjult, skjules det mindste andet med.
        ([4, 5, 12], [None, None, 12]),
        ([1, 0, 9], [None, 0, None]),
        # Er de skjulte tilsammen under fem, kunne summen røbe dem.
        ([1, 1, 9], [None, None, None]),
        ([1, 4, 9], [None, None, 9]),
        # En lille sum skjules sammen med sin del.
        ([3, 0, 0], [None, 0, 0]),
    ],
)
def test_en_linje(dele: list[int], vises: list[int | None]):
    felter = [("r", str(nr)) for nr in range(len(dele))]
    hele = ("r", "sum")
    tal = {**dict(zip(felter, dele, strict=True)), hele: sum(dele)}
    skjult = skjulte(tal, [Ligning(hele, tuple(felter))])
    assert [None if felt in skjult else tal[felt] for felt in felter] == vises


@given(
    st.integers(2, 6).flatmap(
        lambda bredde: st.lists(
            st.lists(st.integers(0, 9) | st.integers(0, 2), min_size=bredde, max_size=bredde),
            min_size=2,
            max_size=6,
        )
    )
)
@settings(max_examples=300, deadline=None)
def test_intet_lille_tal_kan_regnes_ud_paa_tvaers_og_nedad(raekker: list[list[int]]):
    tal, ligninger = tabel(raekker)
    skjult = skjulte(tal, ligninger)
    assert {felt for felt, antal in tal.items() if 1 <= antal <= 4} <= skjult
    roebet = kan_regnes_ud(ligninger, skjult)
    assert not [felt for felt in roebet if 1 <= tal[felt] <= 4]


def test_angrebet_finder_det_skjulte_naar_kun_de_smaa_skjules():
    tal, ligninger = tabel([[1, 7], [8, 9]])
    smaa = {felt for felt, antal in tal.items() if 1 <= antal <= 4}
    assert kan_regnes_ud(ligninger, smaa) == {("0", "0")}


def test_et_tal_der_foerst_foelger_af_flere_ligninger_tilsammen_skjules_der_ogsaa_for():
    """De to første rækker minus de to første søjler er feltet i tredje søjle: ingen enkelt linje
    siger det.
    """
    tal, ligninger = tabel([[3, 4, 20, 20], [4, 3, 3, 20], [20, 20, 4, 3], [20, 20, 3, 4]])
    smaa = {felt for felt, antal in tal.items() if 1 <= antal <= 4}
    assert kan_regnes_ud(ligninger, smaa) == {("1", "2")}
    skjult = skjulte(tal, ligninger)
    assert smaa < skjult
    assert ("1", "2") not in kan_regnes_ud(ligninger, skjult)
