"""Rummets sider: hver af dem har den faste formålstekst, for den lægges på her."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from adgang.rettigheder import Indlogget
from udsoegning.formaal import FORMAAL


def vis(
    request: Indlogget, skabelon: str, felter: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Siden med formålet; skabelonen udvider ``udsoegning/ramme.html``, som viser det."""
    return render(request, f"udsoegning/{skabelon}", {**felter, "formaal": FORMAAL}, status=status)
