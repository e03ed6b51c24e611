"""Opslagsloggens og indsigtens adresser, regnet fra roden; borgeren er altid et id."""

from __future__ import annotations

from django.urls import path

from portal.indsigt import borgerlog, views

urlpatterns = [
    path("log/", borgerlog.soeg, name="log"),
    path("log/borger/<uuid:borger_id>/", borgerlog.log, name="borgerlog"),
    path("log/borger/<uuid:borger_id>.pdf", borgerlog.log_pdf, name="borgerlog_pdf"),
    path("log/borger/<uuid:borger_id>.csv", borgerlog.log_csv, name="borgerlog_csv"),
    path("indsigt/<uuid:borger_id>/", views.skaerm, name="indsigt"),
    path("indsigt/<uuid:borger_id>.pdf", views.pdf, name="indsigt_pdf"),
    path("indsigt/<uuid:borger_id>.json", views.json, name="indsigt_json"),
]
