"""Rækkesikkerhed om effektmålingens tabeller."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("feedback", "0006_effekt")]

    operations = [
        mur_om("feedback_effektmaaned", "feedback_grundtal", "feedback_effektfigur"),
    ]
