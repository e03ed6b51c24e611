"""Brugeradministrationens adresser."""

from __future__ import annotations

from django.urls import path

from portal.brugere import handlinger, views

urlpatterns = [
    path("", views.liste, name="brugere"),
    path("ny/", views.ny, name="ny_bruger"),
    path("<uuid:bruger_id>/", views.bruger, name="bruger"),
    path("<uuid:bruger_id>/aabn/", handlinger.aabn, name="aabn_bruger"),
    path("<uuid:bruger_id>/nulstil/", handlinger.nulstil, name="nulstil_bruger"),
    path("<uuid:bruger_id>/luk/", handlinger.luk, name="luk_bruger"),
    path("<uuid:bruger_id>/genaabn/", handlinger.genaabn, name="genaabn_bruger"),
    path("<uuid:bruger_id>/log-af/", handlinger.log_af, name="log_bruger_af"),
]
