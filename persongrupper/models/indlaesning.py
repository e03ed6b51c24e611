"""En indlæst fil: hvor den kom fra, hvor meget den rummede, og dens fingeraftryk."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel


class Slags(models.TextChoices):
    """Hvad filen er."""

    BRUTTOMAALGRUPPE = "BRUTTOMAALGRUPPE", "Bruttomålgruppen"
    AKTIVITET = "AKTIVITET", "Indsats og ordinære timer"


class Indlaesning(KommuneModel):
    """Én fil, læst helt. En fil, der blev afvist, har ingen række: intet af den blev gemt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slags = models.CharField(max_length=20, choices=Slags.choices)
    kilde = models.CharField(max_length=120)
    """Hvor filen kommer fra, som den, der indlæste, skrev det."""
    sha256 = models.CharField(max_length=64)
    raekker = models.PositiveIntegerField()
    nye = models.PositiveIntegerField(default=0)
    aendrede = models.PositiveIntegerField(default=0)
    dag = models.DateField()
    tidspunkt = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Tom, når driften indlæste med ``manage.py``."""

    class Meta:
        verbose_name_plural = "indlæsninger"
        ordering = ("-tidspunkt",)

    @property
    def antal(self) -> str:
        """Rækkerne med ord."""
        return "1 række" if self.raekker == 1 else f"{self.raekker} rækker"

    def __str__(self) -> str:
        return f"{self.get_slags_display()} {self.dag:%d-%m-%Y}"
