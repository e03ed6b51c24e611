"""Dørens adresser."""

from __future__ import annotations

from django.urls import path

from adgang import views

app_name = "adgang"
urlpatterns = [
    path("log-ind/", views.log_ind, name="log_ind"),
    path("log-af/", views.log_af, name="log_af"),
]
