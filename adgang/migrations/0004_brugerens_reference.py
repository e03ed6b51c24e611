"""Brugeren får et id, der kan stå i en adresse: hver eksisterende række sit eget."""

import uuid

from django.db import migrations, models


def giv_reference(apps, skema):
    """Én uuid pr. række; en standardværdi i databasen ville give alle den samme."""
    brugere = apps.get_model("adgang", "Bruger").objects.using(skema.connection.alias)
    for pk in brugere.filter(reference__isnull=True).values_list("pk", flat=True):
        brugere.filter(pk=pk).update(reference=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("adgang", "0003_mure")]
    operations = [
        migrations.AddField(
            "bruger", "reference", models.UUIDField(null=True, editable=False)
        ),
        migrations.RunPython(giv_reference, migrations.RunPython.noop),
        migrations.AlterField(
            "bruger",
            "reference",
            models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
