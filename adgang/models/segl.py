"""Loggens segl: kæden, der afslører en ændret log, og ankrene, der bliver efter oprydning."""

from __future__ import annotations

from django.db import models


class Logsegl(models.Model):
    """Et fingeraftryk af alle loggens rækker i et spænd af perioder, kædet til det forrige."""

    nr = models.PositiveIntegerField(primary_key=True)
    fra_periode = models.BigIntegerField()
    til_periode = models.BigIntegerField(unique=True)
    """Begge med; det første segl begynder ved 0, de næste hvor det forrige slap."""
    antal = models.PositiveIntegerField()
    raekker = models.CharField(max_length=64)
    """SHA-256 over rækkerne i deres orden."""
    forrige = models.CharField(max_length=64)
    """Det forrige segls ``hash``; 64 nuller for det første."""
    hash = models.CharField(max_length=64)
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name_plural = "logsegl"

    def __str__(self) -> str:
        return f"Segl {self.nr}"


class Logrensning(models.Model):
    """En oprydning: rækkerne til og med perioden er slettet, deres segl står som ankre."""

    til_segl = models.PositiveIntegerField(unique=True)
    til_periode = models.BigIntegerField()
    antal = models.PositiveIntegerField()
    tidspunkt = models.DateTimeField()

    class Meta:
        verbose_name_plural = "logrensninger"

    def __str__(self) -> str:
        return f"Oprydning til segl {self.til_segl}"
