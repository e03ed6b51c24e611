"""Sagen: alle åbne hændelser for én borger i én kommune."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel


class Sagstilstand(models.TextChoices):
    """Sagens livsløb. En bestilt sag udløber aldrig i stilhed."""

    LEDIG = "LEDIG", "Ledig"
    BESTILT = "BESTILT", "Ny"
    VISITERES = "VISITERES", "Under visitering"
    PARTSHOERING = "PARTSHOERING", "Partshøring"
    HENLAGT_VISITERING = "HENLAGT_VISITERING", "Henlagt i visitering"
    HENLAGT_EFTER_PARTSHOERING = "HENLAGT_EFTER_PARTSHOERING", "Henlagt efter partshøring"
    AENDRET_TILDELING = "AENDRET_TILDELING", "Ændret tildeling"
    UDLOEBET = "UDLOEBET", "Udløbet – ikke behandlet"
    BORTFALDET = "BORTFALDET", "Bortfaldet – register rettet"


AABNE_TILSTANDE: tuple[str, ...] = (
    Sagstilstand.LEDIG,
    Sagstilstand.BESTILT,
    Sagstilstand.VISITERES,
    Sagstilstand.PARTSHOERING,
)
BESTILTE_TILSTANDE: tuple[str, ...] = (
    Sagstilstand.BESTILT,
    Sagstilstand.VISITERES,
    Sagstilstand.PARTSHOERING,
)
"""Fra sagen er bestilt, til den har et resultat."""
AFSLUTTENDE_TILSTANDE: tuple[str, ...] = (
    Sagstilstand.HENLAGT_VISITERING,
    Sagstilstand.HENLAGT_EFTER_PARTSHOERING,
    Sagstilstand.AENDRET_TILDELING,
)


class Sag(KommuneModel):
    """En sag på kontroltrin 2: borgeren, fristen og hvor langt behandlingen er."""

    KLE_STI: ClassVar[str] = "kle"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sagsnr = models.CharField(max_length=16)
    """Neutralt sagsnummer, fx R-26-04812; siger intet om borgeren."""
    cpr = CprFelt()
    kle = models.CharField(max_length=8)
    kontroltrin = models.PositiveSmallIntegerField(default=2)
    tilstand = models.CharField(
        max_length=30, choices=Sagstilstand.choices, default=Sagstilstand.LEDIG
    )
    fundet = models.DateField()
    udloeber = models.DateField()
    """Sidste dag sagen kan bestilles; for en bestilt sag fristen for behandling."""
    tildelt = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)
    """Tæller op ved hver ændring; optimistisk lås."""
    afsluttet = models.DateTimeField(null=True)
    frisk_ark_oensket = models.BooleanField(default=False)
    """Sagen er genbestilt: næste samkøring fryser en ny udgave af kontrolarket."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kommune", "sagsnr"), name="sag_sagsnr_i_kommunen"),
            models.UniqueConstraint(
                fields=("kommune", "cpr"),
                condition=models.Q(tilstand__in=AABNE_TILSTANDE),
                name="sag_een_aaben_pr_borger",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "tilstand", "udloeber", "id"), name="sag_efter_frist"),
            models.Index(fields=("kommune", "tilstand", "fundet", "id"), name="sag_efter_fund"),
            models.Index(
                fields=("kommune", "udloeber", "id"),
                condition=models.Q(tilstand__in=BESTILTE_TILSTANDE),
                name="sag_under_behandling",
            ),
        ]

    def __str__(self) -> str:
        return self.sagsnr

    @property
    def er_aaben(self) -> bool:
        """Om sagen endnu venter på et resultat."""
        return self.tilstand in AABNE_TILSTANDE
