"""Kvitteringen for en sletning."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


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
    ANSOEGNINGER = "ANSOEGNINGER", "Ansøgninger og registeropslag"
    UDSOEGNING = "UDSOEGNING", "Udsøgningens projekter og kursuslister"
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
