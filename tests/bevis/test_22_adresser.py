"""Trussel 22: en beskyttet adresse ses kun med en begrundelse, og en andens ses aldrig."""

from __future__ import annotations

import logging
import tempfile
from functools import partial
from pathlib import Path

import pytest
from django import forms

from kontrol.kontrolark import dokument, views
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.visning import arkvisning
from samkoering.skrivning.adressevaern import Adressevaern
from tests.bevis import adresseproever, adressescener
from tests.bevis.adresseproever import Verden
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.plantning import Plantet, alle_fanges, rullet_tilbage, udvalg

pytestmark = pytest.mark.django_db

ROEDOVRE, LYNGBY, BALLERUP = ("0175", "Rødovre"), ("0173", "Lyngby-Taarbæk"), ("0151", "Ballerup")


@pytest.fixture
def verdener(db: None, tmp_path: Path) -> list[Verden]:
    """En nat, hvor alt svarede, og en, hvor ingen svarede om beskyttelse."""
    svar, tavs = adressescener.SCENER, adressescener.UDEN_SVAR
    return [
        adresseproever.byg(tmp_path / "svar", ROEDOVRE, svar),
        adresseproever.byg(tmp_path / "tavs", LYNGBY, tavs, 50, udelad="cpr_beskyttelse"),
    ]


def test_en_beskyttet_adresse_ses_kun_med_en_begrundelse(
    bevis: Bevisbog, verdener: list[Verden], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forsoeg, brud = 0, list[str]()
    for verden in verdener:
        filer = hele = udvalg(verden.ark, bevis.antal(1, 10_000))
        sider = udvalg(adresseproever.alle_sider(verden), bevis.antal(5, 10_000))
        with adresseproever.loggen(verden, brud):
            for et in verden.ark:
                antal, slap_ud = adresseproever.arket(verden, et, helt=et in hele)
                forsoeg += antal
                brud += slap_ud
            brud += [b for et in filer for b in adresseproever.filen(verden, et)]
            brud += adresseproever.besoeg(verden, sider)
        forsoeg += len(filer) + len(sider)
    with rullet_tilbage():  # uden en plantet fejl er også en ny nat ren
        brud += arkene(ny_nat(tmp_path, "barnet flytter", "barnet bor hos modtageren"))
    fanget = alle_fanges(plantede(verdener[0], tmp_path), monkeypatch)
    bevis.foer(
        22,
        "Beskyttede adresser",
        forsoeg=forsoeg,
        brud=brud,
        plantet_fejl_fanget=fanget,
    )


def arkene(verden: Verden, *navne: str) -> list[str]:
    """Forløbet på scenernes ark, med loggen."""
    brud: list[str] = []
    with adresseproever.loggen(verden, brud):
        for et in verden.ark:
            if not navne or et.scene.navn in navne:
                brud += adresseproever.arket(verden, et)[1]
    return brud


def ny_nat(mappe: Path, *navne: str) -> Verden:
    """Scenerne en gang til, i en anden kommune og med andre numre."""
    mappe = Path(tempfile.mkdtemp(dir=mappe))
    scener = {navn: adressescener.SCENER[navn] for navn in navne}
    return adresseproever.byg(mappe / navne[0], BALLERUP, scener, 60)


def uden_maske(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Skærmen viser altid adressen."""
    monkeypatch.setattr(views, "arkvisning", lambda ark, **_: arkvisning(ark, vis_adresse=True))
    return arkene(verden, "beskyttet og flyttet")


def umaskeret_vedhaeftning(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """PDF'ens vedhæftning er det rå indhold."""
    monkeypatch.setattr(dokument, "maskeret", lambda indhold: indhold)
    return adresseproever.filen(verden, verden.ark[0])


def uden_begrundelse(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Enhver begrundelse er god nok."""
    valgfri = forms.CharField(required=False, max_length=200)
    monkeypatch.setitem(Adressebegrundelse.base_fields, "begrundelse", valgfri)
    return arkene(verden, "beskyttet og flyttet")


def fryser_den_andens(mappe: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Arkivaren fryser en beskyttet andens adresse."""
    monkeypatch.setattr(Adressevaern, "er_andens", lambda *_: False)
    return arkene(ny_nat(mappe, "barnet flytter"))


def glemmer_de_andre(mappe: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kun personen selv tæller, ikke den beskyttede, hun bor sammen med."""
    monkeypatch.setattr(Adressevaern, "bor_beskyttet", Adressevaern.beskyttet)
    return arkene(ny_nat(mappe, "barnet bor hos modtageren"))


def i_loggen(verden: Verden, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Den viste adresse skrives i loggen."""

    def visning(ark, **valg):
        logging.getLogger("kontrol").debug("viser %s", ark.indhold["ym"]["adresse"])
        return arkvisning(ark, **valg)

    monkeypatch.setattr(views, "arkvisning", visning)
    return arkene(verden, "beskyttet og flyttet")


def plantede(verden: Verden, mappe: Path) -> dict[str, Plantet]:
    """Hver fejl med de forsøg, der skal finde den."""
    return {
        "masken er slået fra": partial(uden_maske, verden),
        "vedhæftningen er ikke maskeret": partial(umaskeret_vedhaeftning, verden),
        "ingen begrundelse kræves": partial(uden_begrundelse, verden),
        "adressen står i loggen": partial(i_loggen, verden),
        "arkivaren fryser den andens adresse": partial(fryser_den_andens, mappe),
        "husstandens beskyttede er glemt": partial(glemmer_de_andre, mappe),
    }
