"""Døren til rummets tabeller: kun herinde kan de nås, og herinde kan intet andet nås.

På PostgreSQL har portalens driftsrolle ingen ret til tabellerne. Den skifter til rollen
``<driftsrolle>_udsoegning``, som kun har ret til dem og intet andet, og skifter tilbage igen. En
forespørgsel, der forbinder rummet med en sag, kan derfor ikke skrives: ingen rolle kan læse begge
dele (``adgang.databaseroller``). På SQLite findes roller ikke, og kaldet er en transaktion.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from adgang.databaseroller import rummets_rolle
from adgang.models import Kommune
from adgang.rettigheder import Indlogget

RUM = "udsoegning"


@contextmanager
def i_rummet() -> Iterator[None]:
    """En transaktion, hvor kun rummets tabeller kan nås.

    Fejler noget, følger rollen med, når transaktionen rulles tilbage. Ejeren af tabellerne
    (migrationer, prøver) har ingen sådan rolle og skifter ikke.
    """
    with transaction.atomic():
        udenfor = _skift_ind()
        yield
        if udenfor:
            _skift(udenfor)


def kommune_i(request: Indlogget) -> Kommune:
    """Brugerens kommune; rollen ser ingen ydelser og har derfor intet omfang i sager."""
    kommune = request.user.kommune
    if kommune is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")
    return kommune


def kode_i(request: Indlogget) -> str:
    """Kommunekoden alene: kan også bruges inde i rummet, hvor kommunens tabel ikke kan læses."""
    kode = request.user.kommune_id
    if kode is None:
        raise PermissionDenied("Brugeren hører ikke til en kommune.")
    return kode


def _skift_ind() -> str:
    """Skift til rummets rolle; giver den rolle, der skal skiftes tilbage til, eller tom."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as markoer:
        markoer.execute("SELECT current_user")
        udenfor = str(markoer.fetchone()[0])
        rolle = rummets_rolle(udenfor, RUM)
        markoer.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [rolle])
        if markoer.fetchone() is None:
            return ""
    _skift(rolle)
    return udenfor


def _skift(rolle: str) -> None:
    with connection.cursor() as markoer:
        markoer.execute(f"SET LOCAL ROLE {connection.ops.quote_name(rolle)}")
