"""Pakkernes adresser under prioriteringslisten."""

from __future__ import annotations

from django.urls import path

from kontrol.pakker import views

urlpatterns = [
    path("", views.bestil, name="bestil_pakke"),
    path("<uuid:pakke_id>/", views.fremdrift, name="pakke"),
    path("<uuid:pakke_id>.zip", views.hent, name="hent_pakke"),
]
