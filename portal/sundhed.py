"""Sundhedsadresserne: lever processen, og kan den svare? Natten har intet at sige her."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from adgang.databaseroller import for_staerk
from adgang.rettigheder import aaben

TEKST = "text/plain; charset=utf-8"


@aaben
@require_safe
def lever(request: HttpRequest) -> HttpResponse:
    """Processen svarer."""
    return HttpResponse("ok\n", content_type=TEKST)


@aaben
@require_safe
def klar(request: HttpRequest) -> HttpResponse:
    """Databasen svarer, og er der en mægler, svarer den også; ellers 503 med grunden.

    En nat, der fejlede, gør ikke portalen uklar: sagsbehandlerne arbejder videre. Den siger
    ``manage.py sundhed`` og siden Drift til om.
    """
    mangler = [
        navn
        for navn, svarer in (("database", database_svarer), ("mægler", maegler_svarer))
        if not svarer()
    ]
    if not mangler and not settings.DEMO and (grund := for_staerk()):
        mangler.append(grund)
    if mangler:
        return HttpResponse(f"ikke klar: {', '.join(mangler)}\n", status=503, content_type=TEKST)
    return HttpResponse("klar\n", content_type=TEKST)


def database_svarer() -> bool:
    """Om databasen svarer og er klargjort."""
    try:
        with connection.cursor() as markoer:
            markoer.execute("SELECT 1 FROM samkoering_koersel LIMIT 1")
    except DatabaseError:
        return False
    return True


def maegler_svarer() -> bool:
    """Uden mægler i indstillingerne er der intet at vente på."""
    if not settings.REDIS_URL:
        return True
    import redis

    adresse = settings.REDIS_URL.replace("redis+socket://", "unix://")
    try:
        with redis.Redis.from_url(adresse, socket_timeout=2) as maegler:
            return bool(maegler.ping())
    except redis.RedisError:
        return False
