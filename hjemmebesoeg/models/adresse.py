"""Kommunens adressefil: hvor husene ligger. Ingen borgere."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.scoping import KommuneModel


class Adressefil(KommuneModel):
    """Den indlæste fil; en kommune har højst én, og en ny afløser den helt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kilde = models.CharField(max_length=120)
    """Hvor filen kommer fra, som den, der indlæste, skrev det."""
    sha256 = models.CharField(max_length=64)
    raekker = models.PositiveIntegerField()
    tidspunkt = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Tom, når driften indlæste med ``manage.py``."""

    class Meta:
        verbose_name_plural = "adressefiler"
        constraints = (
            models.UniqueConstraint(fields=("kommune",), name="adressefil_een_i_kommunen"),
        )

    def __str__(self) -> str:
        return f"Adressefil {self.sha256[:12]}"


class Adressepunkt(KommuneModel):
    """Et hus: vej, nummer og postnummer, og hvor det ligger i meter (ETRS89, UTM zone 32)."""

    fil = models.ForeignKey(Adressefil, on_delete=models.CASCADE, related_name="+")
    vej = models.CharField(max_length=120)
    """``2610|testvej 12``: postnummer, vejnavn med småt og husnummer; vejnavne er entydige inden
    for et postnummer."""
    vejkode = models.CharField(max_length=4)
    oest = models.PositiveIntegerField()
    nord = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "adressepunkter"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "vej"), name="adressepunkt_een_pr_hus"),
        )

    def __str__(self) -> str:
        return self.vej
