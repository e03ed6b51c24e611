"""Demonstrationens kørelister: en kørt, en kladde, nogle at vælge imellem, og et års tal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from adgang.omfang import omfang_for
from hjemmebesoeg.kandidater.find import kandidater
from hjemmebesoeg.models import Adressefil, Koereliste, Taelling
from hjemmebesoeg.statistik.lukning import naeste_maaned
from hjemmebesoeg.statistik.maaneder import statistik
from tests.hjemmebesoeg.opstilling import uden_svar

pytestmark = pytest.mark.django_db


def test_den_fyldes_een_gang(mette, leder, capsys):
    for nr in range(1, 15):
        uden_svar(mette, f"Vej{nr % 4} {nr}{'B' if nr % 5 == 0 else ''}, 2610 Rødovre")
    for _ in range(2):
        call_command("hjemmebesoegsdemo")
    assert capsys.readouterr().out.count("er fyldt") == 1
    lister = Koereliste.objects.i_kommune("0175")
    assert [(en.tilstand, en.stop.count()) for en in lister] == [("KOERT", 6), ("KLADDE", 6)]
    kladden = lister.get(tilstand="KLADDE")
    assert (kladden.rute, kladden.uden_punkt) == ("BEREGNET", 0)
    assert len(kandidater(omfang_for(leder), timezone.localdate())) == 2
    assert Adressefil.objects.i_kommune("0175").exists()
    maaneder = statistik("0175").maaneder
    assert len(maaneder) in (9, 10)
    lukket = Taelling.objects.i_kommune("0175").get().lukket_til
    i_gaar = timezone.localdate() - timedelta(days=1)
    assert naeste_maaned(lukket) == i_gaar.replace(day=1)


def test_uden_demo_naegter_den(mette, leder, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="hjemmebesoegsdemo kører kun"):
        call_command("hjemmebesoegsdemo")


def test_uden_kandidater_er_der_kun_omraader_og_tal(mette, leder):
    call_command("hjemmebesoegsdemo")
    assert not Koereliste.objects.i_kommune("0175").exists()
    assert statistik("0175").maaneder
