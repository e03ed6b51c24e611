"""Demonstrationens ansøgninger: opdigtede borgere, slået op, tavst og lukket; og kun én gang."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as opsat
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone

from adgang.models import Bruger
from registre.syntetisk import danmark, skriv
from sagsopstart import demo
from sagsopstart.models import FAERDIGE, Ansoegning, Ansoegningstilstand, Registeropslag
from sagsopstart.opslag.afstem import afstem
from sagsopstart.opslag.udfoer import udfoer

DAG = date(2018, 6, 19)
OPDIGTET = 60
"""Lægges til dagen i et opdigtet CPR-nummer."""


@pytest.fixture(scope="module")
def verden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Et lille Danmark på disken."""
    mappe = tmp_path_factory.mktemp("verden")
    skriv(danmark(40, ["0175"], DAG, seed=3, horisont_dage=10), mappe)
    return mappe


@pytest.fixture
def i_verdenen(mette: Bruger, verden: Path, settings, monkeypatch: pytest.MonkeyPatch) -> Bruger:
    """Mette, når demonstrationens dag og registre er verdenens."""
    settings.REGISTERMAPPE = verden
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: DAG)
    return mette


def uret_henter(opslag: QuerySet[Registeropslag]) -> None:
    """To minutter senere: uret lægger de tabte i kø, og arbejderen tager dem."""
    afstem(timezone.now() + timedelta(minutes=2))
    for pk in opslag.filter(tilstand="VENTER").values_list("pk", flat=True):
        udfoer("0175", pk)


def test_der_er_en_af_hver_slags_og_en_i_gang(i_verdenen: Bruger):
    foer = dict(opsat.OPSLAGSADAPTERE)
    call_command("sagsopstartdemo")
    alle = Ansoegning.objects.i_kommune("0175")
    opslag = Registeropslag.objects.i_kommune("0175")
    assert 1 < alle.count() <= demo.ANTAL
    assert {int(a.cpr[:2]) > OPDIGTET for a in alle} == {True}
    assert alle.filter(tilstand=Ansoegningstilstand.LUKKET).count() == 1
    assert alle.exclude(aegtefaelle_cpr=None).exists()
    (i_gang,) = opslag.exclude(tilstand__in=FAERDIGE).values_list("ansoegning").distinct()
    egne = opslag.filter(ansoegning=i_gang)
    assert set(egne.values_list("tilstand", flat=True)) == {"SVARET", "FEJLET", "HENTER"}
    afstem(timezone.now())
    assert egne.filter(tilstand="HENTER").exists()  # den er i gang, når siden åbnes …
    uret_henter(egne)
    assert not egne.exclude(tilstand__in=FAERDIGE).exists()  # … og kort efter er den færdig
    call_command("sagsopstartdemo", "--i-gang")
    assert egne.filter(tilstand="HENTER").exists()
    uret_henter(egne)
    assert not egne.exclude(tilstand__in=FAERDIGE).exists()
    tavse = Counter(opslag.filter(tilstand="FEJLET").values_list("register", flat=True))
    assert set(tavse) == {demo.TAVST}
    assert opslag.filter(register=demo.TAVST, tilstand="SVARET").exists()
    assert foer == opsat.OPSLAGSADAPTERE  # det tavse register svarer igen


def test_en_kommune_med_ansoegninger_roeres_ikke(i_verdenen: Bruger, capsys):
    call_command("sagsopstartdemo")
    foer = set(Registeropslag.objects.i_kommune("0175").values_list("pk", "forsoeg"))
    assert "Sagsopstart er fyldt i Rødovre." in capsys.readouterr().out
    call_command("sagsopstartdemo")
    assert set(Registeropslag.objects.i_kommune("0175").values_list("pk", "forsoeg")) == foer
    assert capsys.readouterr().out == ""


def test_uden_en_verden_sker_der_intet(mette: Bruger, settings, tmp_path: Path):
    settings.REGISTERMAPPE = tmp_path
    call_command("sagsopstartdemo")
    assert not Ansoegning.objects.i_kommune("0175").exists()


def test_kommandoen_koerer_kun_i_demonstrationen(i_verdenen: Bruger, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("sagsopstartdemo")
    assert not Ansoegning.objects.i_kommune("0175").exists()
