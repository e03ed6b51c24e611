"""En ansøgning om forsørgelse, fra den er modtaget, til den er lukket."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from sagsopstart.models.bunke import Bunke
from samkoering.grundlag.kle import nummer


class Grundlag(models.TextChoices):
    """Den ydelse, der er søgt om, med sit KLE-nummer."""

    KONTANTHJAELP = "32.24.04", "Kontanthjælp"
    UDDANNELSESHJAELP = "32.24.32", "Uddannelseshjælp"
    SHO_YDELSE = "32.24.48", "Selvforsørgelses- og hjemrejseydelse"


class Ansoegningstilstand(models.TextChoices):
    """Kun en åben ansøgning må slås op."""

    AABEN = "AABEN", "Åben"
    LUKKET = "LUKKET", "Lukket"


class Ansoegning(KommuneModel):
    """Én borgers ansøgning om én ydelse på én dag. Der er ingen fri tekst om borgeren."""

    KLE_STI: ClassVar[str] = "grundlag"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sagsnr = models.CharField(max_length=16)
    cpr = CprFelt()
    aegtefaelle_cpr = CprFelt(null=True)  # type: ignore[misc]
    """Ægtefællen, når CPR har nævnt en; er CPR ikke svaret, er det ukendt."""
    modtaget = models.DateField()
    grundlag = models.CharField(max_length=8, choices=Grundlag.choices)
    tilstand = models.CharField(
        max_length=8, choices=Ansoegningstilstand.choices, default=Ansoegningstilstand.AABEN
    )
    bunke = models.ForeignKey(
        Bunke, on_delete=models.PROTECT, null=True, related_name="ansoegninger"
    )
    oprettet = models.DateTimeField(default=timezone.now)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    lukket = models.DateTimeField(null=True)
    lukket_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "ansøgninger"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "cpr", "grundlag", "modtaget"), name="ansoegning_een_pr_dag"
            ),
            models.UniqueConstraint(fields=("kommune", "sagsnr"), name="ansoegning_sagsnr"),
            models.CheckConstraint(
                condition=models.Q(tilstand="AABEN", lukket=None, lukket_af=None)
                | models.Q(tilstand="LUKKET", lukket__isnull=False, lukket_af__isnull=False),
                name="ansoegning_lukket_har_hvem_og_hvornaar",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "tilstand", "-modtaget"), name="ansoegning_paa_listen"),
        ]

    def __str__(self) -> str:
        return self.sagsnr

    @property
    def er_aaben(self) -> bool:
        """Om der må slås op."""
        return self.tilstand == Ansoegningstilstand.AABEN

    @property
    def kle(self) -> str:
        """Ydelsens KLE-nummer."""
        return nummer(self.grundlag).kle
