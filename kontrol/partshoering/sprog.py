"""Datoer, som et brev skriver dem."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from samkoering.grundlag.ord import MAANEDER


def brevdato(vaerdi: date | datetime | str | None) -> str:
    """»22. november 2026« af en dato, et tidspunkt eller ISO-tekst; ellers tom tekst."""
    if isinstance(vaerdi, str):
        try:
            vaerdi = datetime.fromisoformat(vaerdi)
        except ValueError:
            return ""
    if isinstance(vaerdi, datetime):
        vaerdi = timezone.localtime(vaerdi) if timezone.is_aware(vaerdi) else vaerdi
    return f"{vaerdi.day}. {MAANEDER[vaerdi.month - 1]} {vaerdi.year}" if vaerdi else ""
