"""En ny adressefil skrives ved siden af den, der gælder, og afløser den i ét."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('adgang', '0012_rollen_projekt'),
        ('hjemmebesoeg', '0003_entydigt_i_kommunen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='adressefil',
            name='adressefil_een_i_kommunen',
        ),
        migrations.RemoveConstraint(
            model_name='adressepunkt',
            name='adressepunkt_een_pr_hus',
        ),
        migrations.AddField(
            model_name='adressefil',
            name='antal_fejl',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='fejl',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='forsoeg',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='indhold',
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='livstegn',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='skrevet',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='tilstand',
            field=models.CharField(choices=[('VENTER', 'Venter'), ('INDLAESES', 'Indlæses'), ('GAELDER', 'Gælder'), ('AFVIST', 'Afvist'), ('AFLOEST', 'Afløst')], default='GAELDER', max_length=10),
        ),
        migrations.AddField(
            model_name='adressefil',
            name='tur',
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name='adressefil',
            constraint=models.UniqueConstraint(condition=models.Q(('tilstand', 'GAELDER')), fields=('kommune',), name='adressefil_een_gaelder'),
        ),
        migrations.AddConstraint(
            model_name='adressefil',
            constraint=models.UniqueConstraint(condition=models.Q(('tilstand__in', ('VENTER', 'INDLAESES'))), fields=('kommune',), name='adressefil_een_undervejs'),
        ),
        migrations.AddConstraint(
            model_name='adressepunkt',
            constraint=models.UniqueConstraint(fields=('kommune', 'fil', 'vej'), name='adressepunkt_een_pr_hus'),
        ),
    ]
