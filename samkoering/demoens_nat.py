"""Demonstrationens fortid: en forgangen nat får den nats klokkeslæt på alt, den skriver.

Demonstrationen kører sine tidligere nætter på få sekunder. Uden dette stod der på et kontrolark,
at natten i september slog registrene op i dag.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, tzinfo

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone


@contextmanager
def som_dengang(dag: date) -> Iterator[None]:
    """Lad uret i denne proces begynde kl. tre om natten den ``dag`` og gå derfra.

    Kun i en demonstration, og kun bagud: en rigtig kørsel siger, hvornår den selv skete.
    ``timezone.now`` læser uret gennem sit moduls ``datetime``; felternes forvalg gør det samme.
    """
    if not settings.DEMO:
        raise CommandError("--som-dengang findes kun i en demonstration. Sæt DEMO=true.")
    begyndt = datetime.combine(dag, time(settings.NATTENS_TIME), timezone.get_default_timezone())
    forskydning = timezone.now() - begyndt
    if forskydning.total_seconds() < 0:
        raise CommandError(f"Natten til {dag:%d-%m-%Y} er ikke begyndt endnu.")

    class Dengang(datetime):
        """Uret, som det gik."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - forskydning

    vars(timezone).update(datetime=Dengang)
    try:
        yield
    finally:
        vars(timezone).update(datetime=datetime)
