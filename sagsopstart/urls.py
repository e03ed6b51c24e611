"""Sagsopstarts adresser. Ingen af dem bærer noget om en borger."""

from __future__ import annotations

from django.urls import path

from sagsopstart.dokument import views as dokument
from sagsopstart.modtagelse import views as modtagelse
from sagsopstart.side import views as side
from sagsopstart.tid.views import tid

_EN = "<uuid:ansoegning_id>/"
urlpatterns = [
    path("", side.liste, name="sagsopstart"),
    path("ny/", modtagelse.ny, name="sagsopstart_ny"),
    path("fil/", modtagelse.fil, name="sagsopstart_fil"),
    path("valgte/", modtagelse.valgte, name="sagsopstart_valgte"),
    path("tid/", tid, name="sagsopstart_tid"),
    path("bunke/<uuid:bunke_id>/", modtagelse.bunken, name="sagsopstart_bunke"),
    path(
        "bunke/<uuid:bunke_id>/fremdrift/",
        modtagelse.bunkens_fremdrift,
        name="sagsopstart_bunkefremdrift",
    ),
    path(_EN, side.ansoegning, name="sagsopstart_ansoegning"),
    path(f"{_EN}fremdrift/", side.fremdrift, name="sagsopstart_fremdrift"),
    path(f"{_EN}adresse/", side.adresse, name="sagsopstart_adresse"),
    path(f"{_EN}i-dag/", side.slaa_op_i_dag, name="sagsopstart_i_dag"),
    path(f"{_EN}luk/", side.luk_ansoegning, name="sagsopstart_luk"),
    path(f"{_EN}opslag/<uuid:opslag_id>/igen/", side.proev_igen, name="sagsopstart_igen"),
    path(f"{_EN}dokument/", dokument.laeg, name="sagsopstart_laeg"),
    path(f"{_EN}dokument/<uuid:post_id>.pdf", dokument.hent, name="sagsopstart_hent"),
]
