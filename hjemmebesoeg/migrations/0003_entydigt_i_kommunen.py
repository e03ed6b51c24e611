"""Entydighed er inden for kommunen; værnet tages af imens, for SQLite bygger tabellerne om."""

from django.conf import settings
from django.db import migrations, models

from hjemmebesoeg.vaern.udloesere import fjern, installer


class Migration(migrations.Migration):

    dependencies = [
        ('adgang', '0012_rollen_projekt'),
        ('hjemmebesoeg', '0002_vaern'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(fjern, installer),
        migrations.RemoveConstraint(
            model_name='stop',
            name='stop_een_gang_paa_listen',
        ),
        migrations.RemoveConstraint(
            model_name='udskrift',
            name='udskrift_nr',
        ),
        migrations.AddConstraint(
            model_name='udskrift',
            constraint=models.UniqueConstraint(fields=('kommune', 'liste', 'nr'), name='udskrift_nr'),
        ),
        migrations.RunPython(installer, fjern),
    ]
