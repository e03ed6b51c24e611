"""Rækkesikkerheden om rummets tabeller."""

from __future__ import annotations

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):
    dependencies = [("udsoegning", "0001_rummet")]
    operations = [
        mur_om(
            "udsoegning_projekt",
            "udsoegning_nationalitetsvalg",
            "udsoegning_kursusfil",
            "udsoegning_kursusafslutning",
            "udsoegning_fundet",
            "udsoegning_kontakt",
            "udsoegning_nej",
        )
    ]
