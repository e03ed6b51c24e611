"""En fil fra CPR, der ikke er hel og rigtig, afvises hel: med linje og grund."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from u12170_fil import (
    ANNA,
    BO,
    fast,
    fil,
    linjer,
    p000,
    p001,
    p002,
    p004,
    p008,
    p012,
    p014,
    p023,
    p999,
    poster,
)

from registre.cpr.u12170 import FilAfvist, laes
from registre.cpr.u12170.fejl import vis

HEL = [p001(ANNA), p002(ANNA, "0175-1234-001", "202401011200")]


def afvisning(raa: bytes, forrige: date | None = None) -> FilAfvist:
    with pytest.raises(FilAfvist) as fanget:
        laes(raa, forrige)
    return fanget.value


@pytest.mark.parametrize(
    ("alle", "linje", "grund"),
    [
        # skåret over: slutposten mangler
        ([p000(), *HEL],                              3, "slutposten 999 mangler"),
        ([p000()],                                    1, "slutposten 999 mangler"),
        # slutposten tæller posterne mellem 000 og 999
        ([p000(), *HEL, p999(1)],                     4, "tæller 1 poster, men filen har 2"),
        ([p000(), *HEL, p999(3)],                     4, "tæller 3 poster, men filen har 2"),
        ([p000(), *HEL, p999(4)],                     4, "tæller 4 poster, men filen har 2"),
        ([p000(), *HEL, p999(2)[:13] + "        "],   4, "post 999 er skåret over"),
        ([p000(), *HEL, p999(2)[:13] + "0000000x"],   4, "post 999, TAELLER: fandt »0000000x«"),
        # rammen
        ([*HEL, p999(2)],                             1, "begynder ikke med startposten 000"),
        ([p000(), p000(), *HEL, p999(3)],             2, "startposten 000 står to gange"),
        ([p000(), *HEL, p999(2), p999(2)],            5, "en post efter slutposten 999"),
        ([p000(), HEL[0], p999(1), HEL[1]],           4, "en post efter slutposten 999"),
        # ukendte posttyper
        ([p000(), *HEL, "031" + ANNA, p999(3)],       4, "ukendt posttype »031«"),
        ([p000(), "abc", p999(1)],                    2, "ukendt posttype »abc«"),
        # produktionsdatoen
        ([p000(proddto="20241315"), *HEL, p999(2)],   1, "PRODDTO: fandt »20241315«"),
        ([p000(proddto="20240100"), *HEL, p999(2)],   1, "PRODDTO: fandt »20240100«"),
        ([p000(proddto="00000000"), *HEL, p999(2)],   1, "PRODDTO"),
    ],
)  # fmt: skip
def test_en_fil_med_en_gal_ramme_afvises(alle: list[str], linje: int, grund: str):
    fejl = afvisning(linjer(alle))
    assert (fejl.linje, grund in fejl.grund) == (linje, True), str(fejl)


@pytest.mark.parametrize(
    ("indhold", "linje", "grund"),
    [
        # en person uden 001
        ([p001(ANNA), p008(BO, "Bo")],                3, "post 008 hører til en person, der ingen"),
        ([p008(BO, "Bo")],                            2, "der ingen post 001 har"),
        # to af en post, der kun kan være én af
        ([p001(ANNA), p001(ANNA)],                    3, "allerede en post 001 (linje 2)"),
        ([p001(ANNA), p012(ANNA, "U"), p012(ANNA, "U")], 4, "allerede en post 012 (linje 3)"),
        # datoer
        ([p001(ANNA, foedt="1985-13-07")],            2, "post 001, FOED_DT: fandt »1985-13-07«"),
        ([p001(ANNA, foedt="1985-02-29")],            2, "post 001, FOED_DT"),
        ([p001(ANNA, foedt="1985-00-07")],            2, "post 001, FOED_DT"),
        ([p001(ANNA, foedt="0000-05-07")],            2, "post 001, FOED_DT"),
        ([p001(ANNA, foedt="07.05.1985")],            2, "post 001, FOED_DT"),
        ([p001(ANNA, "80", fra="20240230120")],       2, "post 001, STATUSHAENSTART"),
        ([p001(ANNA), p002(ANNA, "0175-1234-001", "202402301200")], 3, "post 002, TILFLYDTO"),
        # koder
        ([p001(ANNA, "02")],                          2, "post 001, STATUS: fandt »02«, ventede"),
        ([p001(ANNA, koen="X")],                      2, "post 001, KOEN: fandt »X«, ventede"),
        ([p001(ANNA), p012(ANNA, "X")],               3, "post 012, CIVST: fandt »X«"),
        ([p001(ANNA), p004(ANNA, "0005", "2024-01-01")], 3, "post 004, BESKYTTYPE: fandt »0005«"),
        ([p001(ANNA), p023(ANNA, "0175-1234-001", "202301011200", "202401011200", ak="B")],
                                                      3, "post 023, ANNKOR: fandt »B«"),
        # steder
        ([p001(ANNA), p002(ANNA, "0175-12x4-001", "202401011200")], 3, "post 002, VEJKOD"),
        ([p001(ANNA), p002(ANNA, "0175-1234-A1", "202401011200")],  3, "post 002, HUSNR"),
    ],
)  # fmt: skip
def test_en_fil_med_en_gal_post_afvises(indhold: list[str], linje: int, grund: str):
    fejl = afvisning(fil(*indhold))
    assert (fejl.linje, grund in fejl.grund) == (linje, True), str(fejl)


@pytest.mark.parametrize(
    ("nummer", "hvorfor"),
    [
        ("6713850028", "måned 13"),
        ("6700850028", "måned 00"),
        ("9205850028", "dag 32"),
        ("6005850028", "dag 60 er hverken dag eller dag + 60"),
        ("9104850028", "31. april"),
        ("9002850028", "30. februar"),
        (" 670585002", "ni cifre"),
        ("67o5850028", "et bogstav"),
    ],
)
def test_et_ugyldigt_cpr_nummer_afvises_og_vises_ikke(nummer: str, hvorfor: str):
    for indhold in ([p001(nummer)], [p001(ANNA), p014(ANNA, nummer)]):
        fejl = afvisning(fil(*indhold))
        assert "ventede et CPR-nummer på 10 cifre" in fejl.grund, hvorfor
        assert f"»{nummer.strip()[:6]}-****«" in fejl.grund
        assert nummer.strip() not in str(fejl)


@pytest.mark.parametrize("nummer", ["6105850028", "9105850028", "8902850028"])
def test_dag_61_til_91_er_gyldig(nummer: str):
    assert laes(fil(p001(nummer))).antal_personer == 1


@pytest.mark.parametrize(
    ("tekst", "vist"),
    [
        ("6705850028",   "»670585-****«"),
        ("670585-0028",  "»670585-****«"),
        ("670585 0028",  "»670585-****«"),
        ("197713010000", "»197713-****«"),
        ("1985-13-07",   "»1985-13-07«"),
        ("20241315",     "»20241315«"),
        ("  ",           "ingenting"),
        ("x" * 41,       "»" + "x" * 40 + "…«"),
    ],
)  # fmt: skip
def test_en_fejl_viser_hoejst_seks_cifre_af_et_nummer(tekst: str, vist: str):
    assert vis(tekst) == vist


@pytest.mark.parametrize(
    ("naevnt", "forrige", "antages"),
    [
        ("20240112", date(2024, 1, 12), True),
        ("20240112", None,              True),   # ingen kæde at prøve
        ("20240112", date(2024, 1, 11), False),  # en fil mangler
        ("20240112", date(2024, 1, 15), False),  # filen er læst før
        ("00000000", date(2024, 1, 12), False),
        ("",         date(2024, 1, 12), False),
        ("",         None,              True),   # den første fil
    ],
)  # fmt: skip
def test_et_hul_i_produktionsdatoerne_afvises(naevnt: str, forrige: date | None, antages: bool):
    raa = fil(*HEL, forrige=naevnt)
    if antages:
        assert laes(raa, forrige).proddto == date(2024, 1, 15)
    else:
        fejl = afvisning(raa, forrige)
        assert (fejl.linje, "hul i rækken" in fejl.grund) == (1, True)


@pytest.mark.parametrize("form", [linjer, fast])
def test_filen_kan_ikke_skaeres_over_noget_sted(form: Callable[[list[str]], bytes]):
    """Hvor man end skærer, afvises resten; kun det sidste linjeskift kan undværes."""
    hel = form(poster([p001(ANNA, "80", "202401011200"), p014(ANNA, BO)]))
    kortest = len(hel.rstrip(b"\n"))
    for laengde in range(kortest):
        afvisning(hel[:laengde])
    assert laes(hel[:kortest]).antal_poster == 4


@pytest.mark.parametrize(
    ("skaaret", "afvises"),
    [
        (p002(ANNA, "0175-1234-001", "202401011200")[:115], True),   # midt i de sidste nuller
        (p002(ANNA, "0175-1234-001", "202401011200")[:116], False),  # kun blanke er væk
        (p002(ANNA, "0175-1234-001")[:70],                  True),   # tidspunktet er væk
        (p014(ANNA, BO)[:22],                               True),
        (p014(ANNA, BO),                                    False),
    ],
)  # fmt: skip
def test_en_afkortet_linje_afvises_men_trimmede_blanke_goer_ikke(skaaret: str, afvises: bool):
    raa = fil(p001(ANNA), skaaret)
    if afvises:
        assert "skåret over" in afvisning(raa).grund
    else:
        assert laes(raa).antal_poster == 4


def test_en_post_der_er_for_lang_afvises():
    fejl = afvisning(fil(p001(ANNA), p014(ANNA, BO) + "x"))
    assert (fejl.linje, "må højst være 23" in fejl.grund) == (3, True)


def test_en_ukendt_posttype_midt_i_den_faste_form_afvises():
    fejl = afvisning(fast([p000(), p001(ANNA), "031" + ANNA, p999(2)]))
    assert (fejl.linje, "ukendt posttype »031«" in fejl.grund) == (3, True)
