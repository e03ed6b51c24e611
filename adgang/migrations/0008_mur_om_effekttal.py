"""Rækkesikkerhed om effekttallene; kvitteringerne er driftens og hører ikke til en kommune."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):

    dependencies = [("adgang", "0007_sletning")]

    operations = [mur_om("adgang_effekttal")]
