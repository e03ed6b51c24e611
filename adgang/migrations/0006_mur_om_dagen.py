"""Rækkesikkerhed om rummets nye kommunale tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("adgang", "0005_dagen")]

    operations = [
        mur_om("adgang_apiklient"),
        mur_om("adgang_idempotensnoegle"),
    ]
