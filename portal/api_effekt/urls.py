"""Effektens adresse i programgrænsefladen."""

from __future__ import annotations

from django.urls import path

from portal.api_effekt import views

app_name = "api_effekt"
urlpatterns = [path("effekt", views.effekt, name="effekt")]
