"""Brugerens sessioner: kan ses, lukkes og udløber."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils import timezone

from adgang.models.bruger import Bruger


class Sessionslukning(models.TextChoices):
    """Hvorfor en session ikke længere gælder."""

    LOGGET_AF = "LOGGET_AF", "Logget af"
    INAKTIV = "INAKTIV", "Ikke brugt"
    UDLOEBET = "UDLOEBET", "Åben for længe"
    TILBAGEKALDT = "TILBAGEKALDT", "Lukket af brugeren eller administrator"


class Brugersession(models.Model):
    """Én browser, der er logget ind. Sessionens nøgle gemmes kun som fingeraftryk."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    bruger = models.ForeignKey(Bruger, on_delete=models.CASCADE, related_name="sessioner")
    fingeraftryk = models.CharField(max_length=64, unique=True)
    begyndt = models.DateTimeField(default=timezone.now)
    sidst_brugt = models.DateTimeField(default=timezone.now)
    bekraeftet = models.DateTimeField(null=True)
    """Da den anden faktor blev vist; tom for en session med adgangskode alene."""
    ip = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=80, blank=True)
    lukket = models.DateTimeField(null=True)
    lukning = models.CharField(max_length=12, choices=Sessionslukning.choices, blank=True)

    class Meta:
        verbose_name_plural = "brugersessioner"
        indexes: ClassVar = [
            models.Index(fields=("bruger", "lukket"), name="session_aabne_pr_bruger"),
        ]

    def __str__(self) -> str:
        return f"Session {self.pk}"
