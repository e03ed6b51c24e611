"""API-klienternes adresser."""

from __future__ import annotations

from django.urls import path

from portal.api_klienter import views

urlpatterns = [
    path("", views.liste, name="api_klienter"),
    path("ny/", views.ny, name="ny_api_klient"),
    path("<uuid:klient_id>/tilbagekald/", views.tilbagekald, name="tilbagekald_api_klient"),
]
