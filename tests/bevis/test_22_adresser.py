"""Trussel 22: en beskyttet adresse ses kun med en begrundelse, og en andens ses aldrig."""

from __future__ import annotations

import logging
import random
import tempfile
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from kontrol.kontrolark import dokument, views
from kontrol.kontrolark.forms import Adressebegrundelse
from kontrol.kontrolark.visning import arkvisning
from samkoering.skrivning.adressevaern import Adressevaern
from tests.bevis import adresseproever, adressescener
from tests.bevis.adresseproever import Verden
from tests.bevis.bevisbog import Bevisbog

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
    forsoeg, brud = 0, []
    for verden in verdener:
        filer = hele = udvalg(verden.ark, bevis.antal(1, 10_000))
        sider = udvalg(adresseproever.alle_sider(verden), bevis.antal(12, 10_000))
        with adresseproever.loggen(verden, brud):
            for et in verden.ark:
                antal, slap_ud = adresseproever.arket(verden, et, helt=et in hele)
                forsoeg, brud = forsoeg + antal, brud + slap_ud
            brud += [b for et in filer for b in adresseproever.filen(verden, et)]
            brud += adresseproever.besoeg(verden, sider)
        forsoeg += len(filer) + len(sider)
    with rullet_tilbage():  # uden en plantet fejl er også en ny nat ren
        brud += arkene(ny_nat(tmp_path, "barnet flytter", "barnet bor hos modtageren"))
    ufangede = [navn for navn in PLANTET if not plant(navn, verdener[0], tmp_path, monkeypatch)]
    if ufangede:
        warnings.warn(f"Ikke fanget: {', '.join(ufangede)}", stacklevel=1)
    bevis.foer(
        22,
        "Beskyttede adresser",
        forsoeg=forsoeg,
        brud=brud,
        plantet_fejl_fanget=not ufangede,
    )


def udvalg(alle: Sequence[Any], antal: int) -> list[Any]:
    """Så mange af forsøgene, trukket ens hver gang; alle, når der ikke er flere."""
    return random.Random(22).sample(alle, min(antal, len(alle)))


@contextmanager
def rullet_tilbage() -> Iterator[None]:
    """Det, der sker herinde, er ikke sket bagefter."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


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


Plantet = Callable[[Verden, Path, pytest.MonkeyPatch], list[str]]


def uden_maske(verden: Verden, _: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Skærmen viser altid adressen."""
    monkeypatch.setattr(views, "arkvisning", lambda ark, **_: arkvisning(ark, vis_adresse=True))
    return arkene(verden, "beskyttet og flyttet")


def umaskeret_vedhaeftning(verden: Verden, _: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """PDF'ens vedhæftning er det rå indhold."""
    monkeypatch.setattr(dokument, "maskeret", lambda indhold: indhold)
    return adresseproever.filen(verden, verden.ark[0])


def uden_begrundelse(verden: Verden, _: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Enhver begrundelse er god nok."""
    monkeypatch.setitem(Adressebegrundelse.base_fields, "begrundelse", _valgfri())
    return arkene(verden, "beskyttet og flyttet")


def _valgfri() -> Any:
    from django import forms

    return forms.CharField(required=False, max_length=200)


def fryser_den_andens(_: Verden, mappe: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Arkivaren fryser en beskyttet andens adresse."""
    monkeypatch.setattr(Adressevaern, "er_andens", lambda *_: False)
    return arkene(ny_nat(mappe, "barnet flytter"))


def glemmer_de_andre(_: Verden, mappe: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Kun personen selv tæller, ikke den beskyttede, hun bor sammen med."""
    monkeypatch.setattr(Adressevaern, "bor_beskyttet", Adressevaern.beskyttet)
    return arkene(ny_nat(mappe, "barnet bor hos modtageren"))


def i_loggen(verden: Verden, _: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Den viste adresse skrives i loggen."""

    def visning(ark, **valg):
        logging.getLogger("kontrol").debug("viser %s", ark.indhold["ym"]["adresse"])
        return arkvisning(ark, **valg)

    monkeypatch.setattr(views, "arkvisning", visning)
    return arkene(verden, "beskyttet og flyttet")


PLANTET: dict[str, Plantet] = {
    "masken er slået fra": uden_maske,
    "vedhæftningen er ikke maskeret": umaskeret_vedhaeftning,
    "ingen begrundelse kræves": uden_begrundelse,
    "arkivaren fryser den andens adresse": fryser_den_andens,
    "husstandens beskyttede er glemt": glemmer_de_andre,
    "adressen står i loggen": i_loggen,
}


def plant(navn: str, verden: Verden, mappe: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Om de samme forsøg finder fejlen; den er væk igen bagefter."""
    with monkeypatch.context() as plantet, rullet_tilbage():
        return bool(PLANTET[navn](verden, mappe, plantet))
