"""Portalen under driftsrollen, mens prøven selv er ejeren."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

ROLLE = f"samkoering_drift_{os.environ.get('PYTEST_XDIST_WORKER', 'proeve')}"
"""Én pr. arbejder: roller er fælles for alle databaser på serveren."""


@contextmanager
def som_driftsrolle() -> Iterator[None]:
    """Alt herinde sker som driftsrollen; på SQLite findes den ikke."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as markoer:
        markoer.execute(f"SET ROLE {ROLLE}")
    try:
        yield
    finally:
        if connection.needs_rollback:
            # Transaktionen er brudt; rollen følger med, når den rulles tilbage.
            connection.close_if_unusable_or_obsolete()
        else:
            with connection.cursor() as markoer:
                markoer.execute("RESET ROLE")


class SomDriftsrolle:
    """Yderst: skift rolle, før portalen rører databasen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Svar som driftsrollen."""
        with som_driftsrolle():
            return self.get_response(request)
