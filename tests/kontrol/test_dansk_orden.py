"""Dansk alfabetisk orden."""

from __future__ import annotations

import pytest

from kontrol.sortering import sorteringsnoegle


@pytest.mark.parametrize(
    "i_orden",
    [
        ["Zakarias", "Ærø", "Østergaard", "Åberg"],
        ["Zakarias", "Aaberg"],                     # aa er å
        ["Adam", "Ærø", "Ødegaard", "Aagaard", "Åse"],
        ["anders", "Bo", "christian", "DAN"],       # store og små er ens
        ["Emil", "Émile", "Erik"],                  # accenter tæller ikke
        ["Muhammed", "Müller", "Nanna"],            # ü som y
        ["Ola", "Øland", "Åland"],
    ],
)  # fmt: skip
def test_orden(i_orden: list[str]):
    bagfra = i_orden[::-1]
    assert sorted(bagfra, key=sorteringsnoegle) == i_orden


@pytest.mark.parametrize(("den_ene", "den_anden"), [("Aase", "Åse"), ("  Bo", "bo"), ("É", "e")])
def test_ens_plads(den_ene: str, den_anden: str):
    assert sorteringsnoegle(den_ene) == sorteringsnoegle(den_anden)
