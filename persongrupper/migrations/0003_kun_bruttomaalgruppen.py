"""Værnet igen: en ny markering kræver, at borgeren er i bruttomålgruppen den dag."""

from django.db import migrations

from persongrupper.vaern.udloesere import installer


class Migration(migrations.Migration):

    dependencies = [("persongrupper", "0002_vaern")]

    operations = [migrations.RunPython(installer, migrations.RunPython.noop)]
