"""Adresserne: hvert rum melder sine egne ind."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from feedback.effekt.offentligt.views import offentligt
from portal import sider, sundhed
from portal.maaltal.views import maaltal
from portal.overblik.views import overblik

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overblik, name="overblik"),
    path("", include("adgang.urls")),
    path("", include("kontrol.eksport.urls")),
    path("bestillingsliste/", include("kontrol.bestillingsliste.urls")),
    path("prioriteringsliste/", include("kontrol.prioriteringsliste.urls")),
    path("", include("kontrol.kontrolark.urls")),
    path("partshoering/", include("kontrol.partshoering.urls")),
    path("feedbackliste/", include("feedback.feedbackliste.urls")),
    path("effekt/", include("feedback.effekt.urls")),
    path("persongrupper/", include("persongrupper.urls")),
    path("koerelister/", include("hjemmebesoeg.urls")),
    path("sagsopstart/", include("sagsopstart.urls")),
    path("udsoegning/", include("udsoegning.urls")),
    path("", include("portal.indsigt.urls")),
    path("", include("portal.soegning.urls")),
    path("drift/", include("portal.drift.urls")),
    path("administration/brugere/", include("portal.brugere.urls")),
    path("administration/kommune/", include("portal.administration.urls")),
    path("administration/api-klienter/", include("portal.api_klienter.urls")),
    path("api/v1/", include("portal.api.urls")),
    path("api/v1/", include("portal.api_effekt.urls")),
    path("tilgaengelighed/", sider.tilgaengelighed, name="tilgaengelighed"),
    path("healthz/live", sundhed.lever, name="lever"),
    path("healthz/ready", sundhed.klar, name="klar"),
    path("metrics", maaltal, name="maaltal"),
    path("offentligt/", offentligt, name="offentligt"),
    path("privatliv/", sider.privatliv, name="privatliv"),
]
