"""Kommunen: lejeren, som alle sager og de fleste brugere hører til."""

from __future__ import annotations

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

    class Meta:
        verbose_name_plural = "kommuner"

    def __str__(self) -> str:
        return f"{self.navn} ({self.kode})"
