"""Filen findes med linjeskift og i fast længde; begge læses ens."""

from __future__ import annotations

from itertools import permutations

import pytest
from u12170_fil import (
    ANNA,
    BO,
    CARL,
    fast,
    linjer,
    p001,
    p002,
    p003,
    p005,
    p008,
    p012,
    p014,
    p023,
    p024,
    poster,
)

from registre.cpr.u12170 import laes

INDHOLD = [
    p001(ANNA),
    p001(BO, "80", "202401101300", koen="M"),
    p005(BO, "202401101300"),
    p008(ANNA, "Anna", "", "Sørensen"),
    p014(ANNA, CARL),
    p002(ANNA, "0175-1234-012B-02-th", "202401011200"),
    p023(ANNA, "0175-1234-007", "201001011200", "202401011200"),
    p012(ANNA, "G", "201005051200", BO),
    p024(BO, "201001011200", "201101011200"),
    p003(ANNA, "0175-1234-012B-02-th", "Birkevej", "2610", "Rødovre"),
]


def laest(raa: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {navn: sorted(map(str, t.rows())) for navn, t in laes(raa).tabeller.items()}


def test_begge_former_giver_det_samme():
    alle = poster(INDHOLD)
    assert laest(fast(alle)) == laest(linjer(alle)) == laest(linjer(alle, "\r\n"))


def test_filen_kan_slutte_med_eller_uden_linjeskift():
    alle = poster(INDHOLD)
    for hale in (b"", b"\n", b"\r\n"):
        assert laest(fast(alle) + hale) == laest(linjer(alle))


def test_linjerne_maa_vaere_fyldt_ud():
    udfyldt = "\n".join(poster(INDHOLD)).encode("iso-8859-1")
    assert laest(udfyldt) == laest(linjer(poster(INDHOLD)))


@pytest.mark.parametrize("orden", list(permutations(range(4)))[1::5])
def test_en_persons_poster_behoever_ikke_staa_samlet(orden: tuple[int, ...]):
    blandet = [post for nr in orden for post in INDHOLD[nr::4]]
    assert laest(linjer(poster(blandet))) == laest(linjer(poster(INDHOLD)))


@pytest.mark.parametrize(
    "navn", ["Ærø Ångstrøm", "Müller", "Jos\x85e", "Łódź".encode().decode("l1")]
)
def test_navne_laeses_som_iso_8859_1(navn: str):
    """Også tegnet 85 (hex), som Python ellers regner for et linjeskift."""
    post = p008(ANNA, navn, "", "Holm")
    raekke = laes(linjer(poster([p001(ANNA), post]))).tabeller["cpr_personer"].row(0, named=True)
    assert raekke["fornavn"] == navn


def test_andre_posttyper_springes_over_men_taelles_med():
    andre = ["099" + ANNA + "200111091610A29", "910" + "0" * 10, "997" + CARL, "006" + ANNA]
    udtraek = laes(linjer(poster([p001(ANNA), *andre])))
    assert udtraek.antal_personer == 1
    assert [advarsel.split(":")[0] for advarsel in udtraek.advarsler] == ["Linje 4", "Linje 5"]
    assert CARL not in "".join(udtraek.advarsler)
