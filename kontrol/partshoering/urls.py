"""Partshøringens adresser."""

from __future__ import annotations

from django.urls import path

from kontrol.partshoering import brevsider, pdfsider, skrivsider, svarsider, views

urlpatterns = [
    path("<uuid:sag_id>/", views.hoering, name="partshoering"),
    path("<uuid:sag_id>/brev/", brevsider.brevet, name="partshoering_brev"),
    path("<uuid:sag_id>/brev/videre/", skrivsider.gem_videre, name="partshoering_brev_videre"),
    path("<uuid:sag_id>/brev/slet/", brevsider.slet, name="partshoering_slet"),
    path("<uuid:sag_id>/brev.pdf", pdfsider.kladde, name="partshoering_kladde"),
    path("<uuid:sag_id>/breve/<uuid:brev_id>.pdf", pdfsider.sendt, name="partshoering_sendt"),
    path("<uuid:sag_id>/paamindelse/", svarsider.paamindelse, name="partshoering_paamindelse"),
    path("<uuid:sag_id>/svar/", svarsider.svar, name="partshoering_svar"),
    path("<uuid:sag_id>/fravaelg/", svarsider.fravaelg, name="partshoering_fravaelg"),
    path("<uuid:sag_id>/varsel/", svarsider.varsel, name="partshoering_varsel"),
]
