"""Væk arbejderne: en besked med kørslens id, som må tabes og ikke er værd at gemme."""

from __future__ import annotations

from uuid import UUID

import structlog
from celery import current_app
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)
ARBEJDERE = 8
"""Så mange vækkes på én gang; dem, der ikke findes, lader beskeden udløbe."""
UDLOEBER = 55
"""Sekunder; næste minuts afstemning sender en ny."""


def vaek(koersel_id: UUID) -> None:
    """Send beskeden til de ledige arbejdere. Svarer mægleren ikke, prøves der igen om et minut."""
    try:
        for _ in range(ARBEJDERE):
            current_app.send_task(
                "samkoering.tasks.arbejd", [str(koersel_id)], expires=UDLOEBER, retry=False
            )
    except (OperationalError, OSError) as fejl:
        log.warning("maegleren_svarer_ikke", fejl=type(fejl).__name__)
