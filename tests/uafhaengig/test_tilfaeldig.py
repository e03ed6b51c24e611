"""De tilfældige mapper: ens for samme frø, aldrig virkelige numre, tætte af besvær."""

import re

import pytest

from .regler import REGLER
from .taelling import tael
from .tilfaeldig import DAGE, skriv_mappe


def _bytes(mappe):
    return {fil.name: fil.read_bytes() for fil in sorted(mappe.iterdir())}


def test_samme_froe_giver_samme_bytes(tmp_path):
    for navn, seed in (("a", 7), ("b", 7), ("c", 8)):
        skriv_mappe(seed, tmp_path / navn, DAGE[0])
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b") != _bytes(tmp_path / "c")


@pytest.mark.parametrize("dag", DAGE)
def test_intet_cpr_nummer_kan_vaere_virkeligt(tmp_path, dag):
    skriv_mappe(1, tmp_path, dag)
    numre = re.findall(rb"(?<![0-9])[0-9]{10}(?![0-9])", b"".join(_bytes(tmp_path).values()))
    assert len(numre) > 100
    assert all(nummer[:1] in b"6789" for nummer in numre)


def _mangler(antal: int, mindst: int) -> list[tuple[str, str]]:
    tal = tael(antal)
    svar = ("UDFALD", "INGEN_AENDRING", "IKKE_UDFOERT")
    return [(r.slug, s) for r in REGLER for s in svar if tal[r.slug, "YM", s] < mindst]


def test_hver_regel_giver_hver_status_paa_faa_mapper():
    assert _mangler(40, mindst=1) == []


@pytest.mark.bevis
def test_hver_regel_giver_hver_status_ofte_paa_200_mapper():
    assert _mangler(200, mindst=10) == []
