"""Effektmålingens adresser."""

from __future__ import annotations

from django.urls import include, path

from feedback.effekt import eksport, views
from feedback.effekt.afproevning.views import afproevning
from feedback.effekt.ligebehandling.views import ligebehandling
from feedback.effekt.regelkort.views import kontroltyper

urlpatterns = [
    path("", views.effekt, name="effekt"),
    path("rapport.pdf", views.rapport_pdf, name="effekt_rapport"),
    path("kontroltyper/", kontroltyper, name="effekt_kontroltyper"),
    path("afproevning/", afproevning, name="effekt_afproevning"),
    path("ligebehandling/", ligebehandling, name="effekt_ligebehandling"),
    path("regnskab/", include("feedback.effekt.regnskab.urls")),
    path("tal/<slug:slug>/", eksport.tal, name="effekt_tal"),
]
