"""En borger på projektets liste, kontakten med hende, og spærringen efter et nej."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from udsoegning.models.projekt import Projekt


class Svar(models.TextChoices):
    """Borgerens svar. Et nej har ingen række: borgeren er slettet."""

    INTET = "", "Intet svar endnu"
    JA = "JA", "Ja tak"


class Opslagstilstand(models.TextChoices):
    """Hvor langt opslaget af ægtefællens navn er."""

    INGEN = "", "Ikke slået op"
    I_GANG = "I_GANG", "Slås op"
    FUNDET = "FUNDET", "Fundet"
    UDEN = "UDEN", "Ingen ægtefælle, eller navnet er beskyttet"
    IKKE_UDFOERT = "IKKE_UDFOERT", "Registeret svarede ikke"


class Maade(models.TextChoices):
    """Hvordan kommunen henvendte sig, og om borgeren blev nået."""

    OPKALD_UDEN_SVAR = "OPKALD_UDEN_SVAR", "Ringet, intet svar"
    OPKALD = "OPKALD", "Talt i telefon"
    BREV = "BREV", "Brev sendt"
    MOEDE = "MOEDE", "Mødtes"


class Fundet(KommuneModel):
    """Borgeren, som hun stod i CPR den dag, der blev søgt. Sider og adresser bruger kun ``id``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(Projekt, on_delete=models.CASCADE, related_name="fundne")
    cpr = CprFelt()
    navn = models.CharField(max_length=200)
    adresse = models.CharField(max_length=250)
    beskyttet = models.BooleanField(default=False)
    """Navne- og adressebeskyttelse: adressen vises kun med en grund."""
    statsborgerskab = models.CharField(max_length=60, blank=True)
    """Tom, når kommunen ikke har begrundet, at den ses."""
    kursus = models.CharField(max_length=80)
    afsluttet = models.DateField()
    fundet = models.DateTimeField(default=timezone.now)
    telefon = models.CharField(max_length=20, blank=True)
    """Skrevet i hånden; intet opslag giver den."""
    aegtefaelle = models.CharField(max_length=200, blank=True)
    """Ægtefællens navn efter et begrundet opslag; numret gemmes ikke."""
    opslag = models.CharField(max_length=12, choices=Opslagstilstand.choices, blank=True)
    opslag_bestilt = models.DateTimeField(null=True)
    svar = models.CharField(max_length=2, choices=Svar.choices, blank=True)
    svaret = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "fundne"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "projekt", "cpr"), name="fundet_een_i_projektet"
            ),
        )

    def __str__(self) -> str:
        return f"Fundet {self.pk}"


class Kontakt(KommuneModel):
    """En henvendelse til borgeren. Uden fri tekst: der er intet at skrive om hende."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Fundet, on_delete=models.CASCADE, related_name="kontakter")
    dag = models.DateField()
    maade = models.CharField(max_length=16, choices=Maade.choices)
    tidspunkt = models.DateTimeField(default=timezone.now)
    bruger = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "kontakter"
        ordering = ("-dag", "-tidspunkt")

    def __str__(self) -> str:
        return f"Kontakt {self.pk}"


class Nej(KommuneModel):
    """At en borger har sagt nej: et fingeraftryk med nøgle, som kun siger noget om én, man kender.

    Uden navn, nummer og tidspunkt. Nøglen er portalens hemmelighed og projektets id, så aftrykket
    hverken kan regnes ud af databasen alene eller bruges i et andet projekt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    projekt = models.ForeignKey(Projekt, on_delete=models.CASCADE, related_name="nej")
    aftryk = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "nej"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "projekt", "aftryk"), name="nej_een_gang_i_projektet"
            ),
        )

    def __str__(self) -> str:
        return f"Nej {self.pk}"
