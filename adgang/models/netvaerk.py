"""De netværk, en kommunes brugere må komme fra."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from adgang.scoping import KommuneModel


class Netvaerk(KommuneModel):
    """Ét netværk i CIDR-form, fx ``192.0.2.0/24``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    adresser = models.CharField(max_length=43)
    beskrivelse = models.CharField(max_length=80)
    oprettet = models.DateTimeField(auto_now_add=True)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "netværk"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "adresser"), name="netvaerk_een_gang"),
        )

    def __str__(self) -> str:
        return self.adresser
