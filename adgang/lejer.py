"""Lejeren i databasen: PostgreSQL's rækkesikkerhed er den anden mur bag ``KommuneManager``.

Politikken på hver kommunal tabel spørger ``app.kommune``. Den sættes kun inde i en transaktion og
forsvinder med den, så en forbindelse, der genbruges, aldrig har en kommune med fra sidst. På
SQLite findes muren ikke, og kaldene gør intet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from adgang.models import Bruger

INGEN, ALLE = "", "*"
UDEN_DATABASE = ("/healthz/", "/metrics")
"""Adresser, der skal kunne svare, når databasen ikke gør."""


@contextmanager
def lejer(kommune: str) -> Iterator[None]:
    """En transaktion, hvor databasen kun kender rækker i kommunen (kommunekode)."""
    inde_i_en_anden = connection.in_atomic_block
    with transaction.atomic():
        foer = _laes() if inde_i_en_anden else INGEN
        _saet(kommune)
        yield
        # Yderst, og når noget fejler, forsvinder værdien med transaktionen.
        if inde_i_en_anden and not connection.needs_rollback:
            _saet(foer)


@contextmanager
def laesende(kommune: str) -> Iterator[None]:
    """Som ``lejer``, til arbejde, der læser og regner længe uden at skrive.

    På SQLite er en transaktion husets ene skrivelås, og muren findes ikke: holdt en lang beregning
    den, kunne ingen side svare imens. Der læses da uden transaktion.
    """
    if connection.vendor == "postgresql":
        with lejer(kommune):
            yield
    else:
        yield


@contextmanager
def paa_tvaers(*, grund: str) -> Iterator[None]:
    """En transaktion, hvor databasen kender alle kommuner. Aldrig i en forespørgsel."""
    if not grund:
        raise ValueError("Arbejde på tværs af kommuner skal have en grund.")
    with lejer(ALLE):
        yield


def _laes() -> str:
    """Den lejer, transaktionen har nu."""
    if connection.vendor != "postgresql":
        return INGEN
    with connection.cursor() as markoer:
        markoer.execute("SELECT coalesce(current_setting('app.kommune', true), '')")
        return str(markoer.fetchone()[0])


def _saet(kommune: str) -> None:
    """Sæt lejeren i denne transaktion."""
    if connection.vendor == "postgresql":
        with connection.cursor() as markoer:
            markoer.execute("SELECT set_config('app.kommune', %s, true)", [kommune])


def skift_til(bruger: Bruger) -> None:
    """Giv resten af forespørgslens transaktion brugerens kommune, når hun er kendt."""
    _saet(bruger.kommune_id or INGEN)


class Lejemur:
    """Én transaktion om hele forespørgslen, også sidens dannelse, med brugerens kommune sat.

    Det, et opslag viste, og loggens række om det, gemmes sammen eller slet ikke. En fejl ruller
    alt tilbage; det samme gør en undtagelse, viewet kastede, selv om svaret blot er 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Svar inde i transaktionen."""
        if request.path_info.startswith(UDEN_DATABASE):
            return self.get_response(request)
        with lejer(_brugerens_kommune(request)):
            svar = self.get_response(request)
            if svar.streaming:
                raise RuntimeError("Et svar i bidder dannes uden for lejerens transaktion.")
            if svar.status_code >= 500 or getattr(request, "rul_tilbage", False):
                transaction.set_rollback(True)
        return svar

    def process_exception(self, request: HttpRequest, fejl: Exception) -> HttpResponse | None:
        """Husk, at viewet kastede, så intet halvt bliver gemt."""
        request.rul_tilbage = True  # type: ignore[attr-defined]
        return None


def _brugerens_kommune(request: HttpRequest) -> str:
    bruger = request.user
    return (bruger.kommune_id or INGEN) if isinstance(bruger, Bruger) else INGEN
