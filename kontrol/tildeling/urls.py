"""Tildelingens adresser under prioriteringslisten."""

from __future__ import annotations

from django.urls import path

from kontrol.tildeling import views

urlpatterns = [
    path("tildel/", views.tildel, name="tildel"),
    path("frigiv/", views.frigiv, name="frigiv"),
]
