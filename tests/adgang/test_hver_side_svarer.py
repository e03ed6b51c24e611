"""Hver side svarer den, der må se den: på PostgreSQL under driftsrollen og med alle mure oppe.

Siderne selv prøves på SQLite; en ret, driftsrollen mangler, kan kun ses her. Filerne hentes i
trussel 23.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from adgang.models import Kommune, Rolle
from adgang.roller import rettigheder
from feedback.effekt.perioder import foerste_dag, nummer
from feedback.models import Effektfigur, Effektmaaned
from tests.adgang.test_rettigheder import KRAV
from tests.bevis import verdenen
from tests.bevis.test_16_felter import sider


@pytest.mark.parametrize("rolle", [Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.PROJEKT])
def test_ingen_side_falder(db, rolle: Rolle):
    klient, krav = verdenen.byg().egne[rolle], dict(KRAV)
    et_vist_aar(Kommune.objects.get(pk="0175"))
    klient.raise_request_exception = False
    svar = {
        moenster: klient.get(sti).status_code
        for moenster, sti in sider(1)
        if moenster in krav and krav[moenster].ret in rettigheder(rolle)
    }
    assert 200 in svar.values()
    assert {moenster: status for moenster, status in svar.items() if status >= 500} == {}


def et_vist_aar(kommune: Kommune) -> None:
    """Uden opgjorte måneder siger effektmålingens sider kun, at der ingen er."""
    slut = nummer(date(2026, 10, 1))
    for nr in range(1, 13):
        Effektmaaned.objects.i_kommune(kommune).create(
            kommune=kommune, maaned=foerste_dag(slut - nr), opgjort=timezone.now()
        )
    Effektfigur.objects.i_kommune(kommune).create(
        kommune=kommune,
        maaned=foerste_dag(slut - 1),
        fra=foerste_dag(slut - 12),
        til=foerste_dag(slut),
        opdeling="AFSLUTTET",
        vist={"afsluttet": 40, "aendret": 10, "henlagt": 30},
    )
