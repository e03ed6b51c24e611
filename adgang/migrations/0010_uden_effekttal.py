"""Månedernes opgjorte tal bor i effektmålingen; de talte resultater af slettede sager læses ikke."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("adgang", "0009_opgaven_markeringer")]

    operations = [migrations.DeleteModel(name="Effekttal")]
