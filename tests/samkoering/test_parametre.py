"""Grænser og KLE-sæt er daterede data med kilde, ikke konstanter i koden."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from samkoering.grundlag import kle
from samkoering.grundlag import parametre as parametermodul
from samkoering.grundlag.kle import Saet, nummer, numre
from samkoering.grundlag.parametre import Parametre, daterede, parametre
from tests.samkoering import tabel

DAG = date(2018, 6, 19)


def mangler(udgave: dict[str, object]) -> list[str]:
    """Hvad en udgave af en parameter mangler for at kunne efterprøves."""
    krav = {
        "vaerdi": udgave.get("vaerdi") not in (None, "", []),
        "gyldig_fra": isinstance(udgave.get("gyldig_fra"), date),
        "kilde": len(str(udgave.get("kilde", ""))) > 10,
    }
    return [navn for navn, opfyldt in krav.items() if not opfyldt]


def test_hver_graense_har_vaerdi_dato_og_kilde():
    fejl = {
        navn: mangler(udgave)
        for navn, udgaver in daterede().items()
        for udgave in udgaver
        if mangler(udgave)
    }
    assert fejl == {}


@pytest.mark.parametrize(
    ("udgave", "ventet"),
    [
        ({"vaerdi": 1, "gyldig_fra": DAG}, ["kilde"]),
        ({"vaerdi": 1, "gyldig_fra": "2018", "kilde": "Kvikguide: afsnittet"}, ["gyldig_fra"]),
        ({"vaerdi": [], "gyldig_fra": DAG, "kilde": "Kvikguide: afsnittet"}, ["vaerdi"]),
        ({"vaerdi": 1, "gyldig_fra": DAG, "kilde": "Kvikguide: afsnittet"}, []),
    ],
)
def test_en_udgave_uden_kilde_ses(udgave: dict[str, object], ventet: list[str]):
    assert mangler(udgave) == ventet


def test_alle_graenser_og_kun_dem_er_i_filen():
    i_koden = {felt.name for felt in fields(Parametre)} - {"vindue"}
    assert set(daterede()) == i_koden


def test_graenserne_er_guidens():
    p = parametre(DAG)
    assert (p.bilens_alder_aar, p.bilhandler_mindst, p.ejerbrugerkoder) == (15, 3, (2, 3, 6, 9))
    assert (p.privatbil_indeks, p.b_indkomst_over_oere, p.loenpause_dage) == ("7500100", 50_000, 60)
    assert (p.ydelsesaendring_over_oere, p.separation_maaneder, p.voksen_aar) == (50_000, 3, 18)
    assert (set(p.udelukkede_brancher), set(p.ydelsesarter)) == (
        {"84", "65"},
        {"0005", "0006", "0013", "0016"},
    )


UDGAVER = [
    {"vaerdi": 20, "gyldig_fra": date(2020, 1, 1), "kilde": "senere"},
    {"vaerdi": 15, "gyldig_fra": date(2018, 5, 8), "kilde": "først"},
]


@pytest.mark.parametrize(
    ("dag", "alder"),
    [
        (date(2001, 1, 1),   15),  # før den første udgave gælder den første
        (date(2018, 5, 8),   15),
        (date(2019, 12, 31), 15),
        (date(2020, 1, 1),   20),
        (date(2030, 1, 1),   20),
    ],
)  # fmt: skip
def test_en_senere_udgave_tager_over_paa_sin_dag(
    monkeypatch: pytest.MonkeyPatch, dag: date, alder: int
):
    udgaver = {**daterede(), "bilens_alder_aar": UDGAVER}
    monkeypatch.setattr(parametermodul, "daterede", lambda: udgaver)
    assert parametre(dag).bilens_alder_aar == alder


def test_kle_saettene_er_guidens():
    """KLE: hvilke ydelser der kontrolleres, nedsættes efter ægtefællen, og giver bidragsregel."""
    raekker = tabel.laes("""
        kle       ALLE  FORSOERGER  BIDRAG  hvorfor
        32.24.04  ja    ja          ja      kontanthjælp
        32.24.08  ja                        revalideringsydelse
        32.24.10  ja    ja                  forrevalidering
        32.24.12  ja                        ledighedsydelse
        32.24.28  ja                        ressourceforløb
        32.24.30  ja                        jobafklaring
        32.24.32  ja    ja          ja      uddannelseshjælp
        32.24.48  ja    ja          ja      integrationsydelse
    """)
    for saet in (Saet.ALLE, Saet.FORSOERGER, Saet.BIDRAG):
        assert saet.numre == {r["kle"] for r in raekker if r[saet.value] == "ja"}, saet
    assert Saet.INGEN.numre == frozenset()
    assert [n.kle for n in numre()] == [r["kle"] for r in raekker]


def test_lukkede_numre_naevner_deres_afloeser_men_udelades_ikke():
    lukkede = {n.kle: (n.gyldig_til, n.afloest_af) for n in numre() if n.gyldig_til}
    assert lukkede == {
        "32.24.32": (date(2022, 2, 28), "32.24.04"),
        "32.24.48": (date(2022, 2, 28), "32.24.04"),
    }
    assert set(lukkede) <= Saet.ALLE.numre


def test_et_ukendt_nummer_kontrolleres_ikke():
    assert nummer("32.24.04").kort == "Kontanthjælp"
    with pytest.raises(KeyError, match=r"32\.24\.14"):
        nummer("32.24.14")


def test_hvert_kle_saet_har_en_kilde():
    fil = Path(kle.__file__).with_name("kle.toml")
    saet = tomllib.loads(fil.read_text(encoding="utf-8"))["saet"]
    assert set(saet) == {"ALLE", "FORSOERGER", "BIDRAG"}
    assert all("Kvikguide" in post["kilde"] for post in saet.values())
