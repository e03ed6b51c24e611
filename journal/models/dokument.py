"""Dokumenter, der er dannet én gang og kan hentes igen, byte for byte."""

from __future__ import annotations

import uuid

from django.db import models

from adgang.scoping import KommuneModel


class Dokument(KommuneModel):
    """Et færdigt dokument. Nøglen er et fingeraftryk af alt det, det blev dannet af."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    noegle = models.CharField(max_length=64)
    indhold = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    """SHA-256 over ``indhold``; prøves ved hver læsning."""
    oprettet = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "dokumenter"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "noegle"), name="dokument_een_pr_noegle"),
        )

    def __str__(self) -> str:
        return f"Dokument {self.noegle[:12]}"
