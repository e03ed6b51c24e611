"""Den naive arbejder siger, at delen er skrevet, før den er det."""

from __future__ import annotations

import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import Error, connection  # noqa: E402 – Django skal være sat op først

from adgang.lejer import lejer  # noqa: E402
from adgang.models import Kommune  # noqa: E402
from samkoering.models import Deltilstand, Forsoeg, Forsoegsudfald, Koersel, Natdel  # noqa: E402
from samkoering.natten import arbejder, dele  # noqa: E402
from samkoering.natten.forsoeg import afgoer  # noqa: E402
from samkoering.skrivning.kommunedel import Deler  # noqa: E402
from samkoering.skrivning.skriv import skriv_kommune  # noqa: E402

IMELLEM = 1.0
"""Sekunder fra kvittering til arbejde; så langt, at drabet altid falder imellem."""


def kvitter_foerst(koersel: Koersel, natdel: Natdel, forsoeg: Forsoeg, deler: Deler) -> None:
    """Sig, at delen er skrevet, og skriv den så: dør vi imellem, er kommunen tabt."""
    Natdel.objects.filter(pk=natdel.pk).update(tilstand=Deltilstand.SKREVET)
    afgoer(forsoeg, Forsoegsudfald.LYKKEDES)
    time.sleep(IMELLEM)
    kommune = Kommune.objects.get(kode=natdel.kommunekode)
    with lejer(kommune.kode):
        skriv_kommune(koersel, deler.del_(kommune))


dele._skriv = kvitter_foerst

while True:
    try:
        koersel = Koersel.objects.filter(aaben=True).first()
        if koersel:
            arbejder.arbejd(koersel.pk)
    except Error:
        connection.close()
    time.sleep(0.2)
