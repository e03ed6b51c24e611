"""De seks markeringer."""

from __future__ import annotations

from persongrupper.markeringer import GRUPPER, Markering


def test_der_er_seks_og_de_tre_grupper_er_tre_forskellige():
    assert len(Markering) == 6
    assert {g.label[:5] for g in GRUPPER} == {"Gr. 1", "Gr. 2", "Gr. 3"}
