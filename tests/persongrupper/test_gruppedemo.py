"""Demonstrationens halve år: opdigtede borgere, lovlige tilstande, og måneder gjort op i tide."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from adgang.models import Bruger
from persongrupper import demo
from persongrupper.models import Aktivitet, Maanedstal, Markeringsperiode, Projektborger
from persongrupper.monitorering.krav import kraevet
from persongrupper.monitorering.opgoerelse import som_tal
from persongrupper.monitorering.oversigt import maaneder
from persongrupper.monitorering.taelling import flyttet
from persongrupper.vaern import dagen
from tests.bevis.langsom_monitorering import langsomt
from tests.bevis.test_persongruppe_tilstande import forbudte
from tests.persongrupper.opstilling import borgere

pytestmark = pytest.mark.django_db
DAGEN = date(2018, 3, 14)
ANTAL = 40
OPDIGTET = 60
"""Lægges til dagen i et opdigtet CPR-nummer."""


@pytest.fixture
def fyldt(mette: Bruger) -> Bruger:
    """Mettes kommune, fyldt som demonstrationen."""
    assert mette.kommune
    assert demo.fyld(mette.kommune, mette, ANTAL, DAGEN)
    return mette


def alle(model: Any) -> Any:
    """Kommunens rækker."""
    return model.objects.i_kommune("0175")


def test_borgerne_er_opdigtede_og_tilstandene_lovlige(fyldt: Bruger):
    numre = [str(b.cpr) for b in alle(Projektborger)]
    assert len(numre) == ANTAL
    assert {int(cpr[:2]) > OPDIGTET for cpr in numre} == {True}
    assert forbudte("0175") == []
    slags = set(alle(Markeringsperiode).values_list("markering", flat=True))
    assert slags >= {"BRUTTOMAALGRUPPE", "GRUPPE_1", "GRUPPE_2", "GRUPPE_3", "JOBFORMIDLER"}
    assert dagen.i_dag() > DAGEN
    assert borgere(1)  # værnet tager imod en fil fra i dag: kalenderen er sat tilbage


def test_maanederne_er_gjort_op_natten_til_den_foerste_og_regnet_rigtigt(fyldt: Bruger):
    gemte = list(alle(Maanedstal))
    assert [m.maaned for m in gemte] == [
        flyttet(DAGEN.replace(day=1), -nr) for nr in range(demo.MAANEDER, 0, -1)
    ]
    for gemt in gemte:
        assert timezone.localdate(gemt.opgjort) == flyttet(gemt.maaned, 1)
        assert som_tal(gemt) == langsomt("0175", gemt.maaned, DAGEN)


def test_der_er_noget_at_vise(fyldt: Bruger):
    sidste = maaneder("0175", DAGEN)[-1]
    assert sidste.maaned == DAGEN.replace(day=1)
    assert 0 < sidste.tal.visiteret < sidste.tal.brutto
    assert 0 < sidste.tal.aktive < sidste.tal.indsats
    assert kraevet(sidste.tal.indsats) > 1
    assert alle(Aktivitet).exists()
    assert any(m.tal.beroert > m.tal.aktive for m in maaneder("0175", DAGEN))


def test_den_samme_kommune_fyldes_ens_og_kun_en_gang(fyldt: Bruger):
    assert fyldt.kommune
    foer = alle(Markeringsperiode).count()
    assert not demo.fyld(fyldt.kommune, fyldt, ANTAL, DAGEN)
    assert alle(Markeringsperiode).count() == foer


def test_kommandoen_koerer_kun_i_demonstrationen(fyldt: Bruger, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("persongruppedemo")
