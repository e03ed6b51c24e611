"""Programgrænsefladens adresser. De ender ikke på skråstreg."""

from __future__ import annotations

from django.urls import path

from portal.api import (
    bestillinger,
    bestillingsliste,
    kontrolark,
    persongrupper,
    prioriteringsliste,
    resultat,
    sagsopstart,
    skema,
)

app_name = "api"
urlpatterns = [
    path("bestillingsliste", bestillingsliste.bestillingsliste, name="bestillingsliste"),
    path("bestillinger", bestillinger.bestillinger, name="bestillinger"),
    path("bestillinger/<uuid:bestilling_id>", bestillinger.fortryd, name="fortryd"),
    path("prioriteringsliste", prioriteringsliste.prioriteringsliste, name="prioriteringsliste"),
    path("kontrolark/<uuid:sag_id>", kontrolark.kontrolark, name="kontrolark"),
    path("kontrolark/<uuid:sag_id>.pdf", kontrolark.kontrolark_pdf, name="kontrolark_pdf"),
    path("feedback/<uuid:sag_id>", resultat.feedback, name="feedback"),
    path("persongrupper", persongrupper.persongrupper, name="persongrupper"),
    path("persongrupper/<uuid:borger_id>/markeringer", persongrupper.marker, name="marker"),
    path(
        "persongrupper/markeringer/<uuid:markering_id>/slut",
        persongrupper.slut_markering,
        name="slut_markering",
    ),
    path("sagsopstart", sagsopstart.ansoegninger, name="ansoeg"),
    path("sagsopstart/<uuid:ansoegning_id>", sagsopstart.ansoegning, name="ansoegning"),
    path("openapi", skema.openapi, name="openapi"),
]
