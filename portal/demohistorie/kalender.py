"""Hvilke nætter historien har, og hvornår kollegerne er på arbejde."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kontrol.partshoering.bankdage import er_bankdag

FOER_AARET = 5
"""Døgn mellem den første nat og det første af de fire hele kvartaler, effektmålingen viser."""
IMELLEM = 47
"""Døgn mellem de fjerne nætter: to af dem er lige over de tre måneder, en ledig sag har. Så udløber
den første nats sager, før det første kvartal er slut, og intet er afsluttet, før det begynder: et
lille tal dér ville skjule kvartalet."""
SENESTE = (119, 104, 89, 74, 59, 44, 29, 14, 1)
"""De seneste nætter: lister med sager, der snart udløber, og helt nye. Femten døgn er så bred, som
effektmålingens aldersgrupper er: med færre nætter stod hver anden gruppe tom."""
_MOEDER, _GAAR = 8 * 60 + 5, 15 * 60 + 25


def naetter(i_dag: date) -> list[date]:
    """Nætterne før i dag, den ældste først."""
    fjerne = range((i_dag - _foerste(i_dag)).days, SENESTE[0] + IMELLEM // 2, -IMELLEM)
    return [i_dag - timedelta(days=doegn) for doegn in (*fjerne, *SENESTE)]


def _foerste(i_dag: date) -> date:
    """Lige før det kvartal, der begyndte et år før dette."""
    kvartalet = date(i_dag.year - 1, i_dag.month - (i_dag.month - 1) % 3, 1)
    return kvartalet - timedelta(days=FOER_AARET)


def paa_arbejde(rng: random.Random, dag: date) -> datetime:
    """Et tidspunkt i arbejdstiden den dag, eller den første bankdag derefter."""
    while not er_bankdag(dag):
        dag += timedelta(days=1)
    minut = rng.randrange(_MOEDER, _GAAR)
    kl = time(minut // 60, minut % 60, rng.randrange(60))
    return timezone.make_aware(datetime.combine(dag, kl))


def senere(rng: random.Random, tid: datetime, dage: int) -> datetime:
    """Så mange dage efter, i arbejdstiden; samme dag er det nogle minutter senere."""
    if dage <= 0:
        return tid + timedelta(seconds=rng.randrange(240, 2400))
    return paa_arbejde(rng, timezone.localdate(tid) + timedelta(days=dage))
