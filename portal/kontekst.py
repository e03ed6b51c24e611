"""Det, alle sider kender: kommunen, brugeren og om det er en demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def ramme(request: HttpRequest) -> dict[str, Any]:
    """Felter til sidens ramme."""
    return {"demo": settings.DEMO}
