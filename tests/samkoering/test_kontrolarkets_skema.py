"""docs/kontrolark.md holdt op mod et ark, natten fryser: hvert felt, hverken flere eller færre."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kontrol.kontrolark.indhold import (
    Barn,
    Datakilde,
    Fortolkning,
    Fund,
    Indhold,
    Kolonne,
    Maanedsbeloeb,
    Person,
    Regnskabslinje,
    Ydelsessag,
)
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark
from samkoering.regelkatalog import temaer
from tests.uafhaengig.haandlavet import AEF, BARN, UDE, YM, Mappe

SIDEN = Path(__file__).resolve().parents[2] / "docs" / "kontrolark.md"
FELT = re.compile(r"^\| `(\w+)` \| (.+?) \|", re.MULTILINE)
INDRE = re.compile(r"\{([\w, ]+)\}")
TYPER: dict[str, Any] = {
    "Arket": Indhold,
    "Person": Person,
    "Fund": Fund,
    "datakilder": Datakilde,
    "sager": Ydelsessag,
    "regnskab": Regnskabslinje,
    "boern": Barn,
    "loen": Maanedsbeloeb,
    "udbetalinger": Maanedsbeloeb,
    "kolonner": Kolonne,
    "fortolkninger": Fortolkning,
}


def afsnit(navn: str) -> dict[str, str]:
    """Felt → form i afsnittets tabel."""
    tekst = SIDEN.read_text(encoding="utf-8").split(f"\n## {navn}\n")[1].split("\n## ")[0]
    return dict(FELT.findall(tekst))


def indre() -> dict[str, set[str]]:
    """Felt → de navne, dets form opregner."""
    former = {
        felt: form for navn in ("Arket", "Person", "Fund") for felt, form in afsnit(navn).items()
    }
    fundne = ((felt, INDRE.search(form)) for felt, form in former.items())
    return {felt: set(fund[1].split(", ")) for felt, fund in fundne if fund}


@pytest.fixture
def ark(tmp_path: Path, db: None) -> dict[str, Any]:
    """Modtageren er flyttet, er gift og har et barn, løn og udbetalinger."""
    mappe = Mappe(tmp_path).person(YM).person(AEF).person(BARN, "2010-03-03").gift()
    mappe.med("cpr_boern", foraelder_cpr=YM, barn_cpr=BARN)
    for udbetalt in ("2018-05-31", "2018-06-30"):
        mappe.med("ydelse_udbetalinger", sag_id="S1", udbetalt=udbetalt, beloeb_oere=1)
    mappe.bor(YM, "2010-01-01", "2018-06-01").bor(YM, "2018-06-02", sted=UDE).bor(AEF, "2010-01-01")
    koer(Udtraek(mappe.skriv()), date(2018, 6, 19))
    frosne = Kontrolark.objects.paa_tvaers(grund="prøven ser hele databasen")
    indhold: dict[str, Any] = frosne.get().indhold
    return indhold


def test_arkets_felter_er_dem_siden_naevner(ark):
    assert set(ark) == set(afsnit("Arket"))
    assert {"samme_adresse_som_ym", *ark["ym"]} == set(afsnit("Person"))
    assert set(ark["aef"]) == set(afsnit("Person"))
    assert {frozenset(fund) for fund in ark["udfald"]} == {frozenset(afsnit("Fund"))}


def test_de_indre_former_er_dem_siden_naevner(ark):
    (fund,) = ark["udfald"]
    naevnt = indre()
    for alle in (ark, ark["ym"], fund):
        for felt in set(naevnt) & set(alle):
            prove = alle[felt][0] if isinstance(alle[felt], list) and alle[felt] else alle[felt]
            assert not prove or set(prove) == naevnt[felt], felt
    assert {kolonne["type"] for kolonne in fund["kolonner"]} >= {"dato", "adresse"}


@pytest.mark.parametrize("navn", sorted(TYPER))
def test_koden_kender_de_samme_felter_som_siden(navn):
    ventet = set(afsnit(navn)) if navn[0].isupper() else indre()[navn]
    assert set(TYPER[navn].__annotations__) == ventet


def test_siden_opregner_de_17_regler_og_temaerne(ark):
    tekst = SIDEN.read_text(encoding="utf-8")
    assert [linje["nr"] for linje in ark["regnskab"]] == list(range(1, 18))
    assert all(tema in tekst for tema in temaer())
