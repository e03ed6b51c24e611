"""Navneordenen læses kun for de bestillinger, der gælder."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kontrol", "0005_partshoering")]
    operations = [
        migrations.RemoveIndex(model_name="bestilling", name="bestilling_efter_navn"),
        migrations.AddIndex(
            model_name="bestilling",
            index=models.Index(
                fields=["kommune", "navn_orden", "sag"],
                condition=models.Q(("lukket__isnull", True)),
                name="bestilling_efter_navn",
            ),
        ),
    ]
