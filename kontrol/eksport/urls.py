"""Adresserne, hvor listerne hentes som fil."""

from __future__ import annotations

from django.urls import path

from kontrol.eksport import views

urlpatterns = [
    path("bestillingsliste/hent/", views.bestillingsliste, name="eksport_bestilling"),
    path("prioriteringsliste/hent/", views.prioriteringsliste, name="eksport_prioritering"),
]
