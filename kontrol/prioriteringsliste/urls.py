"""Prioriteringslistens adresser."""

from __future__ import annotations

from django.urls import include, path

from kontrol.lister.valgsider import ruter_for
from kontrol.prioriteringsliste import views
from kontrol.prioriteringsliste.valg import PRIORITERINGSLISTEN

urlpatterns = [
    path("", views.liste, name="prioriteringsliste"),
    path("genbestil/", views.genbestil_valgte, name="genbestil"),
    *ruter_for(PRIORITERINGSLISTEN),
    path("", include("kontrol.tildeling.urls")),
    path("pakker/", include("kontrol.pakker.urls")),
]
