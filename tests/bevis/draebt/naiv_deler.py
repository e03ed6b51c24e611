"""Den naive deler: landet deles på forhånd, og ingen ser efter, om den anden nåede sin del.

``naiv_deler.py NUMMER ANTAL`` tager de kommuner, hvis kode giver den rest, mærker dem alle som
skrevet og går så i gang med at skrive dem.
"""

from __future__ import annotations

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from adgang.lejer import lejer  # noqa: E402 – Django skal være sat op først
from adgang.models import Kommune  # noqa: E402
from samkoering.models import Deltilstand, Forsoeg, Forsoegsudfald, Koersel, Natdel  # noqa: E402
from samkoering.natten import arbejder, dele  # noqa: E402
from samkoering.natten.forsoeg import afgoer  # noqa: E402
from samkoering.skrivning.kommunedel import Deler  # noqa: E402
from samkoering.skrivning.skriv import skriv_kommune  # noqa: E402

NUMMER, ANTAL = int(sys.argv[1]), int(sys.argv[2])
IMELLEM = 0.2
"""Sekunder mellem to kommuner; så langt, at drabet altid falder, før andelen er skrevet."""


def min_andel(koersel: Koersel) -> list[Natdel]:
    """De af mine kommuner, der ikke er mærket endnu, og mærk dem."""
    venter = Natdel.objects.filter(koersel=koersel, tilstand=Deltilstand.VENTER)
    mine = [natdel for natdel in venter if int(natdel.kommunekode) % ANTAL == NUMMER]
    Natdel.objects.filter(pk__in=[d.pk for d in mine]).update(tilstand=Deltilstand.SKREVET)
    return mine


def skriv(koersel: Koersel, natdel: Natdel, forsoeg: Forsoeg, deler: Deler) -> None:
    """Skriv en kommune, der er mærket på forhånd."""
    time.sleep(IMELLEM)
    kommune = Kommune.objects.get(kode=natdel.kommunekode)
    with lejer(kommune.kode):
        skriv_kommune(koersel, deler.del_(kommune))
        afgoer(forsoeg, Forsoegsudfald.LYKKEDES)


dele._ventende, dele._skriv = min_andel, skriv
dele._proevet_foer = lambda _natdel: False
while koersel := Koersel.objects.filter(aaben=True).first():
    arbejder.arbejd(koersel.pk)
