"""Feedbacklistens adresser."""

from __future__ import annotations

from django.urls import path

from feedback.feedbackliste import eksport, henlaeg, kladdesider, listeside, views

urlpatterns = [
    path("", listeside.liste, name="feedbackliste"),
    path("hent/", eksport.feedbackliste, name="eksport_feedback"),
    path("luk-besked/", henlaeg.luk_besked, name="luk_henlagt_besked"),
    path("<uuid:sag_id>/", views.feedback, name="feedback"),
    path("<uuid:sag_id>/kladde/", kladdesider.gem, name="feedbackkladde"),
    path("<uuid:sag_id>/kladde/videre/", kladdesider.gem_videre, name="feedbackkladde_videre"),
    path("<uuid:sag_id>/kladde/kasser/", kladdesider.kasser, name="feedbackkladde_kasser"),
    path("<uuid:sag_id>/henlaeg/", henlaeg.henlaeg, name="henlaeg"),
    path("<uuid:sag_id>/fortryd/", henlaeg.fortryd, name="fortryd_henlaeggelse"),
]
