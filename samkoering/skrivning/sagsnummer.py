"""Neutrale sagsnumre: R-26-04812 siger året og et løbenummer i kommunen, intet om borgeren."""

from __future__ import annotations

from datetime import date

from adgang.models import Kommune
from samkoering.models import Sag


class Sagsnumre:
    """De næste ledige sagsnumre i en kommune for et år."""

    def __init__(self, kommune: Kommune, dag: date) -> None:
        self._forled = f"R-{dag:%y}-"
        seneste = (
            Sag.objects.i_kommune(kommune)
            .filter(sagsnr__startswith=self._forled)
            .order_by("-sagsnr")
            .values_list("sagsnr", flat=True)
            .first()
        )
        self._brugt = int(seneste.removeprefix(self._forled)) if seneste else 0

    def naeste(self) -> str:
        """Det næste nummer; fem cifre, så numrene sorterer rigtigt som tekst."""
        self._brugt += 1
        return f"{self._forled}{self._brugt:05d}"
