"""Kladden slettes, når dens bestilling lukkes."""

from django.db import migrations

from feedback.kladdens_levetid import fjern, installer


class Migration(migrations.Migration):

    dependencies = [("feedback", "0004_mur_om_dagen"), ("kontrol", "0004_mur_om_dagen")]

    operations = [migrations.RunPython(installer, fjern)]
