"""Prioriteringslistens adresser."""

from __future__ import annotations

from django.urls import path

from kontrol.prioriteringsliste import views

urlpatterns = [path("", views.liste, name="prioriteringsliste")]
