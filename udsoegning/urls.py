"""Udsøgningens adresser."""

from __future__ import annotations

from django.urls import path

from udsoegning.nationalitet import nationalitet
from udsoegning.person import views as person
from udsoegning.projekt import views as projekt

urlpatterns = [
    path("", projekt.projekter, name="udsoegning"),
    path("nationalitet/", nationalitet, name="udsoegning_nationalitet"),
    path("<uuid:projekt_id>/", projekt.projekt, name="udsoegning_projekt"),
    path("<uuid:projekt_id>/kurser/", projekt.kurser, name="udsoegning_kurser"),
    path("<uuid:projekt_id>/soeg/", projekt.soeg, name="udsoegning_soeg"),
    path("<uuid:projekt_id>/tilstand/", projekt.tilstand, name="udsoegning_tilstand"),
    path("<uuid:projekt_id>/luk/", projekt.luk_projekt, name="udsoegning_luk"),
    path("<uuid:projekt_id>/liste.pdf", projekt.pdf, name="udsoegning_pdf"),
    path("borger/<uuid:person_id>/", person.person, name="udsoegning_person"),
    path("borger/<uuid:person_id>/telefon/", person.telefon, name="udsoegning_telefon"),
    path("borger/<uuid:person_id>/kontakt/", person.kontakt, name="udsoegning_kontakt"),
    path("borger/<uuid:person_id>/ja/", person.ja, name="udsoegning_ja"),
    path("borger/<uuid:person_id>/fortryd-ja/", person.fortryd_ja, name="udsoegning_fortryd_ja"),
    path("borger/<uuid:person_id>/nej/", person.nej, name="udsoegning_nej"),
    path("borger/<uuid:person_id>/aegtefaelle/", person.aegtefaelle, name="udsoegning_aegtefaelle"),
    path("borger/<uuid:person_id>/tilstand/", person.tilstand, name="udsoegning_navnets_tilstand"),
    path("borger/<uuid:person_id>/adresse/", person.adresse, name="udsoegning_adresse"),
]
