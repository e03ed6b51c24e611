"""Arbejderens egen proces: Polars tåler ikke at blive forket, og hukommelsen gives helt tilbage."""

from __future__ import annotations

import signal
import subprocess
import sys
from uuid import UUID

import structlog
from django.conf import settings
from django.utils import timezone

from samkoering.models import Koersel
from samkoering.natten.forsoeg import arbejderens_navn, proces_doede

log = structlog.get_logger(__name__)


def arbejd_i_egen_proces(koersel_id: UUID) -> int:
    """Arbejd på kørslen i en frisk proces, og noter det, hvis den døde; giver dens slutkode.

    Er kørslen udskudt, siden beskeden blev sendt, venter den: flere beskeder er ikke flere prøver.
    """
    koersel = Koersel.objects.filter(pk=koersel_id, aaben=True).first()
    if koersel is None or (koersel.naeste_proeve and koersel.naeste_proeve > timezone.now()):
        return 0
    manage = [sys.executable, str(settings.ROD / "manage.py")]
    with subprocess.Popen([*manage, "nat", "--koersel", str(koersel_id)]) as barn:
        try:
            kode = barn.wait()
        except BaseException:
            barn.terminate()
            raise
    log.info("arbejder_afsluttet", koersel=str(koersel), slutkode=kode)
    if kode < 0:
        grund = f"Processen døde ({signal.Signals(-kode).name})."
        proces_doede(koersel, arbejderens_navn(barn.pid), grund)
    return kode
