"""En fejl i et filter er 422, og filen giver siden med den."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from adgang.rettigheder import Indlogget


def siden_svarer(request: Indlogget, skabelon: str, indhold: Mapping[str, Any]) -> HttpResponse:
    """Siden; 422, når adressen har et filter, siden ikke kender."""
    status = 422 if indhold.get("fejl") else 200
    return render(request, skabelon, dict(indhold), status=status)


def med_fejlen(request: Indlogget, siden: str) -> HttpResponse:
    """Hen på siden med de samme filtre, hvor fejlen står; en fil kan ikke vise den."""
    valgt = request.GET.copy()
    valgt.pop("format", None)
    return redirect(f"{siden}?{valgt.urlencode()}")
