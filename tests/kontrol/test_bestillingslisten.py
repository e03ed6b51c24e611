"""Bestillingslisten: hvad der vises, i hvilken orden, og hvad filtrene gør."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adgang.models import Kommune
from kontrol.bestillingsliste.filtre import SORTERINGER, Filtre, laes_filtre
from kontrol.bestillingsliste.liste import PR_SIDE, Side, hent_side
from kontrol.bestillingsliste.optaelling import taeller
from samkoering.models import Sag, Sagstilstand, Udfaldstilstand
from tests import fabrik

ADRESSE = "/bestillingsliste/"
I_DAG = timezone.localdate()


@pytest.fixture
def sager(db) -> dict[str, Sag]:
    """Fem sager, der hver for sig kan kendes på deres nummer."""
    fabrik.kommune()
    opskrift = {
        # nr: (ydelse, dage til udløb, dage siden fund, hændelser)
        "R-26-1": ("32.24.04", 40, 50, [("ny_arbejdsgiver", "YM")]),
        "R-26-2": ("32.24.48", 7, 80, [("flytning", "YM")]),
        "R-26-3": ("32.24.12", 8, 79, [("flytning", "YM"), ("bilkoeb", "AEF")]),
        "R-26-4": ("32.24.04", 30, 60, [("b_indkomst", "AEF"), ("flytning", "AEF")]),
        "R-26-5": ("32.24.04", 31, 10, [("feriekonto", "YM"), ("feriekonto", "AEF")]),
    }
    return {
        nr: fabrik.sag_med_udfald(
            sagsnr=nr,
            kle=kle,
            udloeber=I_DAG + timedelta(days=udloeb),
            fundet=I_DAG - timedelta(days=fund),
            haendelser=tuple(haendelser),
        )
        for nr, (kle, udloeb, fund, haendelser) in opskrift.items()
    }


def viste(adresse: str = "") -> list[str]:
    """De viste sagers løbenummer."""
    hjemme = fabrik.kommune()
    side = hent_side(hjemme, laes_filtre(QueryDict(adresse), hjemme))
    return [raekke.sagsnr.removeprefix("R-26-") for raekke in side.raekker]


@pytest.mark.parametrize(
    ("adresse", "orden"),
    [
        ("",                  "2 3 4 5 1"),  # udløber, tidligste først
        ("sorter=udloeber",   "2 3 4 5 1"),
        ("sorter=-udloeber",  "1 5 4 3 2"),
        ("sorter=sagsnr",     "1 2 3 4 5"),
        ("sorter=-sagsnr",    "5 4 3 2 1"),
        ("sorter=fundet",     "2 3 4 1 5"),
        ("sorter=-fundet",    "5 1 4 3 2"),
        ("sorter=ydelse",     "4 5 1 3 2"),  # Kontanthjælp, Ledighedsydelse, SHO-ydelse
        ("sorter=-ydelse",    "2 3 4 5 1"),
        ("sorter=tema",       "2 3 4 5 1"),  # Bolig …, Bolig …, Bolig …, Ferie …, Indkomst
        ("sorter=-tema",      "1 5 2 3 4"),
        ("sorter=cpr",        "2 3 4 5 1"),  # ukendt: som om den ikke stod der
        ("sorter=-cpr",       "2 3 4 5 1"),
        ("sorter=udfald__ym_cpr", "2 3 4 5 1"),
        ("sorter=",           "2 3 4 5 1"),
    ],
)  # fmt: skip
def test_orden(sager: dict[str, Sag], adresse: str, orden: str):
    assert viste(adresse) == orden.split()


@pytest.mark.parametrize(
    ("adresse", "vises"),
    [
        ("ydelse=32.24.04",                  "4 5 1"),
        ("ydelse=32.24.04&ydelse=32.24.12",  "3 4 5 1"),
        ("ydelse=99.99.99",                  "2 3 4 5 1"),  # ukendt værdi
        ("tema=Indkomst",                    "4 1"),
        ("tema=Bolig og familie",            "2 3 4"),
        ("tema=Indkomst&tema=Ferie og bidrag", "4 5 1"),
        ("tema=Ukendt",                      "2 3 4 5 1"),
        ("inden=7",                          "2"),          # 7 dage er med, 8 er ikke
        ("inden=30",                         "2 3 4"),      # 30 dage er med, 31 er ikke
        ("inden=8",                          "2 3 4 5 1"),  # findes ikke som valg
        ("filtre=1&skjul=flytning",          "3 4 5 1"),    # kun den, der alene er flytning
        ("filtre=1&skjul=indkomst",          "2 3 4 5"),
        ("filtre=1&skjul=flytning&skjul=indkomst", "3 5"),  # nr. 4 er kun de to
        ("filtre=1&skjul=ferie",             "2 3 4 5 1"),
        ("skjul=flytning",                   "2 3 4 5 1"),  # gælder kun, når filteret er sendt
        ("filtre=1&skjul=flytning&tema=Bolig og familie&ydelse=32.24.12", "3"),
        ("cpr=6705850028",                   "2 3 4 5 1"),
        ("udfald__cpr__startswith=6",        "2 3 4 5 1"),
        ("kontroltype=b_indkomst",           "4"),
        ("kontroltype=flytning",             "2 3 4"),
        ("kontroltype=flytning&kontroltype=feriekonto", "2 3 4 5"),
        ("kontroltype=flytning&tema=Indkomst", "4"),        # begge skal findes i sagen
        ("kontroltype=ukendt",               "2 3 4 5 1"),
        ("efter=x",                          "2 3 4 5 1"),  # intet id: begyndelsen
        ("foer=",                            "2 3 4 5 1"),
        ("efter=11111111-1111-4111-8111-111111111111", "2 3 4 5 1"),
        ("side=2",                           "2 3 4 5 1"),  # sidetal findes ikke
    ],
)  # fmt: skip
def test_filtre(sager: dict[str, Sag], adresse: str, vises: str):
    assert viste(adresse) == vises.split()


@pytest.mark.parametrize(
    ("felt", "adresse", "vises"),
    [
        ("skjul_flytning", "",         "3 4 5 1"),
        ("skjul_flytning", "filtre=1", "2 3 4 5 1"),  # brugeren har valgt noget andet
        ("skjul_indkomst", "",         "2 3 4 5"),
        ("skjul_indkomst", "filtre=1", "2 3 4 5 1"),
    ],
)  # fmt: skip
def test_kommunens_eget_fravalg(sager: dict[str, Sag], felt: str, adresse: str, vises: str):
    hjemme = fabrik.kommune(**{felt: True})
    side = hent_side(hjemme, laes_filtre(QueryDict(adresse), hjemme))
    assert [r.sagsnr.removeprefix("R-26-") for r in side.raekker] == vises.split()


@pytest.mark.parametrize(
    "tilstand", [t for t in Sagstilstand if t != Sagstilstand.LEDIG], ids=lambda t: t.value
)
def test_kun_ledige_sager(sager: dict[str, Sag], tilstand: Sagstilstand):
    Sag.objects.i_kommune("0175").filter(sagsnr="R-26-2").update(tilstand=tilstand)
    assert viste() == ["3", "4", "5", "1"]


@pytest.mark.parametrize("tilstand", [t for t in Udfaldstilstand if t != Udfaldstilstand.AABENT])
def test_kun_aabne_udfald_taeller(sager: dict[str, Sag], tilstand: Udfaldstilstand):
    sager["R-26-4"].udfald.filter(regel="b_indkomst").update(tilstand=tilstand)
    assert viste("tema=Indkomst") == ["1"]
    assert viste("filtre=1&skjul=flytning") == ["3", "5", "1"]


def test_raekken_siger_kun_det_neutrale(sager: dict[str, Sag]):
    hjemme = fabrik.kommune()
    raekker = {r.sagsnr: r for r in hent_side(hjemme, Filtre()).raekker}
    raekke = raekker["R-26-3"]
    fundet = I_DAG - timedelta(days=79)
    assert (raekke.ydelse.kort, raekke.ydelse.kle) == ("Ledighedsydelse", "32.24.12")
    assert raekke.temaer == ("Bolig og familie", "Formue og køretøjer")
    assert raekke.kontroltyper == ("Bilkøb", "Flytning")
    assert raekke.vedroerer == ("Modtager", "Ægtefælle")
    assert raekke.fundet == date(fundet.year, fundet.month, 1)
    assert raekker["R-26-4"].vedroerer == ("Ægtefælle",)


def test_taellerne(sager: dict[str, Sag]):
    tal = taeller(fabrik.kommune(), Filtre(temaer=("Indkomst",)))
    grupper = (*tal.ydelser, *tal.temaer, *tal.kontroltyper, *tal.skjul, *tal.frister)
    assert {v.navn: v.antal for v in grupper} == {
        "Kontanthjælp": 3,
        "Ledighedsydelse": 1,
        "SHO-ydelse": 1,
        "Formue og køretøjer": 1,
        "Virksomhed": 0,
        "Indkomst": 2,
        "Bolig og familie": 3,
        "Ferie og bidrag": 1,
        "Bilkøb": 1,
        "B indkomst": 1,
        "Ny arbejdsgiver": 1,
        "Flytning": 3,
        "Anmodning til Feriekonto": 1,  # begge roller, men én sag
        "Vis ikke Flytning": 1,
        "Vis ikke Indkomst": 1,
        "7 dage": 1,
        "30 dage": 3,
        "Alle": 5,
    }
    assert [v.navn for v in tal.temaer if v.valgt] == ["Indkomst"]


def test_filtrene_overlever_en_tur_gennem_adressen(db):
    hjemme = fabrik.kommune(skjul_flytning=True)
    filtre = laes_filtre(
        QueryDict(
            "filtre=1&ydelse=32.24.04&tema=Indkomst&kontroltype=flytning&inden=30&sorter=-fundet"
            f"&efter={uuid4()}&vaelg=3&alle=1"
        ),
        hjemme,
    )
    assert laes_filtre(QueryDict(filtre.som_adresse()[1:]), hjemme) == filtre


@pytest.mark.parametrize(
    ("antal", "sider"),
    [
        (PR_SIDE,         [(1, PR_SIDE)]),
        (PR_SIDE + 1,     [(1, PR_SIDE), (PR_SIDE + 1, PR_SIDE + 1)]),
        (2 * PR_SIDE + 3, [(1, PR_SIDE), (PR_SIDE + 1, 50), (51, 53)]),
    ],
)  # fmt: skip
def test_sider(db, antal: int, sider: list[tuple[int, int]]):
    hjemme = fabrik.kommune()
    for _ in range(antal):
        fabrik.sag_med_udfald(udloeber=I_DAG)
    viste_sider = frem(hjemme, Filtre())
    assert [(s.bladring.foerste, s.bladring.sidste) for s in viste_sider] == sider
    assert {s.bladring.antal for s in viste_sider} == {(antal, False)}


@pytest.mark.parametrize("sorter", SORTERINGER)
@pytest.mark.parametrize("faldende", [False, True])
def test_sortering_gaelder_over_alle_sider(db, sorter: str, faldende: bool):
    """Hver sag én gang, i samme orden som hele listen på én side."""
    hjemme, slugs = fabrik.kommune(), ("ny_arbejdsgiver", "flytning", "feriekonto")
    for nr in range(PR_SIDE + 5):
        fabrik.sag_med_udfald(
            sagsnr=f"R-26-{nr:03d}",
            kle=("32.24.04", "32.24.48")[nr % 2],
            fundet=I_DAG - timedelta(days=nr % 3),
            udloeber=I_DAG + timedelta(days=nr % 4),
            haendelser=((slugs[nr % 3], "YM"), (slugs[nr % 2], "AEF")),
        )
    filtre = Filtre(sorter=sorter, faldende=faldende)
    hele = [r.id for r in hent_side(hjemme, filtre, antal=100).raekker]
    assert [r.id for side in frem(hjemme, filtre) for r in side.raekker] == hele
    assert len(set(hele)) == PR_SIDE + 5


def frem(hjemme: Kommune, filtre: Filtre) -> list[Side]:
    """Alle sider, som "Næste" giver dem."""
    sider = [hent_side(hjemme, filtre)]
    while sider[-1].bladring.naeste:
        valg = QueryDict(sider[-1].bladring.naeste[1:])
        sider.append(hent_side(hjemme, laes_filtre(valg, hjemme)))
    return sider


def test_bladringen_paa_siden(db, klient: Client):
    hjemme = fabrik.kommune()
    for nr in range(PR_SIDE + 1):
        fabrik.sag_med_udfald(hjemme, sagsnr=f"R-26-{nr:03d}")
    foerste = klient.get(f"{ADRESSE}?sorter=sagsnr").content.decode()
    assert 'rel="prev"' not in foerste
    sidste = klient.get(ADRESSE + rel(foerste, "next")).content.decode()
    assert "Viser <strong>26–26</strong> af <strong>26</strong> sager" in sidste
    assert 'rel="next"' not in sidste
    tilbage = klient.get(ADRESSE + rel(sidste, "prev")).content.decode()
    assert "R-26-000" in tilbage
    assert "R-26-025" not in tilbage


def rel(side: str, hvad: str) -> str:
    return re.search(rf'href="([^"]*)" rel="{hvad}"', side).group(1).replace("&amp;", "&")


def test_siden_viser_maaneden_og_aldrig_dagen(sager: dict[str, Sag], klient: Client):
    side = klient.get(ADRESSE).content.decode()
    for sag in sager.values():
        fundet = f'<span class="kun-mobil">Fundet </span>{sag.fundet:%m-%Y}</td>'
        assert fundet in side
        haendelse = sag.fundet - timedelta(days=20)
        for form in (f"{sag.fundet:%d-%m-%Y}", f"{haendelse:%d-%m-%Y}", haendelse.isoformat()):
            assert form not in re.sub(r"<p class=\"muted small\">.*?</p>", "", side)


@pytest.mark.parametrize(
    ("adresse", "ord_"),
    [
        ("",                          "Viser <strong>1–5</strong> af <strong>5</strong> sager"),
        ("?inden=7",                  "Viser <strong>1–1</strong> af <strong>1</strong> sag"),
        ("?ydelse=32.24.08",          "Ingen sager passer til dine filtre"),
        ("?vaelg=2",                  "2 sager valgt"),
    ],
)  # fmt: skip
def test_sidens_ord(sager: dict[str, Sag], klient: Client, adresse: str, ord_: str):
    assert ord_ in klient.get(ADRESSE + adresse).content.decode()


def test_antallet_af_forespoergsler_er_det_samme(klient: Client):
    def spoerg() -> int:
        with CaptureQueriesContext(connection) as spurgt:
            klient.get(f"{ADRESSE}?tema=Indkomst&kontroltype=ny_arbejdsgiver&sorter=tema")
        return len(spurgt)

    fabrik.sag_med_udfald()
    en = spoerg()
    for _ in range(30):
        fabrik.sag_med_udfald()
    assert spoerg() == en


@pytest.mark.parametrize(("vaelg", "valgte"), [("0", 0), ("3", 3), ("5", 5), ("10", 5), ("x", 0)])
def test_vaelg_de_aeldste_uden_script(sager, klient: Client, vaelg: str, valgte: int):
    side = klient.get(f"{ADRESSE}?vaelg={vaelg}").content.decode()
    assert len(re.findall(r'name="sag" [^>]*checked', side)) == valgte


def test_tom_liste_siger_hvad_der_nu_sker(klient: Client):
    side = klient.get(ADRESSE).content.decode()
    assert "Ingen sager venter" in side
    assert "Der er ikke kørt en samkøring endnu." in side
    assert "Næste samkøring kører i nat kl. 03.00" in side


def test_maerkerne_kan_fjernes_enkeltvis(sager: dict[str, Sag], klient: Client):
    side = klient.get(f"{ADRESSE}?tema=Indkomst&inden=30&ydelse=32.24.04").content.decode()
    maerker = re.findall(r'<a class="tag tag-icon" href="([^"]*)"', side)
    assert [m.replace("&amp;", "&") for m in maerker] == [
        "?tema=Indkomst&inden=30",
        "?ydelse=32.24.04&inden=30",
        "?ydelse=32.24.04&tema=Indkomst",
    ]
