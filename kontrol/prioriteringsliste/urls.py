"""Prioriteringslistens adresser."""

from __future__ import annotations

from django.urls import include, path

from kontrol.prioriteringsliste import views

urlpatterns = [
    path("", views.liste, name="prioriteringsliste"),
    path("genbestil/", views.genbestil_valgte, name="genbestil"),
    path("", include("kontrol.tildeling.urls")),
    path("pakker/", include("kontrol.pakker.urls")),
]
