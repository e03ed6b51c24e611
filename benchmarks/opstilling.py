"""Det, målingernes fyldte baser har til fælles."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from samkoering.models import Koersel, Koerselstilstand


def gennemfoert_koersel() -> Koersel:
    """Dagens kørsel, gennemført over de seneste 120 dage, som de fyldte sager peger på."""
    nu, i_dag = timezone.now(), timezone.localdate()
    return Koersel.objects.create(
        dato=i_dag, nummer=1, tilstand=Koerselstilstand.GENNEMFOERT, startet=nu, afsluttet=nu,
        periode_fra=i_dag - timedelta(days=120), periode_til=i_dag, regelsaet="maaling",
        tabeller=[],
    )  # fmt: skip
