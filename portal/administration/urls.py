"""Adressen til kommunens valg."""

from __future__ import annotations

from django.urls import path

from portal.administration import views

urlpatterns = [path("", views.kommune, name="kommunens_valg")]
