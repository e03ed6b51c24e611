"""Udfaldet: én regels fund om én person, med beviset frosset, som det så ud den nat."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from samkoering.models.koersel import Koersel
from samkoering.models.sag import Sag


class Udfaldstilstand(models.TextChoices):
    """Om hændelsen venter, er behandlet, udløb ubehandlet eller blev rettet i registret."""

    AABENT = "AABENT", "Åbent"
    BEHANDLET = "BEHANDLET", "Behandlet"
    UDLOEBET = "UDLOEBET", "Udløbet"
    BORTFALDET = "BORTFALDET", "Bortfaldet – register rettet"


class Udfald(KommuneModel):
    """Et udfald på en sag."""

    KLE_STI: ClassVar[str] = "sag__kle"
    ORDEN: ClassVar[tuple[str, ...]] = ("-haendelsesdato", "regel", "identitet", "id")
    """Nyeste hændelse først; samme dags står efter det, de er, på hver side og i hvert dokument.

    Numrene er tilfældige og skiller kun to, hvor den ene er bortfaldet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sag = models.ForeignKey(Sag, on_delete=models.CASCADE, related_name="udfald")
    koersel = models.ForeignKey(Koersel, on_delete=models.PROTECT, related_name="+")
    kildesag = models.CharField(max_length=80)
    """Ydelsessagens id i ydelsessystemet."""
    kle = models.CharField(max_length=8)
    regel = models.CharField(max_length=40)
    rolle = models.CharField(max_length=3)
    ym_cpr = CprFelt()
    cpr = CprFelt()
    haendelsesdato = models.DateField()
    noegle = models.CharField(max_length=200)
    identitet = models.CharField(max_length=260)
    """Hændelsens naturlige nøgle inden for borgeren: regel, rolle, person og nøgle."""
    saetning = models.TextField()
    bevis = models.JSONField(default=dict)
    """``{"kolonner": [{"navn", "type"}], "raekker": [[…]]}``; typerne står i
    docs/kontrolark.md."""
    tilstand = models.CharField(
        max_length=12, choices=Udfaldstilstand.choices, default=Udfaldstilstand.AABENT
    )
    fundet = models.DateField()
    bortfaldet = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "ym_cpr", "identitet"),
                condition=~models.Q(tilstand=Udfaldstilstand.BORTFALDET),
                name="udfald_een_pr_haendelse",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("sag", "tilstand", "regel"), name="udfald_paa_sag"),
            models.Index(fields=("kommune", "tilstand", "sag", "regel"), name="udfald_i_kommunen"),
        ]

    def __str__(self) -> str:
        return f"{self.regel} ({self.rolle})"
