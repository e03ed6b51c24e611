"""Rækkesikkerhed om rummets kommunale tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):
    dependencies = [("kontrol", "0001_initial"), ("adgang", "0003_mure")]
    operations = [mur_om(
        "kontrol_bestilling",
    )]
