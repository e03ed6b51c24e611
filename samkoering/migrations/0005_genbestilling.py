"""Genbestilling, der ikke kunne opfyldes, og indekser til prioriteringslisten."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adgang", "0006_mur_om_dagen"),
        ("samkoering", "0004_dagen"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AlterField(
            model_name="sagshaendelse",
            name="handling",
            field=models.CharField(
                choices=[
                    ("LISTET", "Sagen kom på bestillingslisten"),
                    ("NY_HAENDELSE", "Ny hændelse"),
                    ("BORTFALD", "Hændelse bortfaldet – register rettet"),
                    ("SAG_BORTFALDET", "Sagen bortfaldt – register rettet"),
                    ("IKKE_BEHANDLET", "Sagen udløb – ikke behandlet"),
                    ("BESTILT", "Sagen blev bestilt"),
                    ("BESTILLING_FORTRUDT", "Bestillingen blev fortrudt"),
                    ("LAGT_TILBAGE", "Sagen blev lagt tilbage"),
                    ("AABNET", "Kontrolarket blev åbnet"),
                    ("HENTET_PDF", "Kontrolarket blev hentet som PDF"),
                    ("ADRESSE_VIST", "Beskyttet adresse blev vist"),
                    ("TILDELT", "Sagen blev tildelt"),
                    ("TILDELING_FJERNET", "Tildelingen blev fjernet"),
                    ("GENBESTILT", "Sagen blev genbestilt"),
                    ("NYT_KONTROLARK", "Kontrolarket blev dannet på ny"),
                    ("UDEN_NYT_KONTROLARK", "Der blev ikke dannet et nyt kontrolark"),
                    ("JOURNALISERET", "Journaliseret"),
                    ("VARSLET", "Varsel om kontrollen blev noteret"),
                    ("PARTSHOERT", "Borgeren blev partshørt"),
                    ("PAAMINDET", "Borgeren fik en påmindelse"),
                    ("SVAR_MODTAGET", "Borgerens svar blev registreret"),
                    ("PARTSHOERING_FRAFALDET", "Partshøring blev fravalgt"),
                    ("FEEDBACK", "Feedback blev registreret"),
                    ("FEEDBACK_FORTRUDT", "Henlæggelsen blev fortrudt"),
                ],
                max_length=24,
            ),
        ),
        migrations.AddIndex(
            model_name="sagshaendelse",
            index=models.Index(fields=["bruger", "-tidspunkt"], name="historik_af_bruger"),
        ),
        migrations.AddIndex(
            model_name="sag",
            index=models.Index(
                fields=["kommune", "udloeber", "id"],
                condition=models.Q(("tilstand__in", ("BESTILT", "VISITERES", "PARTSHOERING"))),
                name="sag_under_behandling",
            ),
        ),
    ]
