"""Modelfelter, der passer på det, de rummer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from registre.cpr.numre import Cpr, er_cpr

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    Tekstfelt = models.CharField[str, Cpr]
else:
    Tekstfelt = models.CharField

BESKED = "Skriv et CPR-nummer med ti cifre uden bindestreg."


def kraev_cpr(vaerdi: str) -> None:
    """Afvis alt andet end et CPR-nummer uden at gentage det."""
    if not er_cpr(vaerdi):
        raise ValidationError(BESKED, code="invalid")


class CprFelt(Tekstfelt):
    """Et CPR-nummer som ti cifre: tekst i databasen, ``Cpr`` i Python.

    Ingen besked gentager værdien, og hvor en fejl bærer den med sig, er dens ``repr`` maskeret.
    """

    description = "CPR-nummer"
    default_validators = [kraev_cpr]
    default_error_messages = {"invalid": BESKED, "invalid_choice": BESKED}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Cpr | None:
        """Værdien som ``Cpr``; ``None`` forbliver ``None``."""
        return None if value is None else Cpr(value)

    def from_db_value(
        self, value: str | None, _udtryk: Any, _forbindelse: BaseDatabaseWrapper
    ) -> Cpr | None:
        """Kolonnens tekst som ``Cpr``."""
        return self.to_python(value)
