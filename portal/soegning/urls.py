"""Søgningens adresse."""

from __future__ import annotations

from django.urls import path

from portal.soegning.views import soeg

urlpatterns = [path("soeg/", soeg, name="soeg")]
