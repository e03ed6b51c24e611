"""Landets tal til driften, regnet i databasen, så ingen række forlader sin kommune."""

from django.db import migrations

from portal.drift.landstal import fjern, installer


class Migration(migrations.Migration):
    dependencies = [
        ("samkoering", "0007_hovedbog"),
        ("journal", "0004_mur_om_dagen"),
        ("kontrol", "0006_efter_navn"),
    ]
    operations = [migrations.RunPython(installer, fjern)]
