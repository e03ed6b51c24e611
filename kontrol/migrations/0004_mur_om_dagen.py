"""Rækkesikkerhed om rummets nye kommunale tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("kontrol", "0003_dagen")]

    operations = [
        mur_om("kontrol_gemtfilter"),
        mur_om("kontrol_kolonnevalg"),
        mur_om("kontrol_pakke"),
        mur_om("kontrol_partshoering"),
        mur_om("kontrol_hoeringsbrev"),
        mur_om("kontrol_varsel"),
    ]
