"""Rækkesikkerhed om rummets nye kommunale tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("feedback", "0003_dagen")]

    operations = [
        mur_om("feedback_feedbackkladde"),
    ]
