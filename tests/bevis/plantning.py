"""Plantede fejl: de samme forsøg, mens fejlen står; alt er væk igen bagefter."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import pytest
from django.core.cache import cache
from django.db import transaction

T = TypeVar("T")
Plantet = Callable[[pytest.MonkeyPatch], list[str]]
"""Planter sin fejl og giver det, forsøgene så finder."""


def udvalg(alle: Sequence[T], antal: int) -> list[T]:
    """Så mange af forsøgene, trukket ens hver gang; alle, når der ikke er flere."""
    return random.Random(antal).sample(alle, min(antal, len(alle)))


def ramte(kaploeb: Callable[[], list[str]], gange: int = 20) -> list[str]:
    """Det, den naive måde gjorde galt; et kapløb kan gå godt, så det løbes, til den fejler."""
    for _ in range(gange):
        if fundet := kaploeb():
            return fundet
    return []


@contextmanager
def rullet_tilbage() -> Iterator[None]:
    """Det, der sker herinde, er ikke sket bagefter."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def alle_fanges(plantede: Mapping[str, Plantet], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Om forsøgene finder hver fejl; de, der ikke blev fundet, nævnes i en advarsel."""
    ufangede = [navn for navn, plant in plantede.items() if not _fund(plant, monkeypatch)]
    if ufangede:
        warnings.warn(f"Ikke fanget: {', '.join(ufangede)}", stacklevel=2)
    return bool(plantede) and not ufangede


def _fund(plant: Plantet, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    with monkeypatch.context() as plantet, rullet_tilbage():
        fund = plant(plantet)
    cache.clear()
    return fund
