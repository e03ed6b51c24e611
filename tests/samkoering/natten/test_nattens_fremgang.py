"""Fremgangen vises ikke oftere, end nogen kan se den, og altid til sidst."""

from __future__ import annotations

from itertools import count

import pytest

from samkoering.models import Aarsag, Deltilstand
from samkoering.natten import dele
from samkoering.natten.hovedbog import begynd, planlaeg
from tests import fabrik
from tests.samkoering.natten.test_nattens_gang import NAT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sekunder", "viste"), [(1.0, 5), (dele._VISES_HVERT, 5), (dele._VISES_HVERT * 0.6, 3), (0, 2)]
)
def test_fremgangen_vises_i_ny_og_nae(monkeypatch, sekunder: float, viste: int):
    fabrik.kommune("0101")
    koersel = begynd(NAT, Aarsag.PLANLAGT)
    planlaeg(koersel, ["0101", "0147"], hel=True)
    ur = count(100)
    monkeypatch.setattr(dele.time, "monotonic", lambda: next(ur) * sekunder + 100)
    vist: list[tuple[str, int, int]] = []
    vis = dele.Viser(koersel, lambda *tal: vist.append(tal))
    for _ in range(4):
        vis("0101")
    koersel.natdele.update(tilstand=Deltilstand.SKREVET)
    vis()
    assert (len(vist), vist[0], vist[-1]) == (viste, ("0101", 0, 2), ("", 2, 2))
