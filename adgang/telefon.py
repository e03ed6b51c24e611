"""Telefonnummeret, som det læses op: otte danske cifre i par."""

from __future__ import annotations

import re

_DANSK = re.compile(r"(\+45)?([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})")


def i_par(nummer: str) -> str:
    """``12 34 56 70``, også efter ``+45``; andre landes numre, som de er skrevet."""
    dansk = _DANSK.fullmatch(nummer)
    return " ".join(filter(None, dansk.groups())) if dansk else nummer
