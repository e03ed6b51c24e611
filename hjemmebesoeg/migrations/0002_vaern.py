"""Rækkesikkerhed om rummets tabeller, og kørelisternes regler i databasen selv."""

from django.db import migrations

from adgang.raekkesikkerhed import mur_om
from hjemmebesoeg.vaern.udloesere import fjern, installer


class Migration(migrations.Migration):

    dependencies = [
        ("hjemmebesoeg", "0001_initial"),
        ("journal", "0004_mur_om_dagen"),
    ]

    operations = [
        mur_om(
            "hjemmebesoeg_omraade",
            "hjemmebesoeg_omraadepostnr",
            "hjemmebesoeg_adressefil",
            "hjemmebesoeg_adressepunkt",
            "hjemmebesoeg_koereliste",
            "hjemmebesoeg_stop",
            "hjemmebesoeg_udskrift",
            "hjemmebesoeg_destruktion",
            "hjemmebesoeg_taelling",
            "hjemmebesoeg_maanedsaftryk",
            "hjemmebesoeg_koerselstal",
        ),
        migrations.RunPython(installer, fjern),
    ]
