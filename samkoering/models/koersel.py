"""Kørslen: én nats samkøring, og dens del for hver kommune."""

from __future__ import annotations

import uuid

from django.db import models

from adgang.scoping import KommuneModel


class Koerselstilstand(models.TextChoices):
    """Hvordan en kørsel endte."""

    KOERER = "KOERER", "Kører"
    GENNEMFOERT = "GENNEMFOERT", "Gennemført"
    DELVIST = "DELVIST", "Delvist gennemført"
    FEJLET = "FEJLET", "Fejlet"


class Koersel(models.Model):
    """En kørsel for én dato. Nr. 2 samme dato er en gentagelse og opretter intet dobbelt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dato = models.DateField()
    nummer = models.PositiveSmallIntegerField()
    tilstand = models.CharField(
        max_length=12, choices=Koerselstilstand.choices, default=Koerselstilstand.KOERER
    )
    startet = models.DateTimeField()
    afsluttet = models.DateTimeField(null=True)
    periode_fra = models.DateField()
    periode_til = models.DateField()
    regelsaet = models.CharField(max_length=80)
    """Regelsættets version: kontrolkatalogets dato og et fingeraftryk af regler og parametre."""
    tabeller = models.JSONField(default=list)
    """Pr. tabel: tabel, register, tilstand (BESVARET/MANGLER/AFVIST), raekker, afviste, grund,
    slaaet_op (ISO-tidspunkt) og data_fra (ISO-dato)."""
    fejl = models.TextField(blank=True)

    class Meta:
        ordering = ("-dato", "-nummer")
        constraints = (
            models.UniqueConstraint(fields=("dato", "nummer"), name="koersel_dato_nummer"),
        )

    def __str__(self) -> str:
        return f"{self.dato.isoformat()}#{self.nummer}"


class Koerselsdel(KommuneModel):
    """Kørslens resultat i én kommune, skrevet i samme transaktion som kommunens sager."""

    koersel = models.ForeignKey(Koersel, on_delete=models.CASCADE, related_name="dele")
    modtagere = models.PositiveIntegerField(default=0)
    aegtefaeller = models.PositiveIntegerField(default=0)
    nye_sager = models.PositiveIntegerField(default=0)
    nye_udfald = models.PositiveIntegerField(default=0)
    kendte_udfald = models.PositiveIntegerField(default=0)
    fredede_udfald = models.PositiveIntegerField(default=0)
    bortfaldne_udfald = models.PositiveIntegerField(default=0)
    udloebne_sager = models.PositiveIntegerField(default=0)
    ikke_udfoerte_kontroller = models.PositiveIntegerField(default=0)
    afsluttet = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("koersel", "kommune"), name="koerselsdel_en_pr_kommune"
            ),
        )

    def __str__(self) -> str:
        return f"{self.koersel} {self.kommune_id}"
