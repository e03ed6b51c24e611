"""Hvilke nætter historien har, og hvornår kollegerne er på arbejde."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kontrol.partshoering.bankdage import er_bankdag

BEGYNDER = 470
"""Døgn før i dag: et år, før det den tid, de første sager er undervejs, og lidt til."""
IMELLEM = 47
"""Døgn mellem de fjerne nætter: to af dem er lige over de tre måneder, en ledig sag har. Så udløber
den første nats sager for over et år siden, og hvert kvartal på effektmålingen har udløbne."""
SENESTE = (104, 76, 45, 12, 1)
"""De seneste nætter: lister med sager, der snart udløber, og helt nye."""
_MOEDER, _GAAR = 8 * 60 + 5, 15 * 60 + 25


def naetter(i_dag: date) -> list[date]:
    """Nætterne før i dag, den ældste først."""
    fjerne = range(BEGYNDER, SENESTE[0] + IMELLEM // 2, -IMELLEM)
    return [i_dag - timedelta(days=doegn) for doegn in (*fjerne, *SENESTE)]


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
