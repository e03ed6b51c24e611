"""Kørelisternes adresser."""

from __future__ import annotations

from django.urls import path

from hjemmebesoeg.afslutning import views as afslutning
from hjemmebesoeg.doeren import telefon
from hjemmebesoeg.doeren.views import stop
from hjemmebesoeg.liste import views as liste
from hjemmebesoeg.opsaetning import views as opsaetning
from hjemmebesoeg.statistik import views as statistik
from hjemmebesoeg.udskrift.views import udskriv

_LISTE = "<uuid:liste_id>/"
_STOP = f"{_LISTE}stop/<uuid:stop_id>/"
urlpatterns = [
    path("", liste.oversigt, name="koerelister"),
    path("ny/<uuid:omraade_id>/", liste.ny, name="koereliste_ny"),
    path("tur/", telefon.skal, name="koereliste_tur"),
    path("arbejder.js", telefon.arbejder, name="koereliste_arbejder"),
    path("statistik/", statistik.side, name="koerselsstatistik"),
    path("statistik/hent/", statistik.hent, name="koerselsstatistik_hent"),
    path("opsaetning/", opsaetning.side, name="koerelister_opsaetning"),
    path("opsaetning/omraade/", opsaetning.gem_omraade, name="koerelister_omraade"),
    path(
        "opsaetning/omraade/<uuid:omraade_id>/fjern/",
        opsaetning.fjern_omraade,
        name="koerelister_omraade_fjern",
    ),
    path("opsaetning/adresser/", opsaetning.gem_adresser, name="koerelister_adresser"),
    path(_LISTE, liste.vis, name="koereliste"),
    path(f"{_LISTE}tilfoej/", liste.tilfoej, name="koereliste_tilfoej"),
    path(f"{_LISTE}udskriv/", udskriv, name="koereliste_udskriv"),
    path(f"{_LISTE}afslut/", afslutning.afslut_turen, name="koereliste_afslut"),
    path(f"{_LISTE}destruer/", afslutning.destruer_listen, name="koereliste_destruer"),
    path(f"{_LISTE}kasser/", afslutning.kasser_kladden, name="koereliste_kasser"),
    path(f"{_LISTE}data/", telefon.data, name="koereliste_data"),
    path(_STOP, stop, name="koereliste_stop"),
    path(f"{_STOP}gem/", telefon.gem, name="koereliste_gem"),
]
