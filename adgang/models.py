"""Kommune, bruger og rolle."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Kommune(models.Model):
    """En kommune: lejeren, som alle sager og brugere hører til."""

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


class Rolle(models.TextChoices):
    """Hvad en bruger er ansat til."""

    SAGSBEHANDLER = "SAGSBEHANDLER", "Sagsbehandler"
    TEAMLEDER = "TEAMLEDER", "Teamleder"
    DRIFT = "DRIFT", "Drift"
    DPO = "DPO", "Databeskyttelsesrådgiver"


class BrugerManager(BaseUserManager["Bruger"]):
    """Opretter brugere med hashet adgangskode."""

    def opret(
        self, brugernavn: str, adgangskode: str, *, navn: str, rolle: Rolle, kommune: Kommune | None
    ) -> Bruger:
        """Opret en bruger; en sagsbehandler eller teamleder skal høre til en kommune."""
        if rolle in (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER) and kommune is None:
            raise ValueError("En sagsbehandler eller teamleder skal høre til en kommune.")
        bruger = self.model(brugernavn=brugernavn, navn=navn, rolle=rolle, kommune=kommune)
        bruger.set_password(adgangskode)
        bruger.save(using=self._db)
        return bruger


class Bruger(AbstractBaseUser):
    """En medarbejder, der kan logge ind."""

    brugernavn = models.CharField(max_length=60, unique=True)
    navn = models.CharField(max_length=120)
    rolle = models.CharField(max_length=20, choices=Rolle.choices)
    kommune = models.ForeignKey(Kommune, on_delete=models.PROTECT, null=True, blank=True)
    enhed = models.CharField(max_length=60, default="Ydelsesservice")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "brugernavn"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BrugerManager()

    class Meta:
        verbose_name_plural = "brugere"

    def __str__(self) -> str:
        return self.navn
