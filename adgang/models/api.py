"""Programgrænsefladens klienter og de kald, der kan gentages uden at ske to gange."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from adgang.scoping import KommuneModel


class Apiklient(KommuneModel):
    """Et system, der må kalde ``/api/`` for én kommune. Nøglen selv gemmes aldrig."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    navn = models.CharField(max_length=80)
    bruger = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    """Den bruger med rollen API-klient, som klientens handlinger står under."""
    fingeraftryk = models.CharField(max_length=64)
    """SHA-256 over nøglen. Nøglen er 256 tilfældige bit, så et langsomt hash tilføjer intet."""
    omfang = models.JSONField(default=list)
    """De handlinger, klienten må; navnene står i ``adgang.api.omfang``."""
    oprettet = models.DateTimeField(auto_now_add=True)
    oprettet_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    udloeber = models.DateField()
    """Sidste dag, nøglen gælder."""
    tilbagekaldt = models.DateTimeField(null=True)
    senest_brugt = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "API-klienter"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "fingeraftryk"), name="apiklient_een_pr_noegle"
            ),
            models.UniqueConstraint(
                fields=("kommune", "navn"),
                condition=models.Q(tilbagekaldt__isnull=True),
                name="apiklient_navn_i_kommunen",
            ),
        )

    def __str__(self) -> str:
        return self.navn


class Idempotensnoegle(KommuneModel):
    """Svaret på et kald med ``Idempotency-Key``: det samme kald igen får det samme svar."""

    klient = models.ForeignKey(Apiklient, on_delete=models.CASCADE, related_name="noegler")
    noegle = models.CharField(max_length=80)
    kald = models.CharField(max_length=64)
    """SHA-256 over metode, adresse og krop: samme nøgle til noget andet er en fejl."""
    status = models.PositiveSmallIntegerField()
    svar = models.JSONField()
    """Svaret, uden personoplysninger: id'er, sagsnumre og tilstande."""
    oprettet = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "idempotensnøgler"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "klient", "noegle"), name="idempotens_een_pr_noegle"
            ),
        )
        indexes: ClassVar = [models.Index(fields=("oprettet",), name="idempotens_efter_alder")]

    def __str__(self) -> str:
        return f"Idempotensnøgle {self.pk}"
