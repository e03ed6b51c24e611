"""Svarene til scriptet, der gemmer en kladde, mens der skrives."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.utils import timezone


def vil_have_json(request: HttpRequest) -> bool:
    """Om det er scriptet, der spørger; en knap vil have en side."""
    return request.headers.get("Accept", "") == "application/json"


def gemt(naar: datetime, **mere: object) -> JsonResponse:
    """Kladden er gemt; svaret er klokkeslættet og aldrig noget af det skrevne."""
    return JsonResponse({"gemt": klokken(naar), **mere})


def ikke_gemt(fejl: str, status: int = 422) -> JsonResponse:
    """Kladden er ikke gemt; 409, når noget er ændret imens."""
    return JsonResponse({"fejl": fejl}, status=status)


def klokken(naar: datetime) -> str:
    """Tidspunktet på dagen, fx ``kl. 10.42``."""
    return f"kl. {timezone.localtime(naar):%H.%M}"
