"""Feedbacklistens adresser."""

from __future__ import annotations

from django.urls import path

from feedback.feedbackliste import views

urlpatterns = [
    path("", views.liste, name="feedbackliste"),
    path("<uuid:sag_id>/", views.feedback, name="feedback"),
]
