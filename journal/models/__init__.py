"""Dokumenterne og det, der skal ud af huset med dem."""

from journal.models.dokument import Dokument
from journal.models.leverance import Forsendelse, Journalpost, Leverance, Leveringstilstand

__all__ = ["Dokument", "Forsendelse", "Journalpost", "Leverance", "Leveringstilstand"]
