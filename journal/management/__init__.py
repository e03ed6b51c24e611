"""Journalens kommandoer."""
