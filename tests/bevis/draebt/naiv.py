"""Den naive arbejder: delen kvitteres, før den skrives, og den skrives uden en transaktion."""

from __future__ import annotations

import os
import time
from contextlib import nullcontext

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import Error, connection, transaction  # noqa: E402 – Django først

from samkoering.models import Forsoegsudfald, Koersel, Natdel  # noqa: E402
from samkoering.natten import arbejder, dele  # noqa: E402
from samkoering.natten.forsoeg import afgoer  # noqa: E402
from samkoering.skrivning import skriv  # noqa: E402


def kvitter_foerst(koersel, natdel, forsoeg, deler) -> None:  # type: ignore[no-untyped-def]
    """Som en kø, der kvitterer ved modtagelsen."""
    Natdel.objects.filter(pk=natdel.pk).update(tilstand="SKREVET")
    afgoer(forsoeg, Forsoegsudfald.LYKKEDES)
    kommune = skriv.Koerselsdel._meta.get_field("kommune").related_model.objects.get(
        kode=natdel.kommunekode
    )
    skriv.skriv_kommune(koersel, deler.del_(kommune))


dele._skriv = kvitter_foerst
skriv.lejer = lambda kode: nullcontext()
skriv.laas_aabne_sager = lambda kommune: None
transaction.Atomic.__enter__ = lambda self: None  # type: ignore[method-assign]
transaction.Atomic.__exit__ = lambda self, *fejl: None  # type: ignore[method-assign]

while True:
    try:
        koersel = Koersel.objects.filter(aaben=True).first()
        if koersel:
            arbejder.arbejd(koersel.pk)
    except Error:
        connection.close()
    time.sleep(0.2)
