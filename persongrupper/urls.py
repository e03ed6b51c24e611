"""Persongruppernes adresser."""

from __future__ import annotations

from django.urls import path

from persongrupper.borger import views as borger
from persongrupper.indlaesning.views import indlaesning
from persongrupper.liste import views as liste
from persongrupper.monitorering import views as monitorering

urlpatterns = [
    path("", liste.liste, name="persongrupper"),
    path("soeg/", liste.soeg, name="persongrupper_soeg"),
    path("saet/", liste.saet_flere, name="persongrupper_saet"),
    path("hent/", liste.hent, name="persongrupper_hent"),
    path("borger/<uuid:borger_id>/", borger.borger, name="persongrupper_borger"),
    *(
        path(
            f"borger/<uuid:borger_id>/{ord_}/",
            borger.saet_markering,
            {"slags": slags},
            name=f"persongrupper_{ord_}",
        )
        for ord_, slags in borger.HANDLINGER.items()
    ),
    path("markering/<uuid:periode_id>/slut/", borger.slut_markering, name="persongrupper_slut"),
    path(
        "markering/<uuid:periode_id>/annuller/",
        borger.annuller_markering,
        name="persongrupper_annuller",
    ),
    path("monitorering/", monitorering.monitorering, name="monitorering"),
    path("monitorering/personer/", monitorering.personer, name="monitorering_personer"),
    path("monitorering/hent/", monitorering.hent, name="monitorering_hent"),
    path("indlaesning/", indlaesning, name="indlaesning"),
]
