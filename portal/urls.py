"""Adresserne: hvert rum melder sine egne ind."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from portal import sider, sundhed
from portal.overblik import overblik

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overblik, name="overblik"),
    path("", include("adgang.urls")),
    path("bestillingsliste/", include("kontrol.bestillingsliste.urls")),
    path("prioriteringsliste/", include("kontrol.prioriteringsliste.urls")),
    path("", include("kontrol.kontrolark.urls")),
    path("feedbackliste/", include("feedback.feedbackliste.urls")),
    path("", include("portal.indsigt.urls")),
    path("administration/brugere/", include("portal.brugere.urls")),
    path("tilgaengelighed/", sider.tilgaengelighed, name="tilgaengelighed"),
    path("healthz/live", sundhed.lever, name="lever"),
    path("healthz/ready", sundhed.klar, name="klar"),
    path("privatliv/", sider.privatliv, name="privatliv"),
]
