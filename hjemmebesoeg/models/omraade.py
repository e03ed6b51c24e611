"""Kommunens områder: et navn og de postnumre, det dækker."""

from __future__ import annotations

import uuid

from django.db import models

from adgang.scoping import KommuneModel


class Omraade(KommuneModel):
    """Et område, der køres i på én dag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    navn = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "områder"
        ordering = ("navn",)
        constraints = (
            models.UniqueConstraint(fields=("kommune", "navn"), name="omraade_navn_i_kommunen"),
        )

    def __str__(self) -> str:
        return self.navn


class Omraadepostnr(KommuneModel):
    """Et postnummer i et område. Et postnummer hører til ét område, så ingen tælles to steder."""

    omraade = models.ForeignKey(Omraade, on_delete=models.CASCADE, related_name="postnumre")
    postnr = models.CharField(max_length=4)

    class Meta:
        verbose_name_plural = "områders postnumre"
        ordering = ("postnr",)
        constraints = (
            models.UniqueConstraint(fields=("kommune", "postnr"), name="postnr_i_eet_omraade"),
        )

    def __str__(self) -> str:
        return self.postnr
