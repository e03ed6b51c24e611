"""Bestillingslistens adresser."""

from __future__ import annotations

from django.urls import path

from kontrol.bestillingsliste import views
from kontrol.bestillingsliste.valg import BESTILLINGSLISTEN
from kontrol.lister.valgsider import ruter_for

urlpatterns = [
    path("", views.liste, name="bestillingsliste"),
    path("fortryd/", views.fortryd, name="fortryd_bestilling"),
    path("laeg-tilbage/", views.laeg_tilbage, name="laeg_tilbage"),
    *ruter_for(BESTILLINGSLISTEN),
]
