"""Kommunens adressefil: hvor husene ligger. Ingen borgere."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from adgang.scoping import KommuneModel


class Filtilstand(models.TextChoices):
    """Filens vej. Kun den, der gælder, bruges af ruterne."""

    VENTER = "VENTER", "Venter"
    INDLAESES = "INDLAESES", "Indlæses"
    GAELDER = "GAELDER", "Gælder"
    AFVIST = "AFVIST", "Afvist"
    AFLOEST = "AFLOEST", "Afløst"


UNDERVEJS = (Filtilstand.VENTER, Filtilstand.INDLAESES)


class Adressefil(KommuneModel):
    """En adressefil; en kommune har højst én, der gælder, og højst én, der er på vej ind.

    Den nye skrives ved siden af den, der gælder, og afløser den i ét: huset er aldrig uden fil, og
    databasen er aldrig optaget længe.
    """

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
    tilstand = models.CharField(
        max_length=10, choices=Filtilstand.choices, default=Filtilstand.GAELDER
    )
    indhold = models.BinaryField(null=True)
    """Filen, pakket, til den er læst; hentes kun af den, der læser den."""
    skrevet = models.PositiveIntegerField(default=0)
    """Så mange huse er gemt, mens den indlæses."""
    fejl = models.JSONField(default=list)
    """De første linjer om, hvorfor filen blev afvist; ingen celler."""
    antal_fejl = models.PositiveIntegerField(default=0)
    forsoeg = models.PositiveSmallIntegerField(default=0)
    livstegn = models.DateTimeField(null=True)
    """Sidst, den, der indlæser, skrev noget."""
    tur = models.UUIDField(null=True)
    """Den, der indlæser; en anden, der har overtaget filen, har sin egen."""

    class Meta:
        verbose_name_plural = "adressefiler"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune",),
                condition=Q(tilstand=Filtilstand.GAELDER),
                name="adressefil_een_gaelder",
            ),
            models.UniqueConstraint(
                fields=("kommune",),
                condition=Q(tilstand__in=UNDERVEJS),
                name="adressefil_een_undervejs",
            ),
        )

    def __str__(self) -> str:
        return f"Adressefil {self.sha256[:12]}"

    @property
    def flere_fejl(self) -> int:
        """De fejl, der ikke er gemt en linje om."""
        return self.antal_fejl - len(self.fejl)


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
            models.UniqueConstraint(
                fields=("kommune", "fil", "vej"), name="adressepunkt_een_pr_hus"
            ),
        )

    def __str__(self) -> str:
        return self.vej
