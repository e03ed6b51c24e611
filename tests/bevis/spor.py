"""Stederne, en oplysning kan slippe ud: svar, log, cache, sessioner, opslagslog, mægler og kø."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

import redis
import structlog
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.serializers import serialize
from django.http import HttpResponseBase
from kombu.simple import SimpleQueue
from kombu.transport import memory

from adgang.models import Borger, Opslag
from portal.celery import app
from samkoering.models import Koersel, Koerselsdel

GRUND = "prøven ser hele databasen"
STOEJENDE = ("fontTools", "weasyprint", "faker")
"""Loggere, der beskriver en skrift tegn for tegn; de får deres niveau i drift."""


class Logsamler(logging.Handler):
    """Samler loggens linjer, som konsollen ville skrive dem, uanset niveau."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        opskrift = deepcopy(settings.LOGGING["formatters"]["json"])
        self.setFormatter(opskrift.pop("()")(**opskrift))
        self.linjer: list[str] = []
        self.navne: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Gem den færdige linje."""
        self.navne.add(record.name)
        self.linjer.append(self.format(record))

    def tag(self) -> str:
        """Linjerne siden sidst."""
        nye, self.linjer = self.linjer, []
        return "\n".join(nye)


@contextmanager
def al_logning() -> Iterator[Logsamler]:
    """Hver logger på DEBUG, og alt, hvad de skriver, samlet ét sted."""
    samler = Logsamler()
    loggere = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    loggere = [logger for logger in loggere if not logger.name.startswith(STOEJENDE)]
    foer = [(logger, logger.level, list(logger.handlers)) for logger in loggere]
    indpakning = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    for logger, _, handlere in foer:
        logger.setLevel(logging.DEBUG)
        if logger is logging.root or not logger.propagate:
            logger.handlers = [samler]
        elif handlere:
            logger.handlers = []
    try:
        yield samler
    finally:
        structlog.configure(wrapper_class=indpakning)
        for logger, niveau, handlere in foer:
            logger.setLevel(niveau)
            logger.handlers = handlere


def svarets_dele(svar: HttpResponseBase) -> dict[str, str]:
    """Krop, hoveder (også ``Location``) og cookies som tekst."""
    return {
        "krop": svar.content.decode("utf-8", errors="replace"),
        "hoveder": "\n".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items()),
        "cookies": str(svar.cookies),
    }


def efterladt() -> dict[str, str]:
    """Alt, siderne har efterladt uden for svaret, sted for sted."""
    return {
        "cache": _cachen(),
        "sessioner": "\n".join(str(s.get_decoded()) for s in Session.objects.all()),
        "opslagslog": serialize("json", Opslag.objects.paa_tvaers(grund=GRUND)),
        "borgere i opslagsloggen": serialize("json", Borger.objects.paa_tvaers(grund=GRUND)),
        "mægler": _maegleren(),
    }


def koersler() -> str:
    """Natten, som den kan følges i databasen."""
    dele = Koerselsdel.objects.paa_tvaers(grund=GRUND)
    return serialize("json", [*Koersel.objects.all(), *dele])


def _cachen() -> str:
    """Nøgler og pakkede værdier; Djangos cache i hukommelsen har ingen vej til at læse dem alle."""
    return "\n".join(
        f"{noegle}: {vaerdi!r}"
        for cache in caches.all(initialized_only=True)
        for noegle, vaerdi in getattr(cache, "_cache", {}).items()
    )


def _maegleren() -> str:
    """Hver nøgle og værdi i Redis; uden Redis de beskeder, der ligger i hukommelsen."""
    if not settings.REDIS_URL:
        return "\n".join(repr(list(koe.queue)) for koe in memory.Channel.queues.values())
    laes = {
        b"string": lambda r, n: r.get(n),
        b"list": lambda r, n: r.lrange(n, 0, -1),
        b"hash": lambda r, n: r.hgetall(n),
        b"set": lambda r, n: r.smembers(n),
        b"zset": lambda r, n: r.zrange(n, 0, -1, withscores=True),
    }
    with redis.Redis.from_url(settings.REDIS_URL) as forbindelse:
        return "\n".join(
            f"{noegle!r}: {laes[forbindelse.type(noegle)](forbindelse, noegle)!r}"
            for noegle in forbindelse.scan_iter()
        )


def opgaver() -> list[str]:
    """Portalens egne opgaver."""
    app.loader.import_default_modules()
    return sorted(navn for navn in app.tasks if not navn.startswith("celery."))


def send_og_laes(navn: str, *argumenter: str) -> str:
    """Opgaven, som den ligger i køen: hoveder og indhold. Den tages ud igen."""
    koe = app.amqp.router.route({}, navn)["queue"].name
    with app.connection_for_write() as forbindelse, SimpleQueue(forbindelse, koe) as raekken:
        raekken.clear()
        app.send_task(navn, args=argumenter, connection=forbindelse)
        i_maegleren = _maegleren()
        besked = raekken.get(timeout=60)
        besked.ack()
        return f"{i_maegleren}\n{besked.headers!r}\n{besked.body!r}\n{besked.properties!r}"
