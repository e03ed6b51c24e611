"""Rækkesikkerhed om dørens kommunale tabeller, og værnet om opslagsloggen."""

from django.db import migrations

from adgang.opslagslog import vaern
from adgang.raekkesikkerhed import mur_om


class Migration(migrations.Migration):
    dependencies = [("adgang", "0002_doer")]
    operations = [
        mur_om(
            "adgang_borger",
            "adgang_opslagsborger",
            "adgang_stikproeve",
            "adgang_stikproeveopslag",
        ),
        mur_om("adgang_opslag", uden_kommune=True),
        mur_om("adgang_netvaerk", foer_log_ind=True),
        migrations.RunPython(vaern.installer, vaern.fjern),
    ]
