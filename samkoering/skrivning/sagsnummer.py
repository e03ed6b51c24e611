"""Neutrale sagsnumre: R-26-04812 siger året og et løbenummer i kommunen, intet om borgeren."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from adgang.models import Kommune
from samkoering.models import Sag
from samkoering.skrivning.gemte import celler


class Sagsnumre:
    """De næste ledige sagsnumre i en kommune for et år."""

    def __init__(self, kommune: Kommune, dag: date) -> None:
        self._forled = f"R-{dag:%y}-"
        seneste = celler(_seneste, kommune, self._forled)
        self._brugt = int(seneste[0][0].removeprefix(self._forled)) if seneste else 0

    def naeste(self) -> str:
        """Det næste nummer; fem cifre, så numrene sorterer rigtigt som tekst."""
        self._brugt += 1
        return f"{self._forled}{self._brugt:05d}"


def _seneste(kommune: str, forled: str) -> QuerySet[Any]:
    brugte = Sag.objects.i_kommune(kommune).filter(sagsnr__startswith=forled)
    return brugte.order_by("-sagsnr").values_list("sagsnr")[:1]
