"""Rækkesikkerhed om rummets kommunale tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):
    dependencies = [("samkoering", "0002_cpr"), ("adgang", "0003_mure")]
    operations = [mur_om(
        "samkoering_sag",
        "samkoering_udfald",
        "samkoering_fredning",
        "samkoering_kontrolregnskab",
        "samkoering_kontrolark",
        "samkoering_sagshaendelse",
        "samkoering_koerselsdel",
    )]
