"""Kørslen: én nats samkøring, og dens del for hver kommune."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from adgang.scoping import KommuneModel


class Koerselstilstand(models.TextChoices):
    """Hvordan en kørsel endte."""

    KOERER = "KOERER", "Kører"
    GENNEMFOERT = "GENNEMFOERT", "Gennemført"
    DELVIST = "DELVIST", "Delvist gennemført"
    FEJLET = "FEJLET", "Fejlet"


class Aarsag(models.TextChoices):
    """Hvorfor der køres."""

    PLANLAGT = "PLANLAGT", "Nattens kørsel"
    INDHENTET = "INDHENTET", "En nat, der ikke blev kørt i tide"
    GENTAGELSE = "GENTAGELSE", "Kørt igen"
    REGISTER = "REGISTER", "Ét register kørt igen"
    UDTRAEK = "UDTRAEK", "Kørt på et udtræk"


PLANLAGTE = (Aarsag.PLANLAGT, Aarsag.INDHENTET)


class Trin(models.TextChoices):
    """Hvor langt en kørsel i hovedbogen er; tom, når et udtræk køres direkte."""

    BEGYNDT = "BEGYNDT", "Begyndt"
    HENTES = "HENTES", "Registrene hentes"
    SKRIVES = "SKRIVES", "Kommunerne skrives"
    SLUT = "SLUT", "Slut"


class Koersel(models.Model):
    """En kørsel for én dato. Nr. 2 samme dato er en gentagelse og opretter intet dobbelt.

    Kun én kørsel i hovedbogen er åben ad gangen, og kun én er planlagt pr. dato.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dato = models.DateField()
    nummer = models.PositiveSmallIntegerField()
    tilstand = models.CharField(
        max_length=12, choices=Koerselstilstand.choices, default=Koerselstilstand.KOERER
    )
    aarsag = models.CharField(max_length=12, choices=Aarsag.choices, default=Aarsag.UDTRAEK)
    trin = models.CharField(max_length=8, choices=Trin.choices, blank=True)
    aaben = models.BooleanField(default=False)
    kun_kommuner = models.JSONField(default=list, blank=True)
    """Kommunekoder, når ikke hele landet køres."""
    kun_register = models.CharField(max_length=20, blank=True)
    """Registerets rum, når kun dets celler udfyldes."""
    udtraek = models.CharField(max_length=80, blank=True)
    """Udtrækkets mappe under ``UDTRAEKSMAPPE``, til kørslen er slut."""
    hel = models.BooleanField(null=True)
    """Om alle tabeller svarede for alle personer; ukendt, til der er beregnet."""
    proever = models.PositiveSmallIntegerField(default=0)
    """Så mange gange kørslen er udskudt: bestanden kunne ikke findes, eller maskinen svigtede."""
    naeste_proeve = models.DateTimeField(null=True)
    bestilt_af = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Den, der trykkede på knappen; tom, når uret eller en kommando begyndte."""
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
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("dato", "nummer"), name="koersel_dato_nummer"),
            models.UniqueConstraint(
                fields=("aaben",), condition=Q(aaben=True), name="koersel_een_aaben"
            ),
            models.UniqueConstraint(
                fields=("dato",),
                condition=Q(aarsag__in=("PLANLAGT", "INDHENTET")),
                name="koersel_een_planlagt_pr_dato",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dato.isoformat()}#{self.nummer}"


def hele_landets() -> models.QuerySet[Koersel]:
    """Kørslerne af hele landet og alle registre."""
    return Koersel.objects.filter(kun_kommuner=[], kun_register="")


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
    haendelser = models.JSONField(null=True)
    """``{regel: {FUNDET og hver skæbne: antal}}`` (docs/effektregnskab.md); ``None`` i kørsler fra
    før regnskabet."""
    afsluttet = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("koersel", "kommune"), name="koerselsdel_en_pr_kommune"
            ),
        )

    def __str__(self) -> str:
        return f"{self.koersel} {self.kommune_id}"
