"""Virksomhedsrettet indsats og ordinære timer, som de er indlæst."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from adgang.scoping import KommuneModel
from persongrupper.models.borger import Projektborger
from persongrupper.models.indlaesning import Indlaesning


class Aktivitetstype(models.TextChoices):
    """Det, der tæller i kravet om 40 %."""

    VIRKSOMHEDSPRAKTIK = "VIRKSOMHEDSPRAKTIK", "Virksomhedspraktik"
    LOENTILSKUD = "LOENTILSKUD", "Løntilskud"
    ORDINAERE_TIMER = "ORDINAERE_TIMER", "Ordinære timer"


class Aktivitet(KommuneModel):
    """En indsats eller ansættelse fra en dag til en anden, begge med; tom ``til`` er til videre."""

    borger = models.ForeignKey(Projektborger, on_delete=models.PROTECT, related_name="aktiviteter")
    type = models.CharField(max_length=20, choices=Aktivitetstype.choices)
    fra = models.DateField()
    til = models.DateField(null=True)
    timer = models.PositiveIntegerField()
    """Timer i alt i perioden; ordinære timer tæller kun, når der er nogen."""
    indlaesning = models.ForeignKey(Indlaesning, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "aktiviteter"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "borger", "type", "fra"), name="aktivitet_een_pr_begyndelse"
            ),
            models.CheckConstraint(
                condition=models.Q(til__isnull=True) | models.Q(til__gte=models.F("fra")),
                name="aktivitet_slutter_efter_start",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "fra"), name="aktivitet_efter_fra"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} fra {self.fra:%d-%m-%Y}"
