"""Feedbackformularen: hvad hvert resultat kræver, og ordene, når noget mangler."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from feedback.feedbackliste.forms import FeedbackForm
from feedback.models import Resultat
from kontrol.models import Bestilling, Partshoering
from samkoering.models import Sag

pytestmark = pytest.mark.usefixtures("den_23_november")

VISITERING = {"resultat": "HENLAGT_VISITERING"}
EFTER_HOERING = {"resultat": "HENLAGT_EFTER_PARTSHOERING"}
AENDRET = {
    "resultat": "AENDRET_TILDELING",
    "aendring": "NEDSAETTES",
    "aarsag": "MYNDIGHEDSFEJL",
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
UDEN_KRAV = {**AENDRET, "krav": "0", "krav_fra": "", "krav_til": ""}
STOPPES, FORHOEJES = {**AENDRET, "aendring": "STOPPES"}, {**AENDRET, "aendring": "FORHOEJES"}
PERIODE = "Du har skrevet en periode, men intet krav. Skriv kravets beløb, eller slet perioden"
UDEN_FORTEGN = "Skriv beløbet uden minus eller plus"


@pytest.fixture
def den_23_november():
    with time_machine.travel(datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))):
        yield


def hoering(tilstand: str = "BESVARET", **felter: date) -> Partshoering:
    """En høring, sendt den 2. november med frist den 16. og svar den 12."""
    if tilstand in ("SENDT", "BESVARET"):
        sendt = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
        felter = {"sendt": sendt, "frist": date(2026, 11, 16), **felter}
    if tilstand == "BESVARET":
        felter = {"svar_modtaget": date(2026, 11, 12), **felter}
    return Partshoering(tilstand=tilstand, **felter)


BESVARET = hoering()


def formular(
    felter: dict[str, str], *, trin: int = 2, hoert: Partshoering | None = BESVARET
) -> FeedbackForm:
    """Formularen for en sag; borgeren er hørt, når intet andet siges."""
    bestilling = Bestilling(sag=Sag(kontroltrin=trin))
    return FeedbackForm(felter, bestilling=bestilling, hoering=hoert)


def fejl(felter: dict[str, str], **valg: Any) -> dict[str, list[str]]:
    return {navn: list(tekster) for navn, tekster in formular(felter, **valg).errors.items()}


@pytest.mark.parametrize(
    "felter", [VISITERING, EFTER_HOERING, AENDRET], ids=lambda f: f["resultat"]
)
def test_det_hele_udfyldt(felter: dict[str, str]):
    assert fejl(felter) == {}


@pytest.mark.parametrize(
    ("grund", "felt", "vaerdi", "ventet"),
    [
        (VISITERING, "resultat", "",                    "Vælg resultatet af sagen"),
        (VISITERING, "resultat", "UDLOEBET",            "Vælg et af de tre resultater"),
        (AENDRET, "aendring", "",                       "Vælg, hvordan tildelingen ændres"),
        (AENDRET, "aarsag", "",                         "Vælg årsagen til ændringen"),
        (AENDRET, "aarsag", "INGEN",                    ""),
        (AENDRET, "krav", "",                           KRAV),
        (AENDRET, "krav", "ca. 9000",                   KRAV),
        (AENDRET, "krav", "-1",                         UDEN_FORTEGN),
        (UDEN_KRAV, "krav", "0",                        ""),
        (UDEN_KRAV, "krav_fra", "01-08-2026",           {"krav": PERIODE}),
        (UDEN_KRAV, "krav_til", "31-10-2026",           {"krav": PERIODE}),
        (UDEN_KRAV, "krav_til", "31-02-2026",
         {"krav": PERIODE, "krav_til": "Den 31. februar 2026 findes ikke. Februar har 28 dage"}),
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
        (AENDRET, "maanedlig", "-3080",                 UDEN_FORTEGN),
        (AENDRET, "maanedlig", "0",                     ""),     # et krav er nok
        (UDEN_KRAV, "maanedlig", "0",
         "Når ydelsen nedsættes, kan ændringen og kravet ikke begge være 0. Skriv, hvor meget "
         "mindre borgeren får om måneden, eller skriv kravet. Ændres intet, så vælg at henlægge"),
        (UDEN_KRAV, "maanedlig", "1",                   ""),
        (STOPPES, "maanedlig", "0",
         "Når ydelsen stoppes, kan ændringen ikke være 0. Skriv, hvad borgeren fik om måneden, før "
         "ydelsen stoppede"),
        (STOPPES, "maanedlig", "1",                     ""),
        (FORHOEJES, "maanedlig", "0",
         "Når ydelsen forhøjes, kan ændringen ikke være 0. Skriv, hvor meget mere borgeren får om "
         "måneden"),
        (FORHOEJES, "maanedlig", "1",                   ""),
        (AENDRET, "afgoerelsesdato", "",                "Skriv afgørelsesdatoen"),
        (AENDRET, "afgoerelsesdato", "23-11-2026",      ""),
        (AENDRET, "afgoerelsesdato", "24-11-2026",
         "Afgørelsesdatoen kan ikke ligge i fremtiden"),
        (AENDRET, "afgoerelsesdato", "12-11-2026",      ""),     # dagen, borgeren svarede
        (AENDRET, "afgoerelsesdato", "11-11-2026",
         "Borgeren er først hørt den 12-11-2026. Sagen kan ikke være afgjort før den dag"),
        (VISITERING, "bemaerkning", "x" * 500,          ""),
        (VISITERING, "bemaerkning", "x" * 501,          "Bemærkningen må højst fylde 500 tegn"),
        (VISITERING, "bemaerkning", "Se 670585-0028",   "Skriv bemærkningen uden CPR-nummer"),
        (VISITERING, "bemaerkning", "Se 6705850028.",   "Skriv bemærkningen uden CPR-nummer"),
        (VISITERING, "bemaerkning", "Se R-26-000001",   ""),
    ],
)  # fmt: skip
def test_et_felt_ad_gangen(
    grund: dict[str, str], felt: str, vaerdi: str, ventet: str | dict[str, str]
):
    """Fejlen står ved feltet selv, når der ikke er nævnt et andet."""
    if isinstance(ventet, str):
        ventet = {felt: ventet} if ventet else {}
    assert fejl({**grund, felt: vaerdi}) == {navn: [tekst] for navn, tekst in ventet.items()}


def test_intet_udfyldt_ved_aendret_tildeling():
    assert set(fejl({"resultat": "AENDRET_TILDELING"})) == {
        "aendring",
        "aarsag",
        "krav",
        "maanedlig",
        "afgoerelsesdato",
    }


@pytest.mark.parametrize(
    ("felter", "fra", "til"),
    [
        (AENDRET,   date(2026, 8, 1), date(2026, 10, 31)),
        (UDEN_KRAV, None,             None),
    ],
)  # fmt: skip
def test_perioden_foelger_kravet(felter: dict[str, str], fra: date | None, til: date | None):
    form = formular(felter)
    assert form.is_valid()
    assert (form.svar().krav_fra, form.svar().krav_til) == (fra, til)


@pytest.mark.parametrize(
    ("skrevet", "oere"),
    [("9240", 924000), ("9.240", 924000), ("9 240", 924000), ("9\u00a0240", 924000),
     ("9\u202f240", 924000), (" 9.240 kr. ", 924000), ("9240kr", 924000), ("kr. 9.240", 924000),
     ("9.240,00", 924000), ("9240,-", 924000), ("1.234.567", 123456700), ("1 234 567", 123456700),
     ("007", 700)],
)  # fmt: skip
def test_kroner(skrevet: str, oere: int):
    form = formular({**AENDRET, "krav": skrevet})
    assert form.is_valid()
    assert form.svar().krav_oere == oere


OERE = "Skriv hele kroner uden øre, fx 1.200"
KOMMA = "Komma skiller kroner og øre. Mener du tusinder, så skriv 1.200 eller 1200"
PUNKTUM = "Punktum kan kun skille tusinder, fx 1.200. Skriv hele kroner uden øre"
MELLEMRUM = "Mellemrum kan kun skille tusinder, fx 1 200. Skriv beløbet igen"


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        ("-1.200", UDEN_FORTEGN), ("+1200", UDEN_FORTEGN), ("\u2212 1 200", UDEN_FORTEGN),
        ("-1200,50 kr.", UDEN_FORTEGN),
        ("9240,50", OERE), ("9.240,5", OERE), ("9240,", OERE), ("1200,01", OERE),
        ("1,200", KOMMA), ("1,200,000", KOMMA),
        ("9.24", PUNKTUM), ("9240.50", PUNKTUM), ("9.2400", PUNKTUM), ("1.234 567", PUNKTUM),
        ("92 40", MELLEMRUM), ("1 2345", MELLEMRUM),
        ("1200 om måneden", MAANED), ("tolv", MAANED), ("1e3", MAANED), ("\u0661\u0662", MAANED),
    ],
)  # fmt: skip
def test_et_beloeb_der_ikke_kan_laeses_faar_at_vide_hvorfor(skrevet: str, ventet: str):
    assert fejl({**AENDRET, "maanedlig": skrevet}) == {"maanedlig": [ventet]}


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
    form = formular({**AENDRET, "afgoerelsesdato": skrevet})
    assert form.is_valid()
    assert form.svar().afgoerelsesdato == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        ("31-02-2026", "Den 31. februar 2026 findes ikke. Februar har 28 dage"),
        ("30.2.2024",  "Den 30. februar 2024 findes ikke. Februar har 29 dage"),
        ("31/11/2026", "Den 31. november 2026 findes ikke. November har 30 dage"),
        ("32-01-2026", "Den 32. januar 2026 findes ikke. Januar har 31 dage"),
        ("00-01-2026", "Den 0. januar 2026 findes ikke. Januar har 31 dage"),
        ("22-13-2026", f"Der er ingen måned 13. {DATO}"),
        ("22-00-2026", f"Der er ingen måned 0. {DATO}"),
        ("22-11-0000", DATO),
        ("22-11",      DATO),
        ("i går",      DATO),
    ],
)  # fmt: skip
def test_en_dato_der_ikke_kan_laeses_faar_at_vide_hvorfor(skrevet: str, ventet: str):
    assert fejl({**AENDRET, "afgoerelsesdato": skrevet}) == {"afgoerelsesdato": [ventet]}


def test_datofelterne_viser_formen_foer_der_er_en_fejl():
    form = formular({}, trin=3)
    for navn in ("krav_fra", "afgoerelsesdato", "fredet_til"):
        assert "dd-mm-åååå" in form.fields[navn].help_text


@pytest.mark.parametrize("resultat", ["HENLAGT_VISITERING", "HENLAGT_EFTER_PARTSHOERING"])
def test_felter_uden_betydning_gemmes_ikke_og_giver_ikke_fejl(resultat: str):
    form = formular({**AENDRET, "resultat": resultat, "krav": "sludder", "afgoerelsesdato": "x"})
    assert form.is_valid()
    svar = form.svar()
    assert svar.resultat == Resultat(resultat)
    assert not any(vaerdi for navn, vaerdi in svar.felter().items() if navn != "resultat")


HAR_FRIST = "Borgeren har frist til {}. Vent på svaret, eller"
HENLAEG = "vælg at henlægge i visitering"
FRAVAELG = "registrér, at høringen er fravalgt"
UHOERT = "Borgeren er ikke partshørt."
FRAVALGT = f"Partshøringen er fravalgt, så borgeren er ikke hørt. Send en ny, eller {HENLAEG}"


def sendt(frist: date) -> Partshoering:
    return hoering("SENDT", frist=frist)


@pytest.mark.parametrize(
    ("hoert", "efter_hoering", "aendret"),
    [
        (None,                       f"{UHOERT} Send en partshøring, eller {HENLAEG}",
         f"{UHOERT} Start en partshøring, eller {FRAVAELG}"),
        (hoering("KLADDE"),          f"{UHOERT} Send en partshøring, eller {HENLAEG}",
         f"Brevet om partshøring er ikke sendt. Send det, eller {FRAVAELG}"),
        (sendt(date(2026, 11, 24)),  f"{HAR_FRIST.format('24-11-2026')} {HENLAEG}",
         f"{HAR_FRIST.format('24-11-2026')} {FRAVAELG}"),
        (sendt(date(2026, 11, 23)),  f"{HAR_FRIST.format('23-11-2026')} {HENLAEG}",  # sidste dag
         f"{HAR_FRIST.format('23-11-2026')} {FRAVAELG}"),
        (sendt(date(2026, 11, 22)),  "",        ""),   # udløbet
        (BESVARET,                   "",        ""),
        (hoering("FRAFALDET"),       FRAVALGT,  ""),
    ],
    ids=["ingen", "kladde", "frist i morgen", "frist i dag", "udløbet", "besvaret", "fravalgt"],
)  # fmt: skip
def test_hvad_resultatet_kraever_af_hoeringen(
    hoert: Partshoering | None, efter_hoering: str, aendret: str
):
    i_dag = {**AENDRET, "afgoerelsesdato": "23-11-2026"}
    assert fejl(VISITERING, hoert=hoert) == {}
    for felter, ventet in ((EFTER_HOERING, efter_hoering), (i_dag, aendret)):
        assert fejl(felter, hoert=hoert) == ({"resultat": [ventet]} if ventet else {})


@pytest.mark.parametrize(
    ("hoert", "tidligst"),
    [
        (hoering("SENDT"),                                       date(2026, 11, 17)),
        (hoering("BESVARET"),                                    date(2026, 11, 12)),
        (hoering("BESVARET", svar_modtaget=date(2026, 11, 20)),  date(2026, 11, 17)),
    ],
    ids=["uden svar", "svarede før fristen", "svarede efter fristen"],
)  # fmt: skip
def test_sagen_kan_ikke_vaere_afgjort_foer_borgeren_er_hoert(hoert: Partshoering, tidligst: date):
    for dag, gaar in ((tidligst, True), (tidligst - timedelta(days=1), False)):
        felter = {**AENDRET, "afgoerelsesdato": f"{dag:%d-%m-%Y}"}
        assert (fejl(felter, hoert=hoert) == {}) is gaar


def test_en_fravalgt_hoering_saetter_ingen_graense_for_datoen():
    felter = {**AENDRET, "afgoerelsesdato": "01-11-2026"}
    assert fejl(felter, hoert=hoering("FRAFALDET")) == {}


@pytest.mark.parametrize(("trin", "vises"), [(2, False), (3, True)])
def test_fredningsperioden_findes_kun_paa_trin_3(trin: int, vises: bool):
    form = formular({**VISITERING, "fredet_til": "01-03-2027"}, trin=trin)
    assert form.is_valid()
    assert ("fredet_til" in form.fields) is vises
    assert form.svar().fredet_til == (date(2027, 3, 1) if vises else None)
