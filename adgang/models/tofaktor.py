"""Genopretningskoder: den anden faktor, når telefonen er væk."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils import timezone
from django_otp.models import Device


class Genopretningsenhed(Device):  # type: ignore[misc]
    """Brugerens sæt af genopretningskoder; en enhed for django-otp som enhver anden."""

    def verify_token(self, token: str) -> bool:
        """Brug koden op. Databasen afgør det i én betinget opdatering, så den virker én gang."""
        ubrugt = self.koder.filter(fingeraftryk=fingeraftryk(token), brugt__isnull=True)
        return bool(ubrugt.update(brugt=timezone.now()))


class Genopretningskode(models.Model):
    """Én kode som fingeraftryk; koden selv kendes kun af brugeren."""

    enhed = models.ForeignKey(Genopretningsenhed, on_delete=models.CASCADE, related_name="koder")
    fingeraftryk = models.CharField(max_length=64)
    brugt = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "genopretningskoder"
        constraints = (
            models.UniqueConstraint(fields=("enhed", "fingeraftryk"), name="kode_een_gang"),
        )

    def __str__(self) -> str:
        return f"Genopretningskode {self.pk}"


def fingeraftryk(kode: str) -> str:
    """SHA-256 af koden uden bindestreger; koden har 120 tilfældige bit og skal ikke strækkes."""
    ren = kode.replace("-", "").replace(" ", "").lower()
    return hashlib.sha256(ren.encode()).hexdigest()
