"""Driften ser, hvilke kommuner der har en køreliste over fristen, uden at muren åbnes for siden."""

from django.db import migrations

from portal.drift.landstal import fjern_over_frist, installer_over_frist


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_landstal"),
        ("hjemmebesoeg", "0003_entydigt_i_kommunen"),
    ]
    operations = [migrations.RunPython(installer_over_frist, fjern_over_frist)]
