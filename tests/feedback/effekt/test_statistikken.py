"""Andele med usikkerhed: Wilsons interval, og hvornår en ændring er sikker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.effekt.ord import i_procent
from feedback.effekt.statistik import andel, retning, wilson


@pytest.mark.parametrize(
    ("k", "n", "andelen", "nedre", "oevre"),
    [
        (141, 412, 34.2, 29.8, 38.9),
        (0, 10, 0.0, 0.0, 27.8),
        (10, 10, 100.0, 72.2, 100.0),
        (1, 1, 100.0, 20.7, 100.0),
        (5, 100, 5.0, 2.2, 11.2),
    ],
)
def test_wilsons_interval(k, n, andelen, nedre, oevre):
    w = wilson(k, n)
    assert [round(x * 100, 1) for x in (w.andel, w.nedre, w.oevre)] == [andelen, nedre, oevre]


def test_uden_sager_er_der_ingen_andel():
    assert wilson(0, 0) is None
    assert andel(None, 10) is None
    assert andel(3, None) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_andelen_ligger_i_sit_interval(kn):
    w = wilson(*kn)
    assert 0 <= w.nedre <= w.andel <= w.oevre <= 1


@pytest.mark.parametrize(
    ("foer", "efter", "svar"),
    [
        ((20, 100), (20, 100), 0),
        ((20, 100), (25, 100), 0),  # fem procentpoint af hundrede er ikke sikkert
        ((20, 100), (40, 100), 1),
        ((40, 100), (20, 100), -1),
        ((0, 10), (0, 10), 0),
        ((0, 200), (20, 200), 1),
    ],
)
def test_en_aendring_naevnes_kun_naar_den_er_sikker(foer, efter, svar):
    assert retning(wilson(*foer), wilson(*efter)) == svar


@pytest.mark.parametrize(
    ("sammenligninger", "svar"),
    [(1, 1), (2, 1), (3, 0), (15, 0)],
)
def test_jo_flere_forskelle_der_ses_paa_jo_mere_skal_der_til(sammenligninger, svar):
    assert retning(wilson(82, 457), wilson(117, 481), sammenligninger) == svar


@pytest.mark.parametrize(
    ("andelen", "tekst"),
    [
        (0, "0 %"),
        (0.004, "under 1 %"),
        (0.005, "1 %"),
        (0.994, "99 %"),
        (0.996, "over 99 %"),
        (1, "100 %"),
    ],
)
def test_naesten_alle_bliver_aldrig_til_alle(andelen, tekst):
    assert i_procent(andelen) == tekst
