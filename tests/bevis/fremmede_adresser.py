"""Portalens adresser og én til, som en fremmed pakke kunne have sat op uden at erklære noget."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portalens


def admin(_request: HttpRequest) -> HttpResponse:
    """Standardsiden svarer alle."""
    return HttpResponse("standardsiden svarer alle")


urlpatterns = [*portalens, path("admin/", admin)]
