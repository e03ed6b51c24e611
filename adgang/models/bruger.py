"""Brugeren: en medarbejder eller et system, der kan blive lukket ind."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from adgang.models.kommune import Kommune
from adgang.roller import Rolle, indhold

if TYPE_CHECKING:
    from django_otp.models import Device


class BrugerManager(BaseUserManager["Bruger"]):
    """Opretter brugere med hashet adgangskode."""

    def opret(
        self, brugernavn: str, adgangskode: str, *, navn: str, rolle: Rolle, kommune: Kommune | None
    ) -> Bruger:
        """Opret en bruger; ``ValueError``, når rollen kræver en kommune, og der ingen er."""
        if indhold(rolle).kraever_kommune and kommune is None:
            raise ValueError(f"{rolle.label} skal høre til en kommune.")
        bruger = self.model(brugernavn=brugernavn, navn=navn, rolle=rolle, kommune=kommune)
        bruger.set_password(adgangskode)
        bruger.save(using=self._db)
        return bruger


class Bruger(AbstractBaseUser):  # type: ignore[django-manager-missing] # django-otp har ingen typer
    """En rolle i en kommune med et valg af ydelser; adgangen er de tre tilsammen."""

    reference = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    """Det, andre kender brugeren på: adresser viser aldrig løbenummeret."""
    brugernavn = models.CharField(max_length=60, unique=True)
    navn = models.CharField(max_length=120)
    rolle = models.CharField(max_length=20, choices=Rolle.choices)
    kommune = models.ForeignKey(Kommune, on_delete=models.PROTECT, null=True, blank=True)
    enhed = models.CharField(max_length=60, default="Ydelsesservice")
    kle = models.JSONField(default=list, blank=True)
    """KLE-numre, brugeren er begrænset til; tom er alle rollens."""
    is_active = models.BooleanField(default=True)
    genveje = models.BooleanField(default=True)
    """Om sidernes genveje med én tast er slået til (WCAG 2.1.4)."""
    afviste_forsoeg = models.PositiveSmallIntegerField(default=0)
    """Afviste log-ind i træk siden det seneste, der lykkedes."""
    sidst_afvist = models.DateTimeField(null=True)
    spaerret_til = models.DateTimeField(null=True)
    engangskode_udloeber = models.DateTimeField(null=True)
    """Adgangskoden er sat af en administrator: den skal skiftes, og den udløber her. Så længe må
    brugeren også sætte sin anden faktor op."""

    otp_device: Device | None
    """Den enhed, der har bekræftet sessionen; sættes af django-otp på hver forespørgsel."""

    USERNAME_FIELD = "brugernavn"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = BrugerManager()

    class Meta:
        verbose_name_plural = "brugere"

    def __str__(self) -> str:
        return self.navn

    def er_spaerret(self, nu: datetime) -> bool:
        """Om log-in er spærret lige nu."""
        return self.spaerret_til is not None and self.spaerret_til > nu

    @property
    def skal_skifte_adgangskode(self) -> bool:
        """Om adgangskoden er en engangskode."""
        return self.engangskode_udloeber is not None
