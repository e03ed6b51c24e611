"""Det, der skal leveres: poster til journalen og breve til borgeren. En fejl prøves igen."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from journal.models.dokument import Dokument


class Leveringstilstand(models.TextChoices):
    """En leverance venter, til den er leveret; den opgives aldrig."""

    VENTER = "VENTER", "Venter"
    LEVERET = "LEVERET", "Leveret"


class Leverance(KommuneModel):
    """Ét dokument til ét sted. ``noegle`` gør, at det samme aldrig leveres to gange."""

    KLE_STI: ClassVar[str] = "kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    noegle = models.CharField(max_length=120)
    """Det, leverancen er den eneste af, fx ``VISITERING:<bestilling>:<udgave>``."""
    art = models.CharField(max_length=20)
    """Forlæggets art; ``journal.forlaegsregister`` kender dens mager."""
    titel = models.CharField(max_length=120)
    """Dokumentets titel hos modtageren; aldrig et CPR-nummer eller et navn."""
    sag = models.UUIDField()
    """Sagen i samkøringen. Journalen ligger under den og kender kun id'et."""
    sagsnr = models.CharField(max_length=16)
    cpr = CprFelt()
    kle = models.CharField(max_length=8)
    bruger = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    grundlag = models.JSONField(default=dict)
    """Det frosne, dokumentet dannes af; magerens egen form."""
    dokument = models.ForeignKey(Dokument, on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    """Dokumentets fingeraftryk, da det blev leveret."""
    tilstand = models.CharField(
        max_length=8, choices=Leveringstilstand.choices, default=Leveringstilstand.VENTER
    )
    forsoeg = models.PositiveSmallIntegerField(default=0)
    naeste_forsoeg = models.DateTimeField(default=timezone.now)
    fejl = models.CharField(max_length=200, blank=True)
    """Hvorfor det seneste forsøg mislykkedes; til mennesker, uden personoplysninger."""
    kvittering = models.CharField(max_length=120, blank=True)
    oprettet = models.DateTimeField(default=timezone.now)
    leveret = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.art} {self.sagsnr}"

    @property
    def er_leveret(self) -> bool:
        """Om modtageren har kvitteret."""
        return self.tilstand == Leveringstilstand.LEVERET


class Journalpost(Leverance):
    """En post på borgerens sag i journalen."""

    class Meta:
        verbose_name_plural = "journalposter"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "noegle"), name="journalpost_een_pr_noegle"),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "sag"), name="journalpost_paa_sag"),
            models.Index(fields=("tilstand", "naeste_forsoeg"), name="journalpost_i_koe"),
        ]


class Forsendelse(Leverance):
    """Et brev til borgeren gennem Digital Post."""

    class Meta:
        verbose_name_plural = "forsendelser"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "noegle"), name="forsendelse_een_pr_noegle"),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "sag"), name="forsendelse_paa_sag"),
            models.Index(fields=("tilstand", "naeste_forsoeg"), name="forsendelse_i_koe"),
        ]
