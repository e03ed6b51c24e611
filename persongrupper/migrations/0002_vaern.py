"""Rækkesikkerhed om rummets tabeller, og reglerne om markeringerne i databasen selv."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om
from persongrupper.vaern.udloesere import fjern, installer


class Migration(migrations.Migration):

    dependencies = [("persongrupper", "0001_initial")]

    operations = [
        mur_om(
            "persongrupper_projektborger",
            "persongrupper_indlaesning",
            "persongrupper_markeringsperiode",
            "persongrupper_markeringshaendelse",
            "persongrupper_aktivitet",
            "persongrupper_maanedstal",
        ),
        migrations.RunPython(installer, fjern),
    ]
