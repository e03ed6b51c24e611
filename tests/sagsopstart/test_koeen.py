"""Køen: én opgave pr. opslag med id'er alene, og en mægler, der svigter, mærker siden ikke."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from adgang.models import Bruger
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import Opslagstilstand, Registeropslag
from sagsopstart.opslag.afstem import afstem
from sagsopstart.opslag.koe import saet_i_koe  # den rigtige: rummets prøver lægger en anden ind
from sagsopstart.tasks import slaa_op
from tests.sagsopstart.opstilling import Registre, ansoegning, opslag

ALLE = len(OPSLAGSREGISTRE)


@pytest.mark.parametrize("svigter_efter", [None, 4, 0])
def test_een_opgave_pr_register_og_resten_findes_af_uret(
    svigter_efter: int | None, mette: Bruger, koeen, monkeypatch: pytest.MonkeyPatch
):
    om = ansoegning(mette)
    sendt: list[tuple[str, str]] = []

    def apply_async(args: tuple[str, str], *, retry: bool) -> None:
        assert retry is False  # siden venter ikke på en mægler, der er væk
        if len(sendt) == svigter_efter:
            raise ConnectionError("Mægleren svarer ikke.")
        sendt.append(args)

    monkeypatch.setattr(slaa_op, "apply_async", apply_async)
    alle = Registeropslag.objects.i_kommune("0175").filter(ansoegning=om)
    saet_i_koe("0175", list(alle.order_by("bestilt", "pk").values_list("pk", flat=True)))
    naaede = ALLE if svigter_efter is None else svigter_efter
    assert len(set(sendt)) == naaede
    assert {pk for _, pk in sendt} <= {str(et.pk) for et in alle}
    assert om.cpr not in str(sendt)  # køen bærer kun kommunen og id'er
    assert alle.exclude(koesat=None).count() == naaede
    koeen.clear()
    assert afstem(timezone.now() + timedelta(minutes=1)) == ALLE - naaede
    assert len(koeen) == ALLE - naaede


def test_opgaven_slaar_op_i_sin_egen_koe(mette: Bruger, registre: Registre):
    om = ansoegning(mette)
    slaa_op("0175", str(opslag(om, "uip").pk))
    assert opslag(om, "uip").tilstand == Opslagstilstand.SVARET
    assert [register for register, _ in registre.spurgt] == ["uip"]
    assert settings.CELERY_TASK_ROUTES[slaa_op.name] == {"queue": "opslag"}
