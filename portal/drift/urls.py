"""Driftens adresser."""

from __future__ import annotations

from django.urls import path

from portal.drift import views

urlpatterns = [
    path("", views.drift, name="drift"),
    path("nu/", views.nu, name="drift_nu"),
    path("natten/igen/", views.natten_igen, name="drift_natten_igen"),
    path("kommune/igen/", views.kommune_igen, name="drift_kommune_igen"),
    path("register/<slug:slug>/igen/", views.register_igen, name="drift_register_igen"),
    path("koersel/<uuid:koersel_id>/igen/", views.karantaene_igen, name="drift_karantaene_igen"),
    path("proev-nu/", views.proev_nu, name="drift_proev_nu"),
]
