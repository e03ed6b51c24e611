"""Kontrolarkets og regelkatalogets adresser, regnet fra roden."""

from __future__ import annotations

from django.urls import path

from kontrol.journalisering.views import post_pdf
from kontrol.kontrolark import regelsider, views

urlpatterns = [
    path("kontrolark/<uuid:sag_id>/", views.skaerm, name="kontrolark"),
    path("kontrolark/<uuid:sag_id>.pdf", views.pdf, name="kontrolark_pdf"),
    path("kontrolark/<uuid:sag_id>/adresse/", views.adresse, name="kontrolark_adresse"),
    path("kontrolark/<uuid:sag_id>/journal/<uuid:post_id>.pdf", post_pdf, name="journalpost_pdf"),
    path("regler/", regelsider.katalog, name="regler"),
    path("regler/<slug:slug>/", regelsider.side, name="regel"),
]
