"""Bestillingslistens adresser."""

from __future__ import annotations

from django.urls import path

from kontrol.bestillingsliste import valg, views

urlpatterns = [
    path("", views.liste, name="bestillingsliste"),
    path("fortryd/", views.fortryd, name="fortryd_bestilling"),
    path("laeg-tilbage/", views.laeg_tilbage, name="laeg_tilbage"),
    path("filter/", valg.brug_filter, name="brug_filter"),
    path("filter/gem/", valg.gem_filter, name="gem_filter"),
    path("filter/<uuid:filter_id>/slet/", valg.slet_filter, name="slet_filter"),
    path("kolonner/", valg.vaelg_kolonner, name="vaelg_kolonner"),
]
