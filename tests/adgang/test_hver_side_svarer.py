"""Hver side svarer den, der må se den: på PostgreSQL under driftsrollen og med alle mure oppe.

Siderne selv prøves på SQLite; en ret, driftsrollen mangler, kan kun ses her. Filerne hentes i
trussel 23.
"""

from __future__ import annotations

import pytest

from adgang.models import Rolle
from adgang.roller import rettigheder
from tests.adgang.test_rettigheder import KRAV
from tests.bevis import verdenen
from tests.bevis.test_16_felter import sider


@pytest.mark.parametrize("rolle", [Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.PROJEKT])
def test_ingen_side_falder(db, rolle: Rolle):
    klient, krav = verdenen.byg().egne[rolle], dict(KRAV)
    klient.raise_request_exception = False
    svar = {
        moenster: klient.get(sti).status_code
        for moenster, sti in sider(1)
        if moenster in krav and krav[moenster].ret in rettigheder(rolle)
    }
    assert 200 in svar.values()
    assert {moenster: status for moenster, status in svar.items() if status >= 500} == {}
