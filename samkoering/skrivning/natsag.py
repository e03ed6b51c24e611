"""Sagen, som natten skal kende den for at skrive på den."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from samkoering.models import Sag


class Natsag(NamedTuple):
    """En åben sag. Natten har titusinder i hånden, og modellens objekt koster mere end rækken."""

    pk: UUID
    cpr: str
    """Borgerens nummer, som sagen kender det."""


def som_natsager(sager: Iterable[Sag]) -> set[Natsag]:
    """De samme sager, som natten skal kende dem."""
    return {Natsag(sag.pk, sag.cpr) for sag in sager}
