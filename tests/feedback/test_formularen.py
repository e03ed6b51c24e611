"""Feedbackformularen: hvad hvert resultat kræver, og ordene, når noget mangler."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from feedback.feedbackliste.forms import FeedbackForm
from feedback.models import Aendring, Resultat
from kontrol.models import Bestilling
from samkoering.models import Sag

pytestmark = pytest.mark.usefixtures("den_23_november")

VISITERING = {"resultat": "HENLAGT_VISITERING"}
PARTSHOERT = {"resultat": "HENLAGT_EFTER_PARTSHOERING", "partshoering_sendt": "20-11-2026"}
AENDRET = {
    "resultat": "AENDRET_TILDELING",
    "partshoering_sendt": "10-11-2026",
    "aendring": "NEDSAETTES",
    "krav": "9.240",
    "krav_fra": "01-08-2026",
    "krav_til": "31-10-2026",
    "maanedlig": "3.080",
    "afgoerelsesdato": "22-11-2026",
}
KRAV = "Skriv tilbagebetalingskravet i hele kroner, eller skriv 0, hvis der ikke er et krav"
MAANED = "Skriv den månedlige ændring i hele kroner, eller skriv 0, hvis der ikke er en"
STORT = "Beløbet er over 10.000.000 kr. Tjek, at det er skrevet i hele kroner"
DATO = "Skriv datoen som dag-måned-år, fx 22-11-2026"


@pytest.fixture
def den_23_november():
    with time_machine.travel(datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))):
        yield


def formular(felter: dict[str, str], *, trin: int = 2) -> FeedbackForm:
    """Formularen for en sag, bestilt den 2. november sent om aftenen dansk tid."""
    bestilt = datetime(2026, 11, 2, 23, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
    return FeedbackForm(felter, bestilling=Bestilling(bestilt=bestilt, sag=Sag(kontroltrin=trin)))


def fejl(felter: dict[str, str], **valg: int) -> dict[str, list[str]]:
    return {navn: list(tekster) for navn, tekster in formular(felter, **valg).errors.items()}


@pytest.mark.parametrize("felter", [VISITERING, PARTSHOERT, AENDRET], ids=lambda f: f["resultat"])
def test_det_hele_udfyldt(felter: dict[str, str]):
    assert fejl(felter) == {}


@pytest.mark.parametrize(
    ("grund", "felt", "vaerdi", "ventet"),
    [
        (VISITERING, "resultat", "",                    "Vælg resultatet af sagen"),
        (VISITERING, "resultat", "UDLOEBET",            "Vælg et af de tre resultater"),
        (PARTSHOERT, "partshoering_sendt", "",          "Skriv, hvornår partshøringen blev sendt"),
        (PARTSHOERT, "partshoering_sendt", "i går",     DATO),
        (PARTSHOERT, "partshoering_sendt", "31-02-2026", DATO),
        (PARTSHOERT, "partshoering_sendt", "23-11-2026", ""),   # i dag
        (PARTSHOERT, "partshoering_sendt", "24-11-2026",
         "Partshøringen kan ikke være sendt i fremtiden"),
        (PARTSHOERT, "partshoering_sendt", "02-11-2026", ""),   # samme dag som bestillingen
        (PARTSHOERT, "partshoering_sendt", "01-11-2026",
         "Partshøringen kan ikke være sendt, før sagen blev bestilt den 02-11-2026"),
        (AENDRET, "partshoering_sendt", "",             "Skriv, hvornår partshøringen blev sendt"),
        (AENDRET, "aendring", "",                       "Vælg, hvordan tildelingen ændres"),
        (AENDRET, "krav", "",                           KRAV),
        (AENDRET, "krav", "ca. 9000",                   KRAV),
        (AENDRET, "krav", "9240,50",                    KRAV),
        (AENDRET, "krav", "9.24",                       KRAV),   # punktum på forkert plads
        (AENDRET, "krav", "-1",                         KRAV),
        (AENDRET, "krav", "0",                          ""),
        (AENDRET, "krav", "1",                          ""),
        (AENDRET, "krav", "10000000",                   ""),
        (AENDRET, "krav", "10000001",                   STORT),
        (AENDRET, "krav", "9" * 20,                     STORT),
        (AENDRET, "krav", "9" * 21,                     KRAV),   # så lange tal regnes ikke
        (AENDRET, "krav", "9" * 5000,                   KRAV),
        (AENDRET, "krav_fra", "",                       "Skriv, hvornår kravets periode starter"),
        (AENDRET, "krav_til", "",                       "Skriv, hvornår kravets periode slutter"),
        (AENDRET, "krav_fra", "31-10-2026",             ""),     # én dag
        (AENDRET, "krav_fra", "01-11-2026",
         "Perioden skal starte, før den slutter. Du har valgt 01-11-2026 til 31-10-2026"),
        (AENDRET, "maanedlig", "",                      MAANED),
        (AENDRET, "maanedlig", "-3080",                 MAANED),
        (AENDRET, "maanedlig", "0",                     ""),
        (AENDRET, "afgoerelsesdato", "",                "Skriv afgørelsesdatoen"),
        (AENDRET, "afgoerelsesdato", "23-11-2026",      ""),
        (AENDRET, "afgoerelsesdato", "24-11-2026",
         "Afgørelsesdatoen kan ikke ligge i fremtiden"),
        (VISITERING, "bemaerkning", "x" * 500,          ""),
        (VISITERING, "bemaerkning", "x" * 501,          "Bemærkningen må højst fylde 500 tegn"),
    ],
)  # fmt: skip
def test_et_felt_ad_gangen(grund: dict[str, str], felt: str, vaerdi: str, ventet: str):
    assert fejl({**grund, felt: vaerdi}) == ({felt: [ventet]} if ventet else {})


def test_intet_udfyldt_ved_aendret_tildeling():
    assert set(fejl({"resultat": "AENDRET_TILDELING"})) == {
        "partshoering_sendt",
        "aendring",
        "krav",
        "maanedlig",
        "afgoerelsesdato",
    }


@pytest.mark.parametrize(
    ("krav", "fra", "til"),
    [
        ("9.240", date(2026, 8, 1), date(2026, 10, 31)),
        ("0",     None,             None),  # uden krav er der ingen periode at gemme
    ],
)  # fmt: skip
def test_perioden_foelger_kravet(krav: str, fra: date | None, til: date | None):
    form = formular({**AENDRET, "krav": krav})
    assert form.is_valid()
    assert (form.svar().krav_fra, form.svar().krav_til) == (fra, til)


@pytest.mark.parametrize(
    ("skrevet", "oere"),
    [("9240", 924000), ("9.240", 924000), (" 9.240 kr. ", 924000), ("1.234.567", 123456700),
     ("0", 0), ("007", 700)],
)  # fmt: skip
def test_kroner(skrevet: str, oere: int):
    form = formular({**AENDRET, "krav": skrevet})
    assert form.is_valid()
    assert form.svar().krav_oere == oere


@pytest.mark.parametrize(
    ("aendring", "oere"),
    [("STOPPES", -308000), ("NEDSAETTES", -308000), ("FORHOEJES", 308000)],
)
def test_retningen_foelger_valget(aendring: str, oere: int):
    form = formular({**AENDRET, "aendring": aendring})
    assert form.is_valid()
    assert form.svar().maanedlig_aendring_oere == oere


@pytest.mark.parametrize(
    "skrevet", ["20-11-2026", "20.11.2026", "20/11/2026", "20-11-26", "2026-11-20"]
)
def test_datoformer(skrevet: str):
    form = formular({**PARTSHOERT, "partshoering_sendt": skrevet})
    assert form.is_valid()
    assert form.svar().partshoering_sendt == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("resultat", "beholder"),
    [
        ("HENLAGT_VISITERING", set()),
        ("HENLAGT_EFTER_PARTSHOERING", {"partshoering_sendt"}),
    ],
)
def test_felter_uden_betydning_gemmes_ikke_og_giver_ikke_fejl(resultat: str, beholder: set[str]):
    form = formular({**AENDRET, "resultat": resultat, "krav": "sludder", "afgoerelsesdato": "x"})
    assert form.is_valid()
    svar = form.svar()
    udfyldt = {
        navn
        for navn, vaerdi in svar.felter().items()
        if vaerdi and navn not in ("resultat", "bemaerkning")
    }
    assert udfyldt == beholder
    assert svar.resultat == Resultat(resultat)
    assert svar.aendring not in Aendring.values


@pytest.mark.parametrize(("trin", "vises"), [(2, False), (3, True)])
def test_fredningsperioden_findes_kun_paa_trin_3(trin: int, vises: bool):
    form = formular({**VISITERING, "fredet_til": "01-03-2027"}, trin=trin)
    assert form.is_valid()
    assert ("fredet_til" in form.fields) is vises
    assert form.svar().fredet_til == (date(2027, 3, 1) if vises else None)
