"""``manage.py demohistorik``: kun i en ny demonstration, og hele vejen på en lille verden."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from adgang import demo
from adgang.models import Bruger
from feedback.models import Feedback
from journal.bekraeft import bekraeft
from kontrol.models import Bestilling
from portal.management.commands import demohistorik
from samkoering.models import BESTILTE_TILSTANDE, Koersel, Sag, Sagstilstand, Udfald
from tests import fabrik, hurtig_pdf

I_DAG = date(2026, 11, 20)
DAGENE = [I_DAG - timedelta(days=doegn) for doegn in (150, 100, 60)]


def test_kun_i_en_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("demohistorik")


def test_en_database_med_en_nat_faar_ingen_historie(db, settings):
    settings.DEMO = True
    fabrik.koersel()
    ud = StringIO()
    call_command("demohistorik", stdout=ud)
    assert "allerede kørt en nat" in ud.getvalue()
    assert Koersel.objects.count() == 1
    assert not Bruger.objects.filter(brugernavn="anna.friis").exists()


@pytest.fixture
def historien(db, settings, monkeypatch, tmp_path: Path) -> None:
    """En verden på 160 modtagere og tre nætter."""
    settings.DEMO, settings.VAR_MAPPE, settings.REGISTERMAPPE = True, tmp_path, tmp_path / "r"
    settings.UDTRAEKSMAPPE = tmp_path / "udtraek"
    hurtig_pdf.laeg_ind(monkeypatch)
    monkeypatch.setattr(demohistorik, "naetter", lambda i_dag: DAGENE)
    demo.opret_kommuner(date(2018, 1, 1))
    call_command(
        *("syntetisk", "--personer", "160", "--kommuner", "0175,0173", "--seed", "1"),
        *("--horisont-dage", "200", "--dato", "2026-06-01", "--ud", str(settings.REGISTERMAPPE)),
    )
    call_command("demohistorik", "--dato", I_DAG.isoformat(), stdout=StringIO())


def test_historien_er_hel(historien: None):
    sager = Sag.objects.i_kommune("0175")
    lukkede = {
        tilstand: sager.filter(tilstand=tilstand).count()
        for tilstand in (Sagstilstand.HENLAGT_VISITERING, Sagstilstand.AENDRET_TILDELING)
    }
    assert all(lukkede.values()), lukkede
    # Intet sker i fremtiden, og det, der er lukket, er lukket helt.
    assert not sager.filter(afsluttet__date__gte=I_DAG).exists()
    feedback = Feedback.objects.i_kommune("0175")
    assert (
        feedback.exclude(sag__tilstand__in=lukkede)
        .exclude(sag__tilstand=Sagstilstand.HENLAGT_EFTER_PARTSHOERING)
        .count()
        == 0
    )
    aabne = Udfald.objects.i_kommune("0175").filter(sag__feedback__isnull=False, tilstand="AABENT")
    assert not aabne.exists()
    gaeldende = Bestilling.objects.i_kommune("0175").filter(lukket=None)
    assert set(gaeldende.values_list("sag", flat=True)) == set(
        sager.filter(tilstand__in=BESTILTE_TILSTANDE).values_list("pk", flat=True)
    )
    # Journalen har kvitteret for alt og læser det, den fik.
    proevet = bekraeft()
    assert proevet.leveret > sum(lukkede.values())
    assert (proevet.venter, proevet.afvigelser) == (0, ())
    # Kollegerne kan ikke logge ind, og en ny start lægger intet til.
    anna = Bruger.objects.get(brugernavn="anna.friis")
    assert (anna.is_active, anna.has_usable_password()) == (False, False)
    antal = sager.count()
    call_command("demohistorik", "--dato", I_DAG.isoformat(), stdout=StringIO())
    assert (sager.count(), Koersel.objects.count()) == (antal, len(DAGENE))
