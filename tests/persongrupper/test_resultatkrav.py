"""Kravenes tal, uden database: begge sider af 40 %, de tre måneder og fremskrivningen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from persongrupper.monitorering import krav
from persongrupper.monitorering.krav import Tal
from persongrupper.monitorering.oversigt import Maaned, naaede, prognose
from persongrupper.monitorering.skjul import Vist, vist
from persongrupper.monitorering.taelling import flyttet, sidste_dag


def tal(aktive: int, indsats: int, beroert: int | None = None, brutto: int = 0) -> Tal:
    """En måned, hvor kun indsatsgruppen er visiteret; ``beroert`` er mindst de aktive."""
    alle = aktive if beroert is None else beroert
    return Tal(max(brutto, indsats), indsats, 0, indsats, aktive, alle)


@pytest.mark.parametrize(
    ("aktive", "indsats", "naaet", "mangler", "vises"),
    [
        (0,        0, None,  0, ""),            # ingen nævner: ikke opgjort
        (0,        1, False, 1, "0,0 %"),
        (1,        1, True,  0, "100,0 %"),
        (1,        2, True,  0, "50,0 %"),
        (1,        3, False, 1, "33,3 %"),
        (2,        5, True,  0, "40,0 %"),      # præcis
        (1,        5, False, 1, "20,0 %"),
        (2,        6, False, 1, "33,3 %"),
        (3,        7, True,  0, "42,8 %"),
        (4,       10, True,  0, "40,0 %"),
        (3,       10, False, 1, "30,0 %"),
        (28,     100, False, 12, "28,0 %"),     # mangler 12 personer
        (39,     100, False, 1, "39,0 %"),
        (40,     100, True,  0, "40,0 %"),
        (999,   2500, False, 1, "39,9 %"),      # 39,96 % ligner aldrig 40 %
        (1000,  2500, True,  0, "40,0 %"),
        (39999, 100_000, False, 1, "39,9 %"),
    ],
)  # fmt: skip
def test_fyrre_procent_er_fem_gange_antallet_mod_to_gange_naevneren(
    aktive: int, indsats: int, naaet: bool | None, mangler: int, vises: str
):
    assert krav.naaet(aktive, indsats) is naaet
    assert tal(aktive, indsats).mangler_aktive == mangler
    assert krav.procent(aktive, indsats) == vises


def test_det_der_mangler_er_det_mindste_der_naar_kravet():
    for af in range(1, 200):
        kraevet = krav.kraevet(af)
        assert krav.naaet(kraevet, af)
        assert not krav.naaet(kraevet - 1, af)
        assert all(krav.mangler(n, af) == max(0, kraevet - n) for n in (0, kraevet - 1, af))


@pytest.mark.parametrize(
    ("brutto", "visiteret", "udskudt", "naaet", "mangler"),
    [
        (0,  0,  0, None,   0),
        (1,  0,  0, False,  1),
        (1,  1,  0, True,   0),
        (62, 50, 0, False, 12),
        (62, 61, 0, False,  1),
        (62, 61, 1, False,  1),    # udskudt er ikke visiteret
        (62, 62, 0, True,   0),
    ],
)  # fmt: skip
def test_k1_er_naaet_naar_alle_har_en_foerste_gruppe(
    brutto: int, visiteret: int, udskudt: int, naaet: bool | None, mangler: int
):
    en = Tal(brutto, visiteret, udskudt, 0, 0, 0)
    assert (krav.k1(en), en.mangler_visitation) == (naaet, mangler)


JA, NEJ, TOM = tal(2, 5), tal(1, 5), tal(0, 0)


@pytest.mark.parametrize(
    ("maaneder", "naaet"),
    [
        ((),                  None),
        ((JA, JA),            None),     # endnu ikke tre
        ((JA, JA, JA),        True),
        ((JA, JA, NEJ),       False),
        ((JA, NEJ, JA),       False),
        ((NEJ, JA, JA),       False),
        ((NEJ, JA, JA, JA),   True),     # den fjerdesidste tæller ikke
        ((JA, JA, JA, NEJ),   False),
        ((JA, TOM, JA),       None),     # en måned uden nævner er ikke opgjort
        ((TOM, JA, JA, JA),   True),
    ],
)  # fmt: skip
def test_k2_er_naaet_i_hver_af_tre_maaneder(maaneder: tuple[Tal, ...], naaet: bool | None):
    assert krav.k2_hver_maaned(maaneder) is naaet


@pytest.mark.parametrize(
    ("maaneder",                            "hver_maaned", "beroert"),
    [
        ((tal(1, 5), tal(1, 5), tal(1, 5, 2)),  False, True),     # 20 % hver måned, 40 % i alt
        ((tal(1, 5), tal(1, 5), tal(1, 5, 1)),  False, False),
        ((tal(2, 5), tal(2, 5), tal(2, 5, 4)),  True,  True),
        ((tal(0, 0), tal(0, 0), tal(0, 0)),     None,  None),
        ((tal(2, 5, 4), tal(2, 5, 4)),          None,  None),     # endnu ikke tre måneder
        ((tal(2, 5, 4),),                       None,  None),
    ],
)  # fmt: skip
def test_de_to_laesninger_kan_svare_hver_sit(
    maaneder: tuple[Tal, ...], hver_maaned: bool | None, beroert: bool | None
):
    assert krav.k2_hver_maaned(maaneder) is hver_maaned
    assert krav.k2_beroert(maaneder) is beroert


@pytest.mark.parametrize(
    ("mangler", "paa_tre_maaneder", "maaneder"),
    [
        (0,  0, 0),
        (0, -5, 0),
        (1,  0, None),       # ingen fremgang: ingen måned
        (1, -1, None),
        (1,  1, 3),
        (1,  3, 1),
        (3,  3, 3),
        (4,  3, 4),
        (12, 9, 4),
        (13, 9, 5),          # rundes op: efter fire måneder mangler der stadig én
    ],
)  # fmt: skip
def test_saa_mange_maaneder_gaar_der(mangler: int, paa_tre_maaneder: int, maaneder: int | None):
    assert krav.maaneder_til(mangler, paa_tre_maaneder) == maaneder


def raekken(*tallene: Tal) -> list[Maaned]:
    """Månederne fra september og frem."""
    return [
        Maaned(flyttet(date(2017, 9, 1), nr), et, None, None, None, None)
        for nr, et in enumerate(tallene)
    ]


@pytest.mark.parametrize(
    ("tallene", "antal"),
    [
        ((),                  0),
        ((NEJ, NEJ, NEJ),     0),
        ((JA, NEJ, NEJ, NEJ), 0),     # den fjerdesidste er ikke en af de tre
        ((NEJ, JA, NEJ),      1),
        ((JA, NEJ, JA),       2),
        ((JA, JA, JA, JA),    3),
        ((TOM, TOM, TOM),     0),
    ],
)  # fmt: skip
def test_saa_mange_af_de_tre_naar_kravet(tallene: tuple[Tal, ...], antal: int):
    assert naaede(raekken(*tallene)) == antal


def test_fremskrivningen_foerer_tre_maaneders_fremgang_videre():
    foer, nu = Tal(40, 20, 0, 20, 2, 2), Tal(40, 32, 0, 20, 5, 5)
    assert prognose(raekken(foer, foer, nu)) is None
    frem = prognose(raekken(foer, foer, foer, nu))
    assert frem
    assert (frem.takt_k1, frem.takt_k2) == (12, 3)
    assert (frem.k1, frem.k2) == (date(2018, 2, 1), date(2018, 3, 1))  # 8 og 3 mangler i december
    stille = prognose(raekken(foer, foer, foer, foer))
    assert stille
    assert (stille.k1, stille.k2) == (None, None)
    med_hul = raekken(foer, foer, foer, foer, nu)  # december mangler
    assert prognose([*med_hul[:3], med_hul[4]]) is None


@pytest.mark.parametrize(
    ("maaned",           "sidste",           "om_to",           "foer_to"),
    [
        (date(2016, 2, 1),  date(2016, 2, 29),  date(2016, 4, 1),  date(2015, 12, 1)),
        (date(2017, 2, 1),  date(2017, 2, 28),  date(2017, 4, 1),  date(2016, 12, 1)),
        (date(2017, 11, 1), date(2017, 11, 30), date(2018, 1, 1),  date(2017, 9, 1)),
        (date(2017, 12, 1), date(2017, 12, 31), date(2018, 2, 1),  date(2017, 10, 1)),
        (date(2018, 1, 1),  date(2018, 1, 31),  date(2018, 3, 1),  date(2017, 11, 1)),
    ],
)  # fmt: skip
def test_maanederne(maaned: date, sidste: date, om_to: date, foer_to: date):
    assert (sidste_dag(maaned), flyttet(maaned, 2), flyttet(maaned, -2)) == (sidste, om_to, foer_to)


X = None


@pytest.mark.parametrize(
    ("maaned", "vises"),
    [
        (Tal(62, 50, 6, 30, 10, 20), Vist(62, 50, 6, 30, 10, 20)),
        (Tal(62, 50, 4, 30, 10, 20), Vist(62, 50, X, 30, 10, 20)),
        (Tal(62, 50, 5, 30, 10, 20), Vist(62, 50, 5, 30, 10, 20)),
        (Tal(62, 50, 6, 30, 4, 20),  Vist(62, 50, 6, 30, X, X)),      # 1–4, og det, der røber dem
        (Tal(62, 50, 6, 30, 5, 20),  Vist(62, 50, 6, 30, 5, 20)),
        (Tal(62, 50, 6, 30, 0, 20),  Vist(62, 50, 6, 30, 0, 20)),     # ingen er ikke et lille tal
        (Tal(4, 0, 0, 0, 0, 0),      Vist(X, X, X, X, X, X)),
        (Tal(0, 0, 0, 0, 0, 0),      Vist(0, 0, 0, 0, 0, 0)),
    ],
)  # fmt: skip
def test_filen_skjuler_smaa_tal_og_det_de_kan_regnes_ud_af(maaned: Tal, vises: Vist):
    assert vist(maaned) == vises


def delinger(antal: int, dele: int) -> Iterator[tuple[int, ...]]:
    """Alle måder at dele ``antal`` i så mange ordnede dele."""
    if dele == 1:
        yield (antal,)
        return
    for foerste in range(antal + 1):
        yield from ((foerste, *resten) for resten in delinger(antal - foerste, dele - 1))


def som_tal(aktive: int, foer: int, aldrig: int, anden: int, udskudt: int, resten: int) -> Tal:
    """Månedens tal af delene."""
    indsats = aktive + foer + aldrig
    visiteret = indsats + anden
    return Tal(visiteret + udskudt + resten, visiteret, udskudt, indsats, aktive, aktive + foer)


def test_intet_lille_tal_er_givet_for_den_der_kender_reglen_og_ser_hele_maaneden():
    """Hver måned, der ser ens ud, holdt op mod hinanden: ingen del og ingen sum af to er kendt."""
    muligheder: dict[Vist, list[set[int]]] = {}
    for dele in (dele for brutto in range(14) for dele in delinger(brutto, 6)):
        aktive, foer, aldrig, _, udskudt, resten = dele
        maaned = som_tal(*dele)
        kendt = (*dele, aktive + foer, foer + aldrig, maaned.indsats, udskudt + resten)
        mulige = muligheder.setdefault(vist(maaned), [set() for _ in kendt])
        for plads, antal in zip(mulige, kendt, strict=True):
            plads.add(antal)
    roebet = [
        (synet, plads)
        for synet, pladser in muligheder.items()
        for plads in pladser
        if len(plads) == 1 and next(iter(plads)) in range(1, 5)  # 1–4, uanset hvad koden mener
    ]
    assert roebet == []
