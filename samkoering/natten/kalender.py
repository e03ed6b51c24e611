"""Hvilke nætter der mangler: ren regning på dansk tid, som uret og prøverne deler."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DANSK_TID = ZoneInfo("Europe/Copenhagen")
HOEJST_INDHENTET = 14
"""Så mange døgn tilbage indhentes; kontrolperioden er tre måneder, så intet falder imellem."""


def seneste_nat(nu: datetime, klokken: time) -> date:
    """Den dato, hvis nat senest er begyndt: i dag fra ``klokken`` dansk tid, ellers i går.

    ``nu`` er et tidspunkt med zone. Den nat, uret stilles, findes ``klokken`` én gang (3.00 er
    både efter springet frem og efter springet tilbage).
    """
    dansk = nu.astimezone(DANSK_TID)
    i_dag = dansk.date()
    return i_dag if dansk.time() >= klokken else i_dag - timedelta(days=1)


def manglende_naetter(seneste_koerte: date | None, seneste: date) -> list[date]:
    """Nætterne efter den seneste kørte til og med ``seneste``, ældst først.

    Er der aldrig kørt, mangler kun den seneste. Længere væk end ``HOEJST_INDHENTET`` hentes intet
    ind: den næste nats kontrolperiode når det.
    """
    if seneste_koerte is None:
        return [seneste]
    foerste = max(seneste_koerte + timedelta(days=1), seneste - timedelta(days=HOEJST_INDHENTET))
    return [foerste + timedelta(days=n) for n in range((seneste - foerste).days + 1)]
