import adgang.felter
from django.db import migrations


class Migration(migrations.Migration):
    """CPR-kolonnerne får deres egen type i Python.

    Kun tilstanden ændres: kolonnerne er de samme, og SQLite ville ellers bygge hver tabel om
    og tabe demoværnets udløsere undervejs.
    """

    dependencies = [
        ('samkoering', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name=model,
                    name=navn,
                    field=adgang.felter.CprFelt(max_length=10),
                )
                for model, navn in (
                    ('fredning', 'ym_cpr'),
                    ('kontrolregnskab', 'cpr'),
                    ('sag', 'cpr'),
                    ('udfald', 'cpr'),
                    ('udfald', 'ym_cpr'),
                )
            ],
        ),
    ]
