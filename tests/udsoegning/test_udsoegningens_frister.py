"""Fristerne til begge sider: projektet, der er lukket, listen, ingen søgte på, og det glemte."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from adgang.models import Opgave, Sletning
from tests import fabrik
from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import kursusliste
from udsoegning import opbevaring
from udsoegning.indlaesning.indlaes import indlaes
from udsoegning.models import Fundet, Kontakt, Kursusafslutning, Kursusfil, Nej, Projekt

pytestmark = pytest.mark.django_db
ET_SEKUND = timedelta(seconds=1)
# Skrevet her, som de står i docs/udsoegning.md: en frist, der bliver længere i koden, skal ses.
SEKS_MAANEDER, EN_MAANED, TO_AAR = (timedelta(days=dage) for dage in (183, 30, 730))
MODELLER = (Projekt, Fundet, Kontakt, Kursusafslutning, Kursusfil, Nej)


def fyldt(lukket) -> Projekt:
    """Et projekt med en række i hver af rummets tabeller."""
    et, nu = opstilling.projekt(opstilling.medarbejder()), timezone.now()
    indlaes(kursusliste(fabrik.nyt_cpr()), et, "Prøven", None, nu.date())
    en = Fundet.objects.i_kommune("0175").create(
        kommune_id="0175", projekt=et, cpr=fabrik.nyt_cpr(), navn="A", adresse="B",
        kursus="C", afsluttet=nu.date(),
    )  # fmt: skip
    Kontakt.objects.i_kommune("0175").create(
        kommune_id="0175", person=en, dag=nu.date(), maade="BREV"
    )
    Nej.objects.i_kommune("0175").create(kommune_id="0175", projekt=et, aftryk="0" * 64)
    Projekt.objects.i_kommune("0175").update(lukket=lukket)
    return et


def antal() -> list[int]:
    return [model.objects.i_kommune("0175").count() for model in MODELLER]


@pytest.mark.parametrize(
    ("siden", "tilbage"),
    [
        (SEKS_MAANEDER - ET_SEKUND, [1] * 6),
        (SEKS_MAANEDER,             [0] * 6),
    ],
)  # fmt: skip
def test_seks_maaneder_efter_lukning_er_alt_slettet(siden: timedelta, tilbage: list[int]):
    nu = timezone.now()
    fyldt(nu - siden)
    opbevaring.slet(nu)
    assert antal() == tilbage
    kvittering = Sletning.objects.get(opgave=Opgave.UDSOEGNING)
    ventet = {model._meta.db_table: 1 for model in MODELLER}
    assert kvittering.antal == ({} if tilbage[0] else ventet)


def test_et_aabent_projekt_roeres_ikke():
    fyldt(None)
    opbevaring.slet(timezone.now())
    assert antal() == [1] * 6


@pytest.mark.parametrize(
    ("alder", "tilbage"),
    [(EN_MAANED - ET_SEKUND, 1), (EN_MAANED, 0)],
)
def test_en_liste_ingen_soeger_paa_slettes(alder: timedelta, tilbage: int):
    fyldt(None)
    nu = timezone.now()
    Kursusfil.objects.i_kommune("0175").update(tidspunkt=nu - alder)
    opbevaring.slet(nu)
    assert Kursusafslutning.objects.i_kommune("0175").count() == tilbage
    assert Fundet.objects.i_kommune("0175").count() == 1


@pytest.mark.parametrize(
    ("alder", "lukkes"),
    [(TO_AAR - ET_SEKUND, False), (TO_AAR, True)],
)
def test_et_glemt_projekt_lukkes(alder: timedelta, lukkes: bool):
    fyldt(None)
    nu = timezone.now()
    Projekt.objects.i_kommune("0175").update(oprettet=nu - alder)
    opbevaring.slet(nu)
    assert (Projekt.objects.i_kommune("0175").get().lukket == nu) is lukkes
