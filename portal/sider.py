"""Sider uden sager: tilgængelighed og privatliv."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from adgang.rettigheder import aaben


@aaben
@require_safe
def tilgaengelighed(request: HttpRequest) -> HttpResponse:
    """Tilgængelighedserklæringen."""
    return render(request, "portal/tilgaengelighed.html")


@aaben
@require_safe
def privatliv(request: HttpRequest) -> HttpResponse:
    """Hvad systemet ved om borgerne, og hvad der bliver skrevet ned om brugen."""
    return render(request, "portal/privatliv.html")
