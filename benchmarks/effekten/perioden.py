"""Året, der måles: fire hele kvartaler, så overblikket viser dem alle."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from feedback.effekt.perioder import AAR, KVARTAL, foerste_dag, nummer

STOR, LILLE = "0175", "0801"
"""Den store kommune, og en af de andre 97, som alle er ens."""


def aaret() -> tuple[date, date]:
    """Det seneste år, der slutter med et helt kvartal; slutdagen er den første efter det."""
    slut = nummer(timezone.localdate())
    slut -= slut % KVARTAL
    return foerste_dag(slut - AAR), foerste_dag(slut)


def opgjort() -> datetime:
    """Da årets sidste måned opgøres: den 2. i måneden efter."""
    return timezone.make_aware(datetime.combine(aaret()[1] + timedelta(days=1), time(4, 15)))
