"""Kommunen: lejeren, som alle sager og de fleste brugere hører til."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Kommune(models.Model):
    """En kommune med sine egne valg."""

    kode = models.CharField(max_length=4, primary_key=True)
    navn = models.CharField(max_length=60)
    par10_aktiveringsdato = models.DateField(null=True, blank=True)
    fravalgte_regler = models.JSONField(default=list, blank=True)
    """Regler (slug), som kommunen har slået fra."""
    skjul_flytning = models.BooleanField(default=False)
    skjul_indkomst = models.BooleanField(default=False)
    """Kontroltyperne flytning og indkomst behandles i KMD-advis og vises ikke som standard."""
    hoeringsfrist_dage = models.PositiveSmallIntegerField(default=14)
    """Kalenderdage, borgeren har til at svare på en partshøring; 7–28."""
    bestilling_varsel = models.PositiveSmallIntegerField(default=40)
    """Så mange sager kan en bruger bestille på et døgn, før hun bliver spurgt, om hun mener det."""
    bestilling_loft = models.PositiveSmallIntegerField(default=200)
    """Så mange sager kan en bruger højst bestille på et døgn."""

    kontakt_afdeling = models.CharField(max_length=80, blank=True, default="")
    kontakt_vej = models.CharField(max_length=80, blank=True, default="")
    kontakt_by = models.CharField(max_length=60, blank=True, default="")
    """Postnummer og by."""
    kontakt_telefon = models.CharField(max_length=20, blank=True, default="")
    kontakt_telefontid = models.CharField(max_length=100, blank=True, default="")
    kontakt_digital_post = models.BooleanField(default=True)
    """Om brevet siger, at borgeren kan skrive med Digital Post."""

    KONTAKT: ClassVar = (
        *("kontakt_afdeling", "kontakt_vej", "kontakt_by"),
        *("kontakt_telefon", "kontakt_telefontid"),
    )
    """De felter, et høringsbrev ikke kan sendes uden."""

    class Meta:
        verbose_name_plural = "kommuner"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(hoeringsfrist_dage__gte=7, hoeringsfrist_dage__lte=28),
                name="kommune_hoeringsfrist_7_til_28_dage",
            ),
            models.CheckConstraint(
                condition=models.Q(bestilling_varsel__lte=models.F("bestilling_loft")),
                name="kommune_varsel_foer_loft",
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn} ({self.kode})"
