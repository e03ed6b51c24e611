"""Rækkesikkerhed om rummets tabeller, og kun opslag på en åben ansøgning."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om
from sagsopstart.vaern.udloesere import fjern, installer


class Migration(migrations.Migration):

    dependencies = [("sagsopstart", "0001_initial")]

    operations = [
        mur_om(
            "sagsopstart_bunke", "sagsopstart_ansoegning", "sagsopstart_registeropslag"
        ),
        migrations.RunPython(installer, fjern),
    ]
