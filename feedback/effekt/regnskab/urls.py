"""Regnskabets adresser."""

from __future__ import annotations

from django.urls import path

from feedback.effekt.regnskab import views

urlpatterns = [
    path("", views.regnskab, name="regnskab"),
    path("hent/", views.fil, name="eksport_regnskab"),
]
