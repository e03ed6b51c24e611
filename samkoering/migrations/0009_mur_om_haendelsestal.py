"""Rækkesikkerhed om tallene for hændelser, hvis rækker er slettet."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("samkoering", "0008_haendelsesregnskab"), ("adgang", "0003_mure")]

    operations = [mur_om("samkoering_haendelsestal")]
