"""Kursuslisten: hele filen eller intet, hver fejl med sin række, og den samme fil igen intet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from registre.hel_fil import FilAfvist
from tests import fabrik
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import kursusliste
from udsoegning.indlaesning.fil import laes
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.models import Kursusafslutning, Kursusfil

DAGEN = date(2026, 11, 20)
HOVED = "cpr;kursus;afsluttet"
GOD = "6105850029;Dansk 2;2020-01-01"
I_MORGEN = DAGEN + timedelta(days=1)


@pytest.mark.parametrize(
    ("linjer", "fejl"),
    [
        ([],                                     "Række 1: Overskriften skal være"),
        (["cpr;kursus"],                         "Række 1: Overskriften skal være"),
        ([HOVED],                                "Filen har ingen rækker."),
        ([HOVED, "610585002;Dansk;2020-01-01"],  "Række 2: CPR-nummeret skal være ti cifre"),
        ([HOVED, GOD, "6105850029;Dansk 2"],     "Række 3: Der skal være 3 felter, men der er 2."),
        ([HOVED, "6105850029;;2020-01-01"],      "Række 2: “kursus” er tomt."),
        ([HOVED, f"6105850029;{'x' * 81};2020-01-01"], "Række 2: “kursus” må højst fylde 80"),
        ([HOVED, "6105850029;Om 610585-0029;2020-01-01"], "Række 2: “kursus” må ikke rumme et CPR"),
        ([HOVED, "6105850029;Dansk;01-01-2020"], "Række 2: “afsluttet” skal være en dato"),
        ([HOVED, "6105850029;Dansk;2020-02-30"], "Række 2: “afsluttet” skal være en dato"),
        ([HOVED, f"6105850029;Dansk;{I_MORGEN}"], "Række 2: “afsluttet” ligger frem i tiden."),
        ([HOVED, GOD, GOD],                      "Række 3: Den samme afslutning står"),
        ([HOVED, '6105850029;"Dansk;2020-01-01'], "et citationstegn er ikke lukket"),
    ],
)  # fmt: skip
def test_en_fil_med_en_fejl_afvises_hel(linjer: list[str], fejl: str):
    with pytest.raises(FilAfvist) as nej:
        laes("\n".join(linjer).encode(), DAGEN)
    assert fejl in " ".join(nej.value.fejl)
    assert "6105850029" not in " ".join(nej.value.fejl)


@pytest.mark.parametrize(
    ("indhold", "fejl"),
    [(b"\xff\xfe", "ikke UTF-8"), (b"cpr\x00", "ikke tekst"),
     (b"x\n" * 20_002, "mere end 20000 rækker")],
)  # fmt: skip
def test_en_fil_der_ikke_er_en_liste(indhold: bytes, fejl: str):
    with pytest.raises(FilAfvist) as nej:
        laes(indhold, DAGEN)
    assert fejl in nej.value.fejl[0]


@pytest.mark.parametrize(
    "linje", [GOD, f"6105850029;Dansk;{DAGEN}", f"6105850029;{'x' * 80};2020-01-01"]
)
def test_den_anden_side_af_graensen(linje: str):
    assert len(laes(f"{HOVED}\n{linje}\n".encode(), DAGEN).raekker) == 1


def test_i_en_demonstration_kan_et_rigtigt_nummer_ikke_indlaeses(settings):
    settings.DEMO = True
    dag = "0105"  # dagen er ikke lagt 60 til
    with pytest.raises(FilAfvist) as nej:
        laes(f"{HOVED}\n{dag}850028;Dansk;2020-01-01\n".encode(), DAGEN)
    assert "opdigtede" in nej.value.fejl[0]


@pytest.mark.django_db
def test_den_samme_fil_igen_aendrer_intet():
    et = opstilling.projekt(opstilling.medarbejder())
    to, tre = fabrik.nyt_cpr(), fabrik.nyt_cpr()
    fil = kursusliste(to)
    udfald = [indlaes(f, et, "Prøven", None, DAGEN).nye for f in (fil, fil, kursusliste(to, tre))]
    assert udfald == [1, 0, 1]
    assert Kursusafslutning.objects.i_kommune("0175").count() == 2
    filer = Kursusfil.objects.i_kommune("0175").order_by("tidspunkt")
    assert [(f.raekker, f.nye, len(f.sha256)) for f in filer] == [(1, 1, 64), (2, 1, 64)]


@pytest.mark.django_db
def test_halvdelen_af_en_forkert_fil_gemmes_ikke():
    et = opstilling.projekt(opstilling.medarbejder())
    with pytest.raises(FilAfvist):
        indlaes(kursusliste(fabrik.nyt_cpr()) + b"1;2;3\r\n", et, "Prøven", None, DAGEN)
    assert not Kursusafslutning.objects.i_kommune("0175").exists()
    assert not Kursusfil.objects.i_kommune("0175").exists()
