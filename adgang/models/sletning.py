"""Kvitteringen for en sletning, og de tal, en slettet sag efterlader."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from adgang.scoping import KommuneModel


class Opgave(models.TextChoices):
    """De opgaver, der sletter; fristerne står i docs/opbevaring.md."""

    SAGER = "SAGER", "Afsluttede sager"
    UBEHANDLEDE = "UBEHANDLEDE", "Sager, der aldrig blev bestilt"
    JOURNAL = "JOURNAL", "Journalposter og breve"
    DOKUMENTER = "DOKUMENTER", "Dannede PDF'er, ingen post bruger"
    REGNSKAB = "REGNSKAB", "Afløste kontrolregnskaber"
    KOERSLER = "KOERSLER", "Gamle kørsler"
    FORSOEG = "FORSOEG", "Nattens dele og forsøg"
    AFVISNINGER = "AFVISNINGER", "Kørslernes afviste rækker"
    KLADDER = "KLADDER", "Kladder"
    SESSIONER = "SESSIONER", "Sessioner"
    STIKPROEVER = "STIKPROEVER", "Stikprøver"
    MARKERINGER = "MARKERINGER", "Persongruppemarkeringer"
    LOG = "LOG", "Opslagsloggen"
    PAKKER = "PAKKER", "Zip-filer"
    KALD = "KALD", "Kald til programgrænsefladen"
    SIKKERHEDSKOPIER = "SIKKERHEDSKOPIER", "Sikkerhedskopier"


class Sletning(models.Model):
    """Én sletning, skrevet i den transaktion, der slettede. Intet om borgere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opgave = models.CharField(max_length=20, choices=Opgave.choices)
    tidspunkt = models.DateTimeField()
    graense = models.DateTimeField()
    """Det, der var ældre end dette, blev slettet."""
    antal = models.JSONField(default=dict)
    """``{tabel: antal rækker}``; filer står under ``filer``."""

    class Meta:
        verbose_name_plural = "sletninger"
        ordering = ("-tidspunkt",)
        indexes: ClassVar = [
            models.Index(fields=("opgave", "-tidspunkt"), name="sletning_opgavens_seneste"),
        ]

    def __str__(self) -> str:
        return f"{self.get_opgave_display()} {self.tidspunkt:%d-%m-%Y}"


class Effekttal(KommuneModel):
    """Resultaterne af slettede sager, talt sammen: intet id, ingen dag, ingen borger.

    Tallene bor i det nederste rum, fordi de skal overleve de rækker, de er talt af.
    """

    maaned = models.DateField()
    """Den første dag i den måned, resultaterne blev registreret."""
    kle = models.CharField(max_length=8)
    resultat = models.CharField(max_length=30)
    aendring = models.CharField(max_length=12, blank=True)
    aarsag = models.CharField(max_length=16, blank=True)
    antal = models.PositiveIntegerField(default=0)
    krav_oere = models.BigIntegerField(default=0)
    maanedlig_aendring_oere = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "effekttal"
        constraints = (
            models.UniqueConstraint(
                fields=("kommune", "maaned", "kle", "resultat", "aendring", "aarsag"),
                name="effekttal_een_pr_gruppe",
            ),
        )

    def __str__(self) -> str:
        return f"{self.maaned:%m-%Y} {self.kle}"
