"""Beskrivelsen mod koden: tilfældige kald, den tillader og forbyder, og alle schemathesis' prøver.

Rigtige id'er er med, så kaldene også når ind i sagerne. Et kald, formen tillader, kan stadig bryde
en regel, ingen form kan udtrykke (en ukendt plads i listen, en høring, der mangler); kun derfor er
422 også et rigtigt svar på et lovligt kald.

schemathesis hentes først, når der kaldes: den koster et sekund i hver arbejder, og kun én prøve
bruger den.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, assume, given, settings

from portal.api.skema import beskrivelsen
from tests.portal.api.fagsystem import Fagsystem

SVAR_PAA_LOVLIGE = ["2xx", "401", "403", "404", "409", "422", "429"]


@dataclass(frozen=True, slots=True)
class Rigtigt:
    """Et kald, der når ind i en sag: operationens navn, id'et i adressen og evt. kroppen."""

    navn: str
    id: str = ""
    krop: Any = None


@dataclass
class Gennemloeb:
    """Så mange tilfældige kald af hver slags, og hvad de svarede."""

    system: Fagsystem
    rigtige: list[Rigtigt]
    antal: int
    svar: dict[str, set[int]] = field(default_factory=dict)
    kald: int = 0

    def koer(self, *kun: str) -> None:
        """Prøv hver operation, eller kun dem, der nævnes; et brud er en undtagelse."""
        with _proevens_forbindelse():
            self._koer(kun)

    def _koer(self, kun: tuple[str, ...]) -> None:
        from schemathesis import GenerationMode

        for operation in operationer():
            navn = operation.definition.raw["operationId"]
            if kun and navn not in kun:
                continue
            for art in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                self._mange(operation, navn, operation.as_strategy(generation_mode=art))
            for et in (et for et in self.rigtige if et.navn == navn):
                valg = {"body": et.krop} if et.krop else {}
                self._mange(operation, navn, operation.as_strategy(**valg), et.id)

    def _mange(self, operation: Any, navn: str, tilfaelde: Any, id_: str = "") -> None:
        proever = alle_proever()

        @settings(
            derandomize=True, max_examples=self.antal, database=None, deadline=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=tilfaelde)
        def een(case: Any) -> None:
            # En tom liste i søgedelen sendes ikke: kaldet er da lovligt, og døren skal åbne.
            assume([] not in dict(case.query or {}).values())
            if id_:
                case.path_parameters = dict.fromkeys(case.path_parameters, id_)
            svar = case.call_and_validate(headers=self.system.hoveder, checks=proever)
            self.svar.setdefault(navn, set()).add(svar.status_code)
            self.kald += 1

        een()


@contextmanager
def _proevens_forbindelse() -> Iterator[None]:
    """Programmet lukker ellers databasens forbindelse efter hvert kald, og prøvens data med den."""
    signaler = (request_started, request_finished)
    for signal in signaler:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signaler:
            signal.connect(close_old_connections)


def alle_proever() -> list[Any]:
    """Alt, schemathesis kan se efter i et svar."""
    from schemathesis.checks import CHECKS, load_all_checks

    load_all_checks()
    return list(CHECKS.get_all())


def operationer() -> Iterator[Any]:
    """Hver operation i beskrivelsen, med programmet bag."""
    import schemathesis

    skema = schemathesis.openapi.from_dict(beskrivelsen())
    skema.app = _fra_kommunen(get_wsgi_application())
    skema.config.checks.positive_data_acceptance.expected_statuses = SVAR_PAA_LOVLIGE
    for resultat in skema.get_all_operations():
        yield resultat.ok()


def _fra_kommunen(program: Any) -> Any:
    """Programmet, kaldt fra et netværk på kommunens liste."""
    return lambda miljoe, svar: program({**miljoe, "REMOTE_ADDR": "127.0.0.1"}, svar)
