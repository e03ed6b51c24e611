"""Felter, der kun tager den form, beskrivelsen lover: ingen tekst i stedet for et tal.

De læser både kroppens JSON og adressens søgedel; et tal i søgedelen er skrevet med cifre.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from rest_framework import serializers

from adgang.cpr_i_tekst import rummer_cpr

_ID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DATO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Tekst(serializers.CharField):
    """Tekst uden CPR-nummer."""

    def to_internal_value(self, data: Any) -> str:
        """Teksten, som den er skrevet."""
        if not isinstance(data, str):
            self.fail("invalid")
        tekst: str = super().to_internal_value(data)
        if rummer_cpr(tekst):
            raise serializers.ValidationError(code="cpr")
        return tekst


class Heltal(serializers.IntegerField):
    """Et helt tal, ikke et, der skal gættes ud af en tekst."""

    def to_internal_value(self, data: Any) -> int:
        """Tallet."""
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        return int(data)


class Cifre(serializers.IntegerField):
    """Et helt tal i en søgedel."""

    def to_internal_value(self, data: Any) -> int:
        """Tallet af cifrene."""
        if not (isinstance(data, str) and data.isascii() and data.isdigit() and len(data) < 7):
            self.fail("invalid")
        return int(data)


class Ja(serializers.BooleanField):
    """Sandt eller falsk."""

    def to_internal_value(self, data: Any) -> bool:
        """Værdien; hverken ``"true"`` eller 1 er sandt."""
        if not isinstance(data, bool):
            self.fail("invalid", input="")
        return bool(data)


class Id(serializers.UUIDField):
    """Et uigennemsigtigt id, skrevet på den ene sædvanlige måde."""

    def to_internal_value(self, data: Any) -> UUID:
        """Id'et."""
        if not isinstance(data, str) or not _ID.fullmatch(data):
            self.fail("invalid", value="")
        return UUID(data)


class Dato(serializers.DateField):
    """En dato, ``2026-11-22``."""

    def to_internal_value(self, value: Any) -> date:
        """Datoen."""
        if not isinstance(value, str) or not _DATO.fullmatch(value):
            self.fail("invalid", format="")
        dag: date = super().to_internal_value(value)
        return dag


class Valg(serializers.ChoiceField):
    """Et af flere navngivne valg."""

    def to_internal_value(self, data: Any) -> str:
        """Valget."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input="")
        valgt: str = super().to_internal_value(data)
        return valgt
