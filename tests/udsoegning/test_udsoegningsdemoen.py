"""Demonstrationens projekter: en søgt liste i flere tilstande, og en kursusliste, der venter."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.udsoegning import opstilling
from tests.udsoegning.registerfolk import Registre
from udsoegning.demo import FLYTTET, KURSISTER, SOEGT, UDEN_FOR_PERIODEN, VENTER
from udsoegning.models import Fundet, Kontakt, Kursusafslutning, Nej, Projekt
from udsoegning.projekt.visning import liste

pytestmark = pytest.mark.django_db


def test_den_fyldes_een_gang(tmp_path: Path, settings, capsys):
    registre = Registre()
    antal = KURSISTER[SOEGT] + KURSISTER[VENTER] + UDEN_FOR_PERIODEN
    numre = [registre.person() for _ in range(antal)]
    numre += [registre.person(kommune="0173") for _ in range(FLYTTET)]
    registre.lever(tmp_path / "r", settings)
    opstilling.medarbejder("projekt")
    for _ in range(2):
        call_command("udsoegningsdemo")
    assert capsys.readouterr().out.count("er fyldt") == 1
    soegt, venter = (Projekt.objects.i_kommune("0175").get(navn=navn) for navn in (SOEGT, VENTER))
    assert (soegt.soegning, venter.soegning) == ("UDFOERT", "INGEN")
    assert soegt.tal == {"UDEN_FOR_PERIODEN": UDEN_FOR_PERIODEN, "ANDEN_KOMMUNE": FLYTTET}
    ord_ = Counter(r.tilstand for r in liste(soegt))
    assert ord_ == {"Ja tak": 2, "Kontaktet": 3, "Ikke kontaktet": KURSISTER[SOEGT] - 7}
    assert Nej.objects.i_kommune("0175").count() == 2
    assert Kontakt.objects.i_kommune("0175").count() == 9
    assert liste(venter) == []
    kurser = Kursusafslutning.objects.i_kommune("0175")
    assert set(kurser.values_list("projekt", flat=True)) == {venter.pk}
    paa_liste = set(Fundet.objects.i_kommune("0175").values_list("cpr", flat=True))
    assert not paa_liste & set(kurser.values_list("cpr", flat=True))
    assert paa_liste <= set(numre)


def test_uden_demo_naegter_den(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("udsoegningsdemo")


def test_uden_borgere_er_der_intet_projekt(tmp_path: Path, settings):
    settings.REGISTERMAPPE = tmp_path
    opstilling.medarbejder("projekt")
    call_command("udsoegningsdemo")
    assert not Projekt.objects.i_kommune("0175").exists()
