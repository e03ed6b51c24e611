from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adgang', '0006_mur_om_dagen'),
        ('samkoering', '0005_genbestilling'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='udfald',
            index=models.Index(fields=['kommune', 'tilstand', 'sag', 'regel'], name='udfald_i_kommunen'),
        ),
    ]
